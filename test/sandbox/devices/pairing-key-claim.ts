import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Directory } from '../directory/directory';
import type { Policies, Policy } from '../management/policies';
import { newDevice, type Device } from './device';
import type { DeviceStore } from './device-store';
import type { PairingKey, PairingKeys } from './pairing-keys';

/** What a phone says about itself. */
export interface PhoneFacts {
  model: string;
  os: { type: string; version: string };
}

/** What the apps say about themselves, apart from their id. */
const APP = { nativeName: 'Sandbox Authenticator', version: '2.2.0', pushSandbox: false };

/**
 * An app claims a pairing key: the only way to a device of type MOBILE (contract F.1). Not part of the API, but of the
 * exchange between the app and PingOne, which is not documented.
 */
export interface PairingKeyClaim {
  /** The device, active from the start. Throws what the app shows where there is none. */
  claim(code: string, phone: PhoneFacts): Device;
  /** The next key that is claimed fails, with this `error.code`. */
  failNext(errorCode: string): void;
}

export interface PairingKeyClaimDependencies {
  clock: Clock;
  directory: Pick<Directory, 'find'>;
  keys: PairingKeys;
  policies: Policies;
  store: DeviceStore;
}

export function createPairingKeyClaim(dependencies: PairingKeyClaimDependencies): PairingKeyClaim {
  const { clock, directory, keys, policies, store } = dependencies;
  let failure: string | null = null;

  /** The `error.code` with which a claim fails; null where nothing stands against it. */
  function obstacle({ userId }: PairingKey, policy: Policy | undefined): string | null {
    const forced = failure;
    failure = null;
    if (forced !== null) return forced;
    if (!policy?.mobile.enabled || policy.mobile.pairingDisabled) return 'PAIRING_DISABLED';
    return store.active(userId).length >= policy.maxAllowedDevices ? 'LIMIT_EXCEEDED' : null;
  }

  return {
    claim: (code, { model, os }) => {
      const key = keys.withCode(code);
      if (!key || !directory.find(key.userId)) throw new RangeError('no key with this code waits');
      const policy = policies.find(key.policyId);
      const failed = obstacle(key, policy);
      if (failed !== null) {
        keys.settle(key, { code: failed, message: 'The app could not be paired.' });
        throw new RangeError(`the pairing failed: ${failed}`);
      }
      const id = key.applications[0] ?? policy?.mobile.applications[0]?.id;
      const device = newDevice(
        {
          id: randomUUID(),
          userId: key.userId,
          type: 'MOBILE',
          policyId: key.policyId,
          status: 'ACTIVE',
          nickname: '',
          attributes: { os, model: { name: model }, application: { id, ...APP } },
        },
        clock.now(),
      );
      store.add(device);
      keys.settle(key);
      return device;
    },
    failNext: (errorCode) => {
      failure = errorCode;
    },
  };
}
