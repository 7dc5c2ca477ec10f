import * as v from 'valibot';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import type { Answer } from './answer';
import type { PingOneHttp } from './http';
import { circumstances, type Circumstance } from './problems';
import { vendor, type RequestContext } from './request';
import { oathTokenPageSchema, oathTokenSchema, type OathTokenAnswer } from './schemas';
import { compared, type FilterOperator } from './scim-filter';
import { understand } from './understand';

/** A hardware token of the environment. Its secret is never read back. */
export interface OathToken {
  readonly id: string;
  readonly serialNumber: string;
  readonly tokenType: 'HOTP' | 'TOTP' | null;
  /** digits of a code */
  readonly length: number | null;
  /** seconds that a code is shown; null for HOTP */
  readonly period: number | null;
  /** time steps that the token is ahead of PingOne; null where PingOne did not say, and for HOTP */
  readonly drift: number | null;
  /** the device of a person that it is; null: nobody's */
  readonly boundTo: { readonly deviceId: string; readonly userId: string } | null;
}

/** Hardware tokens: `/v1/environments/{env}/oathTokens`, for administrators (pingone-mfa-api.md C.2, C.3). */
export interface OathTokens {
  /**
   * The first `limit` tokens whose serial number begins like this, or where PingOne knows no prefixes, is this (Q23).
   * Errors: `forbidden`, and what `PingOneHttp.send` names.
   */
  find(
    text: string,
    limit: number,
    context: RequestContext,
  ): Promise<Result<{ readonly tokens: readonly OathToken[]; readonly more: boolean }>>;

  /** Errors: `tokenNotFound`, `forbidden`. */
  read(tokenId: string, context: RequestContext): Promise<Result<OathToken>>;

  /**
   * Two codes that follow each other, or one of them at a time. `null`: taken, but the answer shows no token. Errors:
   * `extraCodeRequired` (the code was taken, the next one is wanted), `codesNotConsecutive` (wrong codes, in whatever
   * way), `tokenNotFound`, `forbidden`. Never sent twice.
   */
  resync(
    tokenId: string,
    codes: readonly string[],
    context: RequestContext,
  ): Promise<Result<OathToken | null>>;
}

const tokenOf = (answer: OathTokenAnswer): OathToken => {
  const { id, serialNumber, type, otpLength, totp, devices } = answer;
  const bound = devices.find(({ user }) => user.id !== null);
  return {
    id,
    serialNumber,
    tokenType: type,
    length: otpLength,
    period: type === 'TOTP' ? totp.timeStep : null,
    drift: type === 'TOTP' ? totp.drift : null,
    boundTo: bound?.user.id == null ? null : { deviceId: bound.id, userId: bound.user.id },
  };
};

const codes: Circumstance = { ...circumstances.resource, answersCode: true };

/** Which field PingOne names for a wrong code is not documented: `otps` was sent, activation says `otp` (A.6, Q1). */
const tokenError = (error: DeskError): DeskError => {
  const reference = error.reference === undefined ? {} : { reference: error.reference };
  if (error.code === 'notFound') return { code: 'tokenNotFound', ...reference };
  const isAboutCodes =
    error.code === 'wrongCode' || (error.code === 'refused' && /^otps?\b/.test(error.target ?? ''));
  return isAboutCodes ? { code: 'codesNotConsecutive', ...reference } : error;
};

const named = <T>(result: Result<T>): Result<T> =>
  result.ok ? result : fail(tokenError(result.error));

export const createOathTokens = ({ http }: { readonly http: PingOneHttp }): OathTokens => {
  const all = 'oathTokens';

  const search = async (
    operator: FilterOperator,
    text: string,
    limit: number,
    context: RequestContext,
  ) =>
    understand(
      await http.send(
        {
          method: 'GET',
          target: {
            host: 'api',
            path: [all],
            query: { filter: compared('serialNumber', operator, text), limit: String(limit) },
          },
          circumstance: circumstances.resource,
        },
        context,
      ),
      oathTokenPageSchema,
    );

  /** An answer without a token is a success all the same: what is in it is not documented. */
  const tokenIn = (answer: Answer): OathToken | null => {
    const parsed = v.safeParse(oathTokenSchema, answer.body);
    return parsed.success ? tokenOf(parsed.output) : null;
  };

  return {
    async find(text, limit, context) {
      const like = await search('sw', text, limit, context);
      const page =
        !like.ok && like.error.code === 'refused' ? await search('eq', text, limit, context) : like;
      if (!page.ok) return page;
      const { _embedded, _links, count } = page.value;
      const tokens = _embedded.oathTokens.slice(0, limit).map(tokenOf);
      return ok({ tokens, more: _links.next.href !== null || (count ?? 0) > tokens.length });
    },

    async read(tokenId, context) {
      const sent = await http.send(
        {
          method: 'GET',
          target: { host: 'api', path: [all, tokenId] },
          circumstance: circumstances.resource,
        },
        context,
      );
      const token = named(understand(sent, oathTokenSchema));
      return token.ok ? ok(tokenOf(token.value)) : token;
    },

    async resync(tokenId, otps, context) {
      const sent = named(
        await http.send(
          {
            method: 'POST',
            target: { host: 'api', path: [all, tokenId] },
            mediaType: vendor('device.resync'),
            body: { otps },
            circumstance: codes,
          },
          context,
        ),
      );
      if (!sent.ok) return sent;
      return sent.value.form === 'html'
        ? fail({ code: 'badResponse', status: sent.value.status, html: true })
        : ok(tokenIn(sent.value));
    },
  };
};
