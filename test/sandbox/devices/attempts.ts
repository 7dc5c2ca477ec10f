import type { Clock } from '../clock';
import { invalidData, type Problem } from '../http/problem';
import { milliseconds, type FailurePolicy, type Switches } from '../switches';
import type { Device } from './device';

/** Counts wrong codes per device and locks it by policy. */
export interface Attempts {
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
  return {
    failed: (device, policy) => {
      device.failures += 1;
      const remaining = Math.max(0, policy.count - device.failures);
      if (remaining === 0) device.lockedUntil = clock.now() + milliseconds(policy.coolDown);
      return wrong('The one-time code is not valid.', remaining);
    },
    locked: () => wrong('The device is locked.', 0),
    succeeded: (device) => {
      device.failures = 0;
    },
  };
}
