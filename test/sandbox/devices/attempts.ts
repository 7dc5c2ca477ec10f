import type { Clock } from '../clock';
import { invalidData, type Problem } from '../http/problem';
import { milliseconds, type FailurePolicy } from '../policy-switches';
import type { Switches } from '../switches';
import type { Device } from './device';

/**
 * Counts failures per device, wrong codes mostly, and locks it: by policy, or sooner and longer where the MFA settings
 * say so (the contract, X27, leaves open which of the two counts).
 */
export interface Attempts {
  /** Notes a failure, and locks the device where no more are allowed; returns how many are left. */
  count(device: Device, policy: FailurePolicy): number;
  /** Notes a wrong code; returns the refusal. */
  failed(device: Device, policy: FailurePolicy): Problem;
  /** The refusal for a device that is locked already. */
  locked(): Problem;
  succeeded(device: Device): void;
}

export function createAttempts(clock: Clock, switches: Switches): Attempts {
  const wrong = (message: string, remaining: number) =>
    invalidData(
      switches.wrongOtpDetail,
      'otp',
      message,
      switches.attemptsRemaining ? { attemptsRemaining: remaining } : undefined,
    );
  function count(device: Device, policy: FailurePolicy): number {
    device.failures += 1;
    const { failureCount, durationSeconds } = switches.mfaSettings.lockout;
    const allowed = failureCount > 0 ? Math.min(policy.count, failureCount) : policy.count;
    const remaining = Math.max(0, allowed - device.failures);
    const lockFor = Math.max(milliseconds(policy.coolDown), durationSeconds * 1_000);
    if (remaining === 0) {
      device.lockedUntil = clock.now() + lockFor;
      device.lockReason = 'OTP';
    }
    return remaining;
  }
  return {
    count,
    failed: (device, policy) => wrong('The one-time code is not valid.', count(device, policy)),
    locked: () => wrong('The device is locked.', 0),
    succeeded: (device) => {
      device.failures = 0;
    },
  };
}
