import type { DeskError, DeskErrorCode } from '../../shared/errors';
import type { SignInProgress } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { qrOf } from '../qr';
import type { Oidc } from './oidc';
import type { Tokens } from './tokens';

/** Settles after so many milliseconds, or at once when the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface PhoneSignInDependencies {
  readonly oidc: Oidc;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly onProgress: (progress: SignInProgress) => void;
  /** why these tokens are not taken */
  readonly refuse: (tokens: Tokens) => DeskError | null;
}

/** Milliseconds that `slow_down` adds to the interval, for good (RFC 8628, 3.5). */
const slowDownBy = 5_000;
/** Milliseconds between two questions at most, while none is answered. */
const longestPause = 60_000;

/** The next question may be answered. */
const passing: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'offline',
  'hostUnreachable',
  'timedOut',
  'interrupted',
  'rateLimited',
  'serverError',
]);

/** Twice as long after each failure (RFC 8628, 3.5); as long as PingOne asks for, where that is longer. */
const backOff = (pause: number, error: DeskError): number =>
  Math.max(
    Math.min(pause * 2, longestPause),
    error.code === 'rateLimited' ? error.retryAfterSeconds * 1_000 : 0,
  );

/**
 * One sign-in on a phone: shows a code, and asks until the phone has done its part, the code has run out or the signal
 * aborts. A network that fails in between does not end it. Nothing is stored. Errors: those of `Oidc.deviceCode` and
 * `Oidc.poll`, `signInTimedOut`, `cancelled` when the signal aborted, what `refuse` says.
 */
export const signInByPhone = async (
  { oidc, now, sleep, onProgress, refuse }: PhoneSignInDependencies,
  signal: AbortSignal,
): Promise<Result<Tokens>> => {
  const isCancelled = (): boolean => signal.aborted;
  const asked = await oidc.deviceCode(signal);
  if (isCancelled()) return fail({ code: 'cancelled' });
  if (!asked.ok) return asked;
  const { deviceCode, userCode, address, completeAddress, deadline } = asked.value;
  const phone = { userCode, address, qr: qrOf(completeAddress) };
  onProgress({ phase: 'waiting', deadline, phone });

  let { interval } = asked.value;
  let pause = interval;
  for (;;) {
    await sleep(Math.max(Math.min(pause, deadline - now()), 0), signal);
    if (isCancelled()) return fail({ code: 'cancelled' });
    if (now() >= deadline) return fail({ code: 'signInTimedOut' });
    const seen = { issued: false };
    const polled = await oidc.poll(
      deviceCode,
      () => {
        seen.issued = true;
        if (!isCancelled()) onProgress({ phase: 'finishing', deadline, phone });
      },
      signal,
    );
    if (isCancelled()) return fail({ code: 'cancelled' });
    if (polled.ok) {
      if (polled.value === 'slowDown') interval += slowDownBy;
      else if (polled.value !== 'pending') {
        const refusal = refuse(polled.value);
        return refusal === null ? ok(polled.value) : fail(refusal);
      }
      pause = interval;
    } else {
      // tokens that came and could not be checked do not come a second time
      if (seen.issued || !passing.has(polled.error.code)) return polled;
      pause = backOff(pause, polled.error);
    }
  }
};
