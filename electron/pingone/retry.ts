import type { DeskError } from '../../shared/errors';

const clamp = (seconds: number): number => Math.min(120, Math.max(1, seconds));

/** When nothing says how long to wait: long enough that a person tries again with success. */
const unsaidSeconds = 5;

/**
 * Whole seconds to wait, 1 to 120, from a `Retry-After` header: seconds (429) or an HTTP date (503). Source:
 * pingone-mfa-api.md A.7; RFC 9110 section 10.2.3.
 */
export const retryAfterSeconds = (header: string | null, now: number): number | null => {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return clamp(Math.ceil(Number(text)));
  // a date has letters: `Date.parse` takes a bare "-5" or "2026" for one as well
  const date = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : clamp(Math.ceil((date - now) / 1000));
};

export const rateLimited = (header: string | null, now: number): DeskError => ({
  code: 'rateLimited',
  retryAfterSeconds: retryAfterSeconds(header, now) ?? unsaidSeconds,
});

const retriedStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const mostTries = 5;

/** `justCreated` reads: short enough not to be noticed. */
const notFoundDelays = [250, 500, 1000];

export interface FailedTry {
  /** 1 for the first */
  readonly tries: number;
  readonly error: DeskError;
  readonly retryAfter: string | null;
  readonly justCreated: boolean;
  readonly now: number;
  /** 0 to 1 */
  readonly random: number;
}

/**
 * Milliseconds until an idempotent request is sent again; null for never. Only what passes by itself is tried again:
 * who is off line, or asks the wrong host, is told at once.
 */
export const retryDelay = (failed: FailedTry): number | null => {
  const { tries, error, retryAfter, justCreated, now, random } = failed;
  if (justCreated && (error.code === 'notFound' || error.code === 'deviceGone'))
    return notFoundDelays[tries - 1] ?? null;
  if (tries >= mostTries) return null;
  const backOff = 1000 * 2 ** (tries - 1) + 100 * random;
  const asked = retryAfterSeconds(retryAfter, now);
  switch (error.code) {
    case 'interrupted':
      return backOff;
    case 'rateLimited':
      return asked === null ? backOff : asked * 1000 + 100 * random;
    case 'serverError':
      if (!retriedStatuses.has(error.status)) return null;
      return asked === null ? backOff : asked * 1000 + 100 * random;
    case 'refused':
      return error.status === 408 ? backOff : null;
    default:
      return null;
  }
};
