import type { Clock } from '../clock';
import type { Device } from './device';

export const PENDING_LIFETIME = 24 * 60 * 60 * 1_000;
export const PENDING_LIMIT = 50;

export interface DeviceStore {
  add(device: Device): void;
  remove(device: Device): void;
  find(userId: string, id: string): Device | undefined;
  /** Oldest first. Pending devices older than a day are gone. */
  of(userId: string): Device[];
  pending(userId: string): Device[];
  active(userId: string): Device[];
  /** Active devices, in the order in which they became active. */
  order(userId: string): Device[];
  activate(device: Device): void;
  isLocked: (device: Device) => boolean;
}

export function createDeviceStore(clock: Clock): DeviceStore {
  const devices = new Map<string, Device>();
  const activated: string[] = [];

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

  const of = (userId: string) => all().filter((device) => device.userId === userId);
  const withStatus = (userId: string, status: string) =>
    of(userId).filter((device) => device.status === status);

  return {
    add: (device) => {
      devices.set(device.id, device);
      if (device.status === 'ACTIVE') activated.push(device.id);
    },
    remove: (device) => {
      devices.delete(device.id);
    },
    find: (userId, id) => of(userId).find((device) => device.id === id),
    of,
    pending: (userId) => withStatus(userId, 'ACTIVATION_REQUIRED'),
    active: (userId) => withStatus(userId, 'ACTIVE'),
    order: (userId) => {
      const rank = (device: Device) => activated.indexOf(device.id);
      return withStatus(userId, 'ACTIVE').sort((a, b) => rank(a) - rank(b));
    },
    activate: (device) => {
      device.status = 'ACTIVE';
      device.updatedAt = clock.now();
      activated.push(device.id);
    },
    isLocked: (device) => device.lockedUntil !== null && device.lockedUntil > clock.now(),
  };
}
