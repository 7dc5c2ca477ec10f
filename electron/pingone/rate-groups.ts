import { fail, ok, type Result } from '../../shared/result';
import type { Target } from './request';

/**
 * PingOne counts requests by groups of endpoints, and does not say which endpoint is in which group
 * (pingone-mfa-api.md A.7): the kind of thing that an address is about is the best guess.
 */
export const rateGroupOf = (target: Target, { pathname }: URL): string => {
  if (target.host === 'auth') return 'deviceAuthentications';
  // /v1/environments/{env}/users/{user}/devices/{device}
  const [first = '', , third] = pathname.split('/').slice(4);
  return third ?? first;
};

export interface RateGroups {
  /**
   * Settles when this group may be asked again. `rateLimited`, at once, where that is later than `until` (by
   * the clock of `elapsed`): nothing was sent, and it says how long.
   */
  turn(group: string, until: number, signal: AbortSignal): Promise<Result<undefined>>;
  /** PingOne asked for a pause, in milliseconds from now. */
  pause(group: string, milliseconds: number): void;
}

export interface RateGroupsDependencies {
  /** milliseconds, by a clock that nobody sets */
  readonly elapsed: () => number;
  /** ends early when the signal aborts, by resolving or by rejecting */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export const createRateGroups = ({ elapsed, sleep }: RateGroupsDependencies): RateGroups => {
  const resumeAt = new Map<string, number>();
  return {
    async turn(group, until, signal) {
      let waitedFor = 0;
      for (;;) {
        const resume = resumeAt.get(group) ?? 0;
        const wait = resume - elapsed();
        // again, where others were asked to wait longer meanwhile
        if (wait <= 0 || resume === waitedFor) return ok(undefined);
        if (resume >= until)
          return fail({ code: 'rateLimited', retryAfterSeconds: Math.ceil(wait / 1000) });
        await sleep(wait, signal).catch(() => undefined);
        if (signal.aborted) return fail({ code: 'cancelled' });
        waitedFor = resume;
      }
    },
    pause(group, milliseconds) {
      resumeAt.set(group, Math.max(resumeAt.get(group) ?? 0, elapsed() + milliseconds));
    },
  };
};
