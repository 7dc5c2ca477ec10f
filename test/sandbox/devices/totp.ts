import type { Clock } from '../clock';
import type { TotpPolicy } from '../policy-switches';
import { statusFor } from './administrator-status';
import type { Device } from './device';
import type { DeviceType } from './device-type';
import type { ProofByCode } from './proof-by-code';
import { keyUriOf, secretOf, type TotpKeys } from './totp-keys';

/** Milliseconds in which a key must be proven; afterwards every code is wrong (contract B.3). */
export const PAIRING_KEY_LIFETIME = 30 * 60 * 1_000;

export interface TotpDependencies {
  clock: Clock;
  keys: TotpKeys;
  proof: ProofByCode;
  usernameOf: (userId: string) => string;
}

export function createTotp({ clock, keys, proof, usernameOf }: TotpDependencies): DeviceType {
  const take = (device: Device, { passcodeGracePeriod }: TotpPolicy) => {
    const key = keys.find(device.id);
    const isDead =
      device.status === 'ACTIVATION_REQUIRED' &&
      device.createdAt + PAIRING_KEY_LIFETIME <= clock.now();
    return (typed: string) => !!key && !isDead && keys.take(key, typed, passcodeGracePeriod);
  };

  return {
    type: 'TOTP',
    authenticators: ['mfa', 'totp'],
    checkAction: 'otp.check',
    methodPolicy: (policy) => policy.totp,

    create: (creation) => ({ status: statusFor(creation), attributes: {} }),
    begin: (device, { totp: { uriParameters } }) => {
      const key = keys.create(device.id, uriParameters.issuer, usernameOf(device.userId));
      const keyUri = keyUriOf(key, uriParameters);
      return Promise.resolve({ secret: secretOf(key), keyUri });
    },
    activate: (device, { totp }, body) => {
      proof.demand(device, totp.otp.failure, body, take(device, totp));
      return Promise.resolve();
    },
    challenge: () => Promise.resolve({ status: 'OTP_REQUIRED', shown: {} }),
    check: (device, { policy: { totp } }, body) =>
      Promise.resolve(proof.judge(device, totp.otp.failure, body, take(device, totp))),
    masked: () => ({}),
    forget: (device) => {
      keys.forget(device.id);
    },
  };
}
