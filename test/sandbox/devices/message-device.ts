import type { JsonObject } from '../json';
import type { OtpMethodPolicy, PolicySwitches } from '../policy-switches';
import { statusFor } from './administrator-status';
import type { Device } from './device';
import type { Authentication, DeviceType } from './device-type';
import type { OneTimeCodes } from './one-time-codes';
import type { ProofByCode } from './proof-by-code';

/** What one of the types that get their codes by message has of its own. */
export interface MessageKind {
  readonly type: 'EMAIL' | 'SMS' | 'VOICE' | 'WHATSAPP';
  /** Its section in a policy. */
  readonly section: 'email' | 'sms' | 'voice' | 'whatsApp';
  /** Its word in `authenticators`. */
  readonly authenticator: string;
  /** The attributes that the creation request asks for. Throws a Problem. */
  contact(body: JsonObject): JsonObject;
  /** Where a message to the device goes. */
  address(attributes: JsonObject): { to: string; extension?: string };
  masked(attributes: JsonObject): JsonObject;
}

export interface MessageDeviceDependencies {
  codes: OneTimeCodes;
  proof: ProofByCode;
}

export function createMessageDevice(
  kind: MessageKind,
  { codes, proof }: MessageDeviceDependencies,
): DeviceType {
  const pairing = (device: Device) => `pairing:${device.id}`;
  const proving = ({ id }: Authentication) => `authentication:${id}`;
  const otpIn = (policy: PolicySwitches): OtpMethodPolicy['otp'] => policy[kind.section].otp;
  const send = (purpose: string, device: Device, policy: PolicySwitches) => {
    codes.send(purpose, {
      deviceId: device.id,
      userId: device.userId,
      channel: kind.type,
      ...kind.address(device.attributes),
      otp: otpIn(policy),
    });
  };

  return {
    type: kind.type,
    authenticators: ['mfa', kind.authenticator],
    checkAction: 'otp.check',
    methodPolicy: (policy) => policy[kind.section],

    create: (creation) => {
      const attributes = kind.contact(creation.body);
      const status = statusFor(creation);
      // Before there is a device: one whose code cannot be sent would only wait.
      if (status === 'ACTIVATION_REQUIRED') codes.refuseAtQuota(creation.userId, kind.type);
      return { status, attributes };
    },
    begin: (device, policy) => {
      if (device.status === 'ACTIVATION_REQUIRED') send(pairing(device), device, policy);
      return Promise.resolve({});
    },
    activate: (device, policy, body) => {
      proof.demand(device, otpIn(policy).failure, body, (typed) =>
        codes.use(pairing(device), typed),
      );
      return Promise.resolve();
    },
    resend: (device, policy) => {
      send(pairing(device), device, policy);
    },
    challenge: (device, authentication) => {
      send(proving(authentication), device, authentication.policy);
      return Promise.resolve({ status: 'OTP_REQUIRED', shown: {} });
    },
    check: (device, authentication, body) =>
      Promise.resolve(
        proof.judge(device, otpIn(authentication.policy).failure, body, (typed) =>
          codes.use(proving(authentication), typed),
        ),
      ),
    masked: (device) => kind.masked(device.attributes),
    forget: (device) => {
      codes.forget(pairing(device));
    },
  };
}
