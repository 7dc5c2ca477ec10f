import { invalidValue, requestFailed } from '../http/problem';
import { objectAt } from '../json';
import type { Policy } from '../management/policies';
import type { Phones } from '../phone-apps/phones';
import type { Pushes } from '../phone-apps/pushes';
import type { MobileApplicationPolicy } from '../policy-switches';
import type { Device } from './device';
import type { DeviceType } from './device-type';
import type { ProofByCode } from './proof-by-code';

export interface MobileDependencies {
  phones: Phones;
  pushes: Pushes;
  proof: ProofByCode;
}

/** Comes into being by a pairing key (contract F.1), and so has no pairing of its own here. */
export function createMobile({ phones, pushes, proof }: MobileDependencies): DeviceType {
  /** The app that gets the pushes; none where the phone or the policy has them off. */
  const pushedTo = (device: Device, { mobile }: Policy): MobileApplicationPolicy | undefined => {
    const { id } = objectAt(device.attributes, 'application');
    const application = mobile.applications.find((one) => one.id === id);
    const isOn = application?.push.enabled === true && phones.of(device).push === 'enabled';
    return isOn ? application : undefined;
  };
  const hasCodes = (device: Device) => phones.of(device).otp === 'enabled';

  return {
    type: 'MOBILE',
    authenticators: ['mfa', 'mobile'],
    checkAction: 'otp.check',
    methodPolicy: (policy) => policy.mobile,

    create: () => {
      throw invalidValue('type', 'An app makes its device itself, by a pairing key.');
    },
    begin: () => Promise.resolve({}),
    activate: () => {
      throw requestFailed('An app makes its device itself, by a pairing key.');
    },
    isUsable: (device, policy) => pushedTo(device, policy) !== undefined || hasCodes(device),
    challenge: (device, { id, policy }) => {
      const application = pushedTo(device, policy);
      if (!application) return Promise.resolve({ status: 'OTP_REQUIRED', shown: {} });
      pushes.send(id, device, application);
      const { mode } = phones.of(device);
      if (mode === 'approve' || mode === 'reject') pushes.answer(id, mode);
      return Promise.resolve({ status: 'PUSH_CONFIRMATION_REQUIRED', shown: {} });
    },
    check: (device, { policy }, body) =>
      Promise.resolve(
        proof.judge(device, policy.mobile.otp.failure, body, (typed) =>
          phones.accepts(device, typed),
        ),
      ),
    masked: (device) => ({
      ...device.attributes,
      pushStatus: phones.of(device).push === 'enabled' ? 'ENABLED' : 'DISABLED',
      otpStatus: hasCodes(device)
        ? { status: 'ENABLED' }
        : { status: 'DISABLED', reason: 'OTP_NOT_SUPPORTED' },
    }),
    forget: (device) => {
      phones.forget(device);
      pushes.forget(device);
    },
  };
}
