import type { Problem } from '../http/problem';
import { invalidData, invalidValue, requiredValue } from '../http/problem';
import type { JsonObject } from '../json';
import type { Attempts } from './attempts';
import type { Device } from './device';
import type { Authentication, Creation, DeviceType } from './device-type';
import type { OneTimeCodes } from './one-time-codes';

const ADDRESS = /^[^\s@"(),:;<>[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export interface EmailDependencies {
  codes: OneTimeCodes;
  attempts: Attempts;
  isLocked: (device: Device) => boolean;
}

export function createEmail({ codes, attempts, isLocked }: EmailDependencies): DeviceType {
  const pairing = (device: Device) => `pairing:${device.id}`;
  const proving = ({ id }: Authentication) => `authentication:${id}`;
  const addressOf = (device: Device) => String(device.attributes.email);
  const sending = (device: Device, otp: Creation['policy']['email']['otp']) => ({
    deviceId: device.id,
    channel: 'EMAIL',
    to: addressOf(device),
    otp,
  });

  return {
    type: 'EMAIL',
    authenticators: ['mfa', 'email'],
    checkAction: 'otp.check',
    methodPolicy: (policy) => policy.email,

    create: ({ body, byAdministrator }) => {
      const email = body.email;
      if (email === undefined || email === null) throw requiredValue('email');
      if (typeof email !== 'string' || !ADDRESS.test(email)) {
        throw invalidValue('email', 'The address is not valid.');
      }
      // [Note: an administrator's status] What an administrator gets who sends no status is
      // undocumented (contract H). The sandbox takes the worse answer: a device nobody proved.
      const isActive = byAdministrator && body.status !== 'ACTIVATION_REQUIRED';
      return { status: isActive ? 'ACTIVE' : 'ACTIVATION_REQUIRED', attributes: { email } };
    },
    begin: (device, policy) => {
      if (device.status === 'ACTIVATION_REQUIRED') {
        codes.send(pairing(device), sending(device, policy.email.otp));
      }
      return Promise.resolve({});
    },
    activate: (device, policy, body) => {
      const typed = typedCode(body);
      if (isLocked(device)) throw attempts.locked();
      if (!codes.use(pairing(device), typed)) {
        throw attempts.failed(device, policy.email.otp.failure);
      }
      attempts.succeeded(device);
      return Promise.resolve();
    },
    resend: (device, policy) => {
      codes.send(pairing(device), sending(device, policy.email.otp));
    },
    challenge: (device, authentication) => {
      codes.send(proving(authentication), sending(device, authentication.policy.email.otp));
      return Promise.resolve({ status: 'OTP_REQUIRED', shown: {} });
    },
    check: (device, authentication, body) => {
      const typed = typedCode(body);
      if (isLocked(device)) return Promise.resolve({ is: 'over', problem: attempts.locked() });
      if (codes.use(proving(authentication), typed)) {
        attempts.succeeded(device);
        return Promise.resolve({ is: 'right' });
      }
      const problem = attempts.failed(device, authentication.policy.email.otp.failure);
      return Promise.resolve({ is: device.lockedUntil === null ? 'wrong' : 'over', problem });
    },
    masked: (device) => ({ email: mask(addressOf(device)) }),
    forget: (device) => {
      codes.forget(pairing(device));
    },
  };
}

/** `otp` is a string: a number has lost its leading zeros and is refused. Costs no attempt. */
function typedCode(body: JsonObject): string {
  const otp = body.otp;
  if (otp === undefined || otp === null) throw requiredValue('otp');
  if (typeof otp !== 'string') throw invalidValue('otp', 'otp is a string.');
  if (otp === '') throw invalidData('EMPTY_VALUE', 'otp', 'otp is empty.') satisfies Problem;
  return otp;
}

/** kim@example.org -> k****@example.org */
export function mask(address: string): string {
  return `${address.slice(0, 1)}****${address.slice(address.lastIndexOf('@'))}`;
}
