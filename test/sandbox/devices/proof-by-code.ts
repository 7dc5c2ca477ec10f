import type { JsonObject } from '../json';
import type { FailurePolicy } from '../policy-switches';
import type { Attempts } from './attempts';
import type { Device } from './device';
import type { CheckOutcome } from './device-type';
import { typedCode } from './typed-code';

/** Says whether a code is right; a code that is, is used up. */
export type TakeCode = (typed: string) => boolean;

/** What all types that are proven by a typed code have in common: counting, and the lock. */
export interface ProofByCode {
  /** For `activate`: throws a Problem unless the code is right. */
  demand(device: Device, failure: FailurePolicy, body: JsonObject, take: TakeCode): void;
  /** For `check`. */
  judge(device: Device, failure: FailurePolicy, body: JsonObject, take: TakeCode): CheckOutcome;
}

export function createProofByCode(
  attempts: Attempts,
  isLocked: (device: Device) => boolean,
): ProofByCode {
  function judge(device: Device, failure: FailurePolicy, body: JsonObject, take: TakeCode) {
    const typed = typedCode(body);
    if (isLocked(device)) return { is: 'over', problem: attempts.locked() } as const;
    if (take(typed)) {
      attempts.succeeded(device);
      return { is: 'right' } as const;
    }
    const problem = attempts.failed(device, failure);
    return { is: device.lockedUntil === null ? 'wrong' : 'over', problem } as const;
  }
  return {
    judge,
    demand: (...all) => {
      const outcome = judge(...all);
      if (outcome.is !== 'right') throw outcome.problem;
    },
  };
}
