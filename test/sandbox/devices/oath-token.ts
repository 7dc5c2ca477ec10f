import { invalidData, invalidValue, uniquenessViolation } from '../http/problem';
import type { JsonObject } from '../json';
import type { Switches } from '../switches';
import { statusFor } from './administrator-status';
import type { Device } from './device';
import type { DeviceType } from './device-type';
import type { OathResync } from './oath-resync';
import type { OathToken, OathTokens } from './oath-tokens';
import type { ProofByCode } from './proof-by-code';
import { serialNumberIn } from './serial-number';

export interface OathTokenDependencies {
  tokens: OathTokens;
  resync: OathResync;
  proof: ProofByCode;
  switches: Switches;
  /** Whether any user has a device, pending or active, with this token. */
  isBound: (serialNumber: string) => boolean;
}

export function createOathTokenType(dependencies: OathTokenDependencies): DeviceType {
  const { tokens, resync, proof, switches, isBound } = dependencies;
  const tokenOf = (device: Device) => tokens.find(device.attributes.serialNumber);

  return {
    type: 'OATH_TOKEN',
    authenticators: ['mfa', 'oathToken'],
    checkAction: 'otp.check',
    methodPolicy: (policy) => policy.oathToken,

    create: (creation) => {
      const { serialNumber, type } = namedToken(creation.body, tokens);
      if (isBound(serialNumber)) {
        const { duplicateDevice } = switches;
        const status = duplicateDevice === 'allowed' ? 400 : duplicateDevice;
        throw uniquenessViolation(status, 'serialNumber');
      }
      return { status: statusFor(creation), attributes: { serialNumber, tokenType: type } };
    },
    begin: () => Promise.resolve({}),
    activate: (device, policy, body) => {
      const wantsResync = resyncIn(body);
      const token = tokenOf(device);
      proof.demand(device, policy.oathToken.otp.failure, body, (typed) => {
        if (!token) return false;
        if (wantsResync) return isRight(resync.judge(device.id, token, typed));
        resync.forget(device.id);
        return token.accept(typed);
      });
      return Promise.resolve();
    },
    challenge: () => Promise.resolve({ status: 'OTP_REQUIRED', shown: {} }),
    check: (device, { policy }, body) =>
      Promise.resolve(
        proof.judge(
          device,
          policy.oathToken.otp.failure,
          body,
          (typed) => tokenOf(device)?.accept(typed) ?? false,
        ),
      ),
    masked: ({ attributes: { serialNumber, tokenType } }) => ({ serialNumber, tokenType }),
    forget: (device) => {
      resync.forget(device.id);
    },
  };
}

/** Leaves by a throw where another code is needed: that is neither right nor a failed attempt. */
function isRight(verdict: ReturnType<OathResync['judge']>): boolean {
  if (verdict === 'another') {
    throw invalidData('EXTRA_OTP_REQUIRED', 'otp', 'An extra OTP is required');
  }
  return verdict === 'right';
}

function namedToken(body: JsonObject, tokens: OathTokens): OathToken {
  const token = tokens.find(serialNumberIn(body));
  if (!token) throw invalidValue('serialNumber', 'There is no such token.');
  return token;
}

function resyncIn({ oathResync }: JsonObject): boolean {
  if (oathResync === undefined) return false;
  if (typeof oathResync !== 'boolean') {
    throw invalidValue('oathResync', 'oathResync is a boolean.');
  }
  return oathResync;
}
