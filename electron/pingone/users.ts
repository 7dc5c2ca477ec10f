import type * as v from 'valibot';
import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { circumstances } from './problems';
import { json, type RequestContext } from './request';
import { userPageSchema, userSchema } from './schemas';
import { acknowledge, understand } from './understand';

export interface User {
  readonly id: string;
  readonly username: string | null;
  /** as it is written; null when the directory has none */
  readonly name: string | null;
  readonly email: string | null;
  /** as the directory has it, in any format */
  readonly phone: string | null;
  readonly populationId: string | null;
  /** whether the user may sign in at all; taken for granted where PingOne did not say */
  readonly enabled: boolean;
  /** after too many wrong passwords */
  readonly locked: boolean;
  /** whether sign-on asks for MFA at all; null when PingOne did not say */
  readonly mfaEnabled: boolean | null;
}

/** Users of the environment (pingone-mfa-api.md G). */
export interface Users {
  /** Errors: `notFound`, `forbidden`, and what `PingOneHttp.send` names. */
  read(userId: string, context: RequestContext): Promise<Result<User>>;
  /**
   * The first `limit` users that a SCIM filter finds, and whether there are others. Errors: `refused` (the filter has an
   * operator that is not supported: Q23), `forbidden`.
   */
  search(
    filter: string,
    limit: number,
    context: RequestContext,
  ): Promise<Result<{ readonly users: readonly User[]; readonly more: boolean }>>;
  /** Sign-on asks this user for MFA from now on. Errors: `notFound`, `forbidden`. */
  enableMfa(userId: string, context: RequestContext): Promise<Result<undefined>>;
}

const userOf = (answer: v.InferOutput<typeof userSchema>): User => {
  const { id, username, email, enabled, account, population, mfaEnabled, name } = answer;
  const parts = [name.given, name.family].filter((each) => each !== null);
  return {
    id,
    username,
    email,
    phone: answer.mobilePhone ?? answer.primaryPhone,
    populationId: population.id,
    enabled: enabled ?? true,
    locked: account.status === 'LOCKED',
    mfaEnabled,
    name: name.formatted ?? (parts.length === 0 ? null : parts.join(' ')),
  };
};

export const createUsers = ({ http }: { readonly http: PingOneHttp }): Users => ({
  async read(userId, context) {
    const sent = await http.send(
      {
        method: 'GET',
        target: { host: 'api', path: ['users', userId] },
        circumstance: circumstances.resource,
      },
      context,
    );
    const user = understand(sent, userSchema);
    return user.ok ? ok(userOf(user.value)) : user;
  },

  async search(filter, limit, context) {
    const sent = await http.send(
      {
        method: 'GET',
        target: { host: 'api', path: ['users'], query: { filter, limit: String(limit) } },
        circumstance: circumstances.resource,
      },
      context,
    );
    const page = understand(sent, userPageSchema);
    if (!page.ok) return page;
    const { _embedded, _links, count } = page.value;
    const users = _embedded.users.slice(0, limit).map(userOf);
    return ok({ users, more: _links.next.href !== null || (count ?? 0) > users.length });
  },

  enableMfa: async (userId, context) =>
    acknowledge(
      await http.send(
        {
          method: 'PUT',
          target: { host: 'api', path: ['users', userId, 'mfaEnabled'] },
          mediaType: json,
          body: { mfaEnabled: true },
          circumstance: circumstances.resource,
        },
        context,
      ),
    ),
});
