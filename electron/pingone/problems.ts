import * as v from 'valibot';
import type { DeskError } from '../../shared/errors';
import { asReference, type Answer } from './answer';
import { list, part, text, wholeNumber } from './lenient';
import { rateLimited } from './retry';

/** What was asked for decides what a refusal means. */
export interface Circumstance {
  /** what it means that the thing is not there (any more) */
  readonly gone: 'notFound' | 'deviceGone' | 'authenticationGone';
  /** the request carries a one-time code that may be wrong */
  readonly answersCode: boolean;
  /** `deviceAuthentications` refuse whole kinds of tokens: no reason to sign in again (H) */
  readonly refusesTokens: boolean;
}

export const circumstances = {
  resource: { gone: 'notFound', answersCode: false, refusesTokens: false },
  device: { gone: 'deviceGone', answersCode: false, refusesTokens: false },
  deviceCode: { gone: 'deviceGone', answersCode: true, refusesTokens: false },
  newAuthentication: { gone: 'notFound', answersCode: false, refusesTokens: true },
  authentication: { gone: 'authenticationGone', answersCode: false, refusesTokens: true },
  authenticationCode: { gone: 'authenticationGone', answersCode: true, refusesTokens: true },
} as const satisfies Record<string, Circumstance>;

// the error page spells it `innererror`, the answers `innerError`: both are read (X16)
const innerErrorSchema = part({ attemptsRemaining: wholeNumber, failuresRemaining: wholeNumber });
const envelopeSchema = part({
  id: text,
  code: text,
  target: text,
  details: list(
    part({ code: text, target: text, innerError: innerErrorSchema, innererror: innerErrorSchema }),
  ),
});

export interface Problem {
  readonly status: number;
  /** top-level code first, then those of the details: they move between the levels (X17, X18) */
  readonly codes: readonly string[];
  readonly details: readonly { readonly code: string | null; readonly target: string | null }[];
  readonly target: string | null;
  readonly attemptsRemaining: number | null;
  /** the error's id, else the correlation id */
  readonly reference: string | null;
}

/** The name of a field, as far as it is one. Anything else could be what a person typed. */
const asTarget = (target: string | null | undefined): string | null =>
  target !== null && target !== undefined && /^[A-Za-z][A-Za-z0-9_.[\]]{0,63}$/.test(target)
    ? target
    : null;

/** Reads PingOne's error envelope (A.6) as far as there is one. Never throws. */
export const readProblem = ({ status, body, correlationId }: Answer): Problem => {
  const { id, code, target, details } = v.parse(envelopeSchema, body);
  const remaining = details
    .flatMap(({ innerError, innererror }) => [innerError, innererror])
    .flatMap(({ attemptsRemaining, failuresRemaining }) => [attemptsRemaining, failuresRemaining])
    .find((count) => count !== null && count >= 0);
  return {
    status,
    codes: [code, ...details.map((detail) => detail.code)].filter((each) => each !== null),
    details,
    target: asTarget(target ?? details.find((detail) => detail.target !== null)?.target),
    attemptsRemaining: remaining ?? null,
    reference: asReference(id) ?? correlationId,
  };
};

const validationCodes = ['INVALID_DATA', 'INVALID_REQUEST', 'REQUEST_FAILED'];

/** The token was not accepted. */
export const isUnauthorized = ({ status, codes }: Problem): boolean =>
  status === 401 || codes.includes('INVALID_TOKEN');

/** The token drifted and wants its next code: nearly there, and no failed attempt (C.1). */
const wantsNextCode = ({ codes }: Problem): boolean => codes.includes('EXTRA_OTP_REQUIRED');

/** Which detail a wrong code has is not documented: everything that has been seen counts (A.6, Q1). */
const isWrongCode = ({ codes, details }: Problem): boolean =>
  codes.includes('INVALID_OTP') ||
  details.some(({ target }) => target === 'otp') ||
  (codes.includes('INVALID_DATA') &&
    details.some(({ code, target }) => code === 'INVALID_VALUE' && target === null));

const withoutReference = (
  problem: Problem,
  circumstance: Circumstance,
  { retryAfter }: Answer,
  date: number,
): DeskError => {
  const { status, codes, attemptsRemaining, target } = problem;
  const has = (code: string): boolean => codes.includes(code);

  if (status >= 500) return { code: 'serverError', status };
  if (status === 429 || has('REQUEST_LIMITED')) return rateLimited(retryAfter, date);
  if (isUnauthorized(problem))
    return { code: circumstance.refusesTokens ? 'notHere' : 'signInRequired' };
  if (has('LIMIT_EXCEEDED')) return { code: 'limitReached' };
  if (has('UNIQUENESS_VIOLATION')) return { code: 'duplicate' };
  if (circumstance.answersCode && wantsNextCode(problem)) return { code: 'extraCodeRequired' };
  if (circumstance.answersCode && isWrongCode(problem))
    return {
      code: 'wrongCode',
      ...(attemptsRemaining === null ? {} : { attemptsRemaining }),
    };
  // a 400 may become a 403 one day (A.2): a 403 that is about the content is not about rights
  if (
    has('INSUFFICIENT_PERMISSIONS') ||
    (status === 403 && !codes.some((code) => validationCodes.includes(code)))
  )
    return { code: circumstance.refusesTokens ? 'notHere' : 'forbidden' };
  if (status === 404 || status === 410 || has('NOT_FOUND')) return { code: circumstance.gone };
  return { code: 'refused', status, ...(target === null ? {} : { target }) };
};

/**
 * What a person can be told about an answer that is no success. Errors: `redirected`, `proxySignIn`, `badResponse`, `serverError`,
 * `rateLimited`, `signInRequired`, `forbidden`, `notHere`, `limitReached`, `duplicate`, `wrongCode`, `extraCodeRequired`, `notFound`,
 * `deviceGone`, `authenticationGone`, `refused`. Never throws. `date`: as `rateLimited` takes it.
 * Source: pingone-mfa-api.md A.6.
 */
export const deskErrorOf = (
  answer: Answer,
  circumstance: Circumstance,
  date: number,
): DeskError => {
  const { status, form } = answer;
  if (status >= 300 && status < 400) return { code: 'redirected' };
  if (status === 407) return { code: 'proxySignIn' };
  // PingOne never sends pages: somebody on the way did, and its 404 says nothing about our device
  if (form === 'html' && status < 500 && status !== 429)
    return { code: 'badResponse', status, html: true };
  const problem = readProblem(answer);
  const error = withoutReference(problem, circumstance, answer, date);
  return problem.reference === null ? error : { ...error, reference: problem.reference };
};
