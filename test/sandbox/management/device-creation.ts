import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { newDevice, type Device } from '../devices/device';
import { PENDING_LIMIT, type DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import { invalidValue, limitExceeded, requiredValue, uniquenessViolation } from '../http/problem';
import { objectAt, type JsonObject } from '../json';
import type { Switches } from '../switches';
import type { Policies, Policy } from './policies';

const STATUSES = ['ACTIVE', 'ACTIVATION_REQUIRED'];

/** What makes two devices of one type the same. Hardware tokens see to it themselves. */
const CONTACTS = ['email', 'phone'];

export interface DeviceCreationDependencies {
  clock: Clock;
  switches: Switches;
  store: DeviceStore;
  types: DeviceTypes;
  policies: Policies;
}

/** Contract B.3: checks a creation request, stores the device, and starts its pairing. */
export type CreateDevice = (
  userId: string,
  body: JsonObject,
  byAdministrator: boolean,
) => Promise<{ device: Device; once: JsonObject }>;

export function createDeviceCreation(dependencies: DeviceCreationDependencies): CreateDevice {
  const { clock, switches, store, types, policies } = dependencies;

  return async (userId, body, byAdministrator) => {
    if (body.type === undefined) throw requiredValue('type');
    const type = types.find(body.type);
    if (!type) throw invalidValue('type', 'The type cannot be paired here.');
    const policy = policyOf(body, policies);
    const { enabled, pairingDisabled } = type.methodPolicy(policy);
    if (!enabled || pairingDisabled) throw invalidValue('type', 'The policy does not allow it.');
    const status = body.status;
    if (status !== undefined && !STATUSES.includes(status as string)) {
      throw invalidValue('status', 'Unknown status.', { allowedValues: STATUSES });
    }
    const nickname = nicknameOf(body.nickname ?? '');
    if ((body.extension ?? null) !== null && type.type !== 'VOICE') {
      throw invalidValue('extension', 'Only a call has an extension.');
    }
    const created = type.create({ userId, body, policy, byAdministrator });
    const { status: actual, attributes } = created;
    refuseTooMany(userId, policy, switches, store);
    refuseDuplicate(userId, type.type, attributes, switches, store);
    const device = newDevice(
      {
        id: randomUUID(),
        userId,
        type: type.type,
        policyId: policy.id,
        status: actual,
        nickname,
        attributes,
      },
      clock.now(),
    );
    store.add(device);
    return { device, once: await type.begin(device, policy) };
  };
}

export function nicknameOf(value: unknown): string {
  if (typeof value !== 'string') throw invalidValue('nickname', 'nickname is a string.');
  if (value.length > 100) {
    throw invalidValue('nickname', 'nickname is too long.', { maximumValue: 100 });
  }
  return value;
}

function policyOf(body: JsonObject, policies: Policies): Policy {
  const policy = policies.find(objectAt(body, 'policy').id);
  if (!policy) throw invalidValue('policy.id', 'There is no such policy.');
  return policy;
}

function refuseTooMany(userId: string, policy: Policy, switches: Switches, store: DeviceStore) {
  if (store.pending(userId).length >= PENDING_LIMIT) {
    throw limitExceeded(switches.limitExceededCode, 'Too many devices wait for activation.');
  }
  if (store.active(userId).length >= policy.maxAllowedDevices) {
    throw limitExceeded(switches.limitExceededCode, 'The user has as many devices as allowed.');
  }
}

function refuseDuplicate(
  userId: string,
  type: string,
  attributes: JsonObject,
  switches: Switches,
  store: DeviceStore,
) {
  const key = CONTACTS.find((name) => attributes[name] !== undefined);
  if (switches.duplicateDevice === 'allowed' || key === undefined) return;
  const taken = store
    .active(userId)
    .some((one) => one.type === type && one.attributes[key] === attributes[key]);
  if (taken) throw uniquenessViolation(switches.duplicateDevice, key);
}
