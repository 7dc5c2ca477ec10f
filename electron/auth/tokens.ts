import * as v from 'valibot';

/** `sub` and what else an ID token says about the person, as far as it is usable. */
export const claimsSchema = v.object({
  sub: v.pipe(v.string(''), v.minLength(1, ''), v.maxLength(255, '')),
  iat: v.fallback(v.number(''), 0),
  /** when the person last showed who they are, by PingOne's clock, in seconds as `iat` */
  auth_time: v.fallback(v.optional(v.number('')), undefined),
  preferred_username: v.fallback(v.optional(v.string('')), undefined),
  name: v.fallback(v.optional(v.string('')), undefined),
  email: v.fallback(v.optional(v.string('')), undefined),
});
export type Claims = v.InferOutput<typeof claimsSchema>;

/** Goes into a header: visible ASCII only. */
const token = v.pipe(v.string(''), v.regex(/^[\x21-\x7e]+$/, ''));

/** The part of a token answer that is used (RFC 6749, 5.1). */
export const tokenAnswerSchema = v.object({
  access_token: token,
  refresh_token: v.optional(token),
  /** seconds */
  expires_in: v.optional(v.pipe(v.number(''), v.minValue(0, ''))),
  scope: v.optional(v.string('')),
});

export interface Tokens {
  readonly accessToken: string;
  /** milliseconds since the epoch, by our clock */
  readonly expiresAt: number;
  /** null where the tenant offers none; after a renewal, where the old one stays good */
  readonly refreshToken: string | null;
  /** null where the answer did not say */
  readonly scopes: readonly string[] | null;
  readonly claims: Claims | null;
}

/** Seconds to count on where the answer names none. */
const defaultLifetime = 300;

export const tokensOf = (
  answer: v.InferOutput<typeof tokenAnswerSchema>,
  claims: Claims | null,
  now: number,
): Tokens => ({
  accessToken: answer.access_token,
  expiresAt: now + (answer.expires_in ?? defaultLifetime) * 1_000,
  refreshToken: answer.refresh_token ?? null,
  scopes: answer.scope?.split(' ').filter((scope) => scope !== '') ?? null,
  claims,
});
