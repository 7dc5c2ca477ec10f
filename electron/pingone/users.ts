import { ok, type Result } from '../../shared/result';
import type { PingOneHttp } from './http';
import { circumstances } from './problems';
import type { RequestContext } from './request';
import { userSchema } from './schemas';
import { understand } from './understand';

export interface User {
  readonly id: string;
  readonly username: string | null;
  /** as it is written; null when the directory has none */
  readonly name: string | null;
  readonly email: string | null;
  /** as the directory has it, in any format */
  readonly phone: string | null;
  /** whether sign-on asks for MFA at all; null when PingOne did not say */
  readonly mfaEnabled: boolean | null;
}

/** Users of the environment (pingone-mfa-api.md G). */
export interface Users {
  /** Errors: `notFound`, `forbidden`, and what `PingOneHttp.send` names. */
  read(userId: string, context: RequestContext): Promise<Result<User>>;
}

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
    if (!user.ok) return user;
    const { id, username, email, mfaEnabled, name, mobilePhone, primaryPhone } = user.value;
    const parts = [name.given, name.family].filter((each) => each !== null);
    return ok({
      id,
      username,
      email,
      phone: mobilePhone ?? primaryPhone,
      mfaEnabled,
      name: name.formatted ?? (parts.length === 0 ? null : parts.join(' ')),
    });
  },
});
