import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { pinTries } from '../../shared/kiosk/view';
import { fail, ok, type Result } from '../../shared/result';

/** The operator's PIN for one shift. What is kept is a salted hash, and only in memory. */
export interface ShiftPin {
  set(pin: string): void;
  /** Tries that are left; null where there is no PIN that could be right. */
  triesLeft(): number | null;
  /** Errors: `pinWrong` with the tries that are left, `pinSpent` when there are none: only signing in helps then. */
  check(pin: string): Result<undefined>;
  /** The operator has signed in again: all tries are there again. */
  renew(): void;
  forget(): void;
}

const hashOf = (pin: string, salt: Buffer): Buffer => scryptSync(pin, salt, 32);

export const createShiftPin = (): ShiftPin => {
  let kept: { readonly salt: Buffer; readonly hash: Buffer } | null = null;
  let left = pinTries;
  return {
    set(pin) {
      const salt = randomBytes(16);
      kept = { salt, hash: hashOf(pin, salt) };
      left = pinTries;
    },
    triesLeft: () => (kept === null || left === 0 ? null : left),
    check(pin) {
      if (kept === null || left === 0) return fail({ code: 'pinSpent' });
      // counted before it is compared: whatever happens in between, the try is used
      left -= 1;
      if (timingSafeEqual(hashOf(pin, kept.salt), kept.hash)) {
        left = pinTries;
        return ok(undefined);
      }
      return left === 0
        ? fail({ code: 'pinSpent' })
        : fail({ code: 'pinWrong', attemptsRemaining: left });
    },
    renew() {
      left = pinTries;
    },
    forget() {
      kept = null;
      left = pinTries;
    },
  };
};
