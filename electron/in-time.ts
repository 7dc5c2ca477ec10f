import type { Result } from '../shared/result';
import { startDeadline } from './pingone/deadline';

/**
 * What came of `work` within `limit` milliseconds, else `otherwise`: also where `work` does not end when its signal
 * aborts, be it by the limit or by the caller.
 */
export const inTime = async <T>(
  limit: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  otherwise: T,
): Promise<T> => {
  const deadline = startDeadline(signal, limit);
  try {
    const tooLate = new Promise<T>((resolve) => {
      const giveUp = (): void => {
        resolve(otherwise);
      };
      if (deadline.signal.aborted) giveUp();
      else deadline.signal.addEventListener('abort', giveUp, { once: true });
    });
    return await Promise.race([work(deadline.signal), tooLate]);
  } finally {
    deadline.clear();
  }
};

/** What PingOne says within `limit` milliseconds; null where it does not, or may not be asked. */
export const askedInTime = <T>(
  limit: number,
  signal: AbortSignal,
  ask: (context: { readonly signal: AbortSignal }) => Promise<Result<T | null>>,
): Promise<T | null> =>
  inTime(
    limit,
    signal,
    async (until) => {
      const answer = await ask({ signal: until });
      return answer.ok ? answer.value : null;
    },
    null,
  );
