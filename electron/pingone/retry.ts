import type { DeskError } from '../../shared/errors';
import { retryAfterSeconds, unsaidSeconds } from '../http/retry-after';

/** `date`: when the answer was given, as `retryAfterSeconds` takes it. */
export const rateLimited = (header: string | null, date: number): DeskError => ({
  code: 'rateLimited',
  retryAfterSeconds: retryAfterSeconds(header, date) ?? unsaidSeconds,
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
  /** when the answer was given, as `retryAfterSeconds` takes it */
  readonly date: number;
  /** 0 to 1 */
  readonly random: number;
}

/**
 * Milliseconds until an idempotent request is sent again; null for never. Only what passes by itself is tried again:
 * who is off line, or asks the wrong host, is told at once.
 */
export const retryDelay = (failed: FailedTry): number | null => {
  const { tries, error, retryAfter, justCreated, date, random } = failed;
  if (justCreated && (error.code === 'notFound' || error.code === 'deviceGone'))
    return notFoundDelays[tries - 1] ?? null;
  if (tries >= mostTries) return null;
  const backOff = 1000 * 2 ** (tries - 1) + 100 * random;
  const asked = retryAfterSeconds(retryAfter, date);
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
