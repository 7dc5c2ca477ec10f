import type { Clock } from '../clock';
import type { Device } from './device';
import { createDeviceOrder } from './device-order';

export const PENDING_LIFETIME = 24 * 60 * 60 * 1_000;
export const PENDING_LIMIT = 50;

export interface DeviceStore {
  add(device: Device): void;
  remove(device: Device): void;
  find(userId: string, id: string): Device | undefined;
  /** Every user's, oldest first. Pending devices older than a day are gone. */
  all: () => Device[];
  of(userId: string): Device[];
  pending(userId: string): Device[];
  active(userId: string): Device[];
  /** Active devices by priority; without an order, as they became active. */
  ranked(userId: string): Device[];
  /** Whether the first of them is the default. */
  hasOrder(userId: string): boolean;
  /** Puts these first; all others follow as they were. */
  reorder(userId: string, ids: string[]): void;
  /** No default device any more, until the next `reorder`. */
  removeOrder(userId: string): void;
  activate(device: Device): void;
  isLocked: (device: Device) => boolean;
  isBlocked: (device: Device) => boolean;
  /** Whether a device authentication may use it: active, neither locked nor blocked. */
  isUsable: (device: Device) => boolean;
}

export function createDeviceStore(clock: Clock): DeviceStore {
  const devices = new Map<string, Device>();
  const order = createDeviceOrder();

  function all(): Device[] {
    for (const device of devices.values()) {
      const expired = device.createdAt + PENDING_LIFETIME <= clock.now();
      if (device.status === 'ACTIVATION_REQUIRED' && expired) devices.delete(device.id);
      if (device.lockedUntil !== null && device.lockedUntil <= clock.now()) {
        device.lockedUntil = null;
        device.failures = 0;
      }
    }
    return [...devices.values()];
  }

  const isLocked = ({ lockedUntil }: Device) => lockedUntil !== null && lockedUntil > clock.now();
  const isBlocked = ({ blockedAt }: Device) => blockedAt !== null;
  const of = (userId: string) => all().filter((device) => device.userId === userId);
  const withStatus = (userId: string, status: string) =>
    of(userId).filter((device) => device.status === status);
  const ranked = (userId: string) => order.sort(userId, withStatus(userId, 'ACTIVE'));

  return {
    add: (device) => {
      devices.set(device.id, device);
      if (device.status === 'ACTIVE') order.append(device);
    },
    remove: (device) => {
      devices.delete(device.id);
    },
    find: (userId, id) => of(userId).find((device) => device.id === id),
    all,
    of,
    pending: (userId) => withStatus(userId, 'ACTIVATION_REQUIRED'),
    active: (userId) => withStatus(userId, 'ACTIVE'),
    ranked,
    hasOrder: order.exists,
    reorder: (userId, ids) => {
      const rest = ranked(userId).filter(({ id }) => !ids.includes(id));
      order.set(userId, [...ids, ...rest.map(({ id }) => id)]);
    },
    removeOrder: order.remove,
    activate: (device) => {
      device.status = 'ACTIVE';
      device.updatedAt = clock.now();
      order.append(device);
    },
    isLocked,
    isBlocked,
    isUsable: (device) => device.status === 'ACTIVE' && !isLocked(device) && !isBlocked(device),
  };
}
