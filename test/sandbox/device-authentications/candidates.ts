import type { Device } from '../devices/device';
import type { DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import type { Policy } from '../management/policies';
import type { Transaction } from './transaction';

type Asked = Pick<Transaction, 'userId' | 'policy'>;

/** The devices that a device authentication may be about, in their order. */
export interface Candidates {
  /** Active, of a type that is known here. */
  all: (userId: string) => Device[];
  /** What is shown as `devices`; of some of them `isUsable` may say that they cannot be asked. */
  offered: (asked: Asked) => Device[];
  blocked: (asked: Asked) => Device[];
  usable: (asked: Asked) => Device[];
  /** What `NO_USABLE_DEVICES` names: locked, blocked, or without any way to be asked. */
  unavailable: (asked: Asked) => Device[];
  isUsable: (device: Device, policy: Policy) => boolean;
}

export function createCandidates(store: DeviceStore, types: DeviceTypes): Candidates {
  const all = (userId: string) =>
    store.ranked(userId).filter((device) => types.find(device.type) !== undefined);
  const isUsable = (device: Device, policy: Policy) =>
    store.isUsable(device) && types.find(device.type)?.isUsable?.(device, policy) !== false;
  return {
    all,
    isUsable,
    offered: ({ userId }) => all(userId).filter(store.isUsable),
    blocked: ({ userId }) => all(userId).filter(store.isBlocked),
    usable: ({ userId, policy }) => all(userId).filter((device) => isUsable(device, policy)),
    unavailable: ({ userId, policy }) => all(userId).filter((device) => !isUsable(device, policy)),
  };
}
