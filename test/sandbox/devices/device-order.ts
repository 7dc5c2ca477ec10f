import type { Device } from './device';

/** The priority of each user's active devices. A user has an order unless it was removed. */
export interface DeviceOrder {
  /** A device that just became active comes last. */
  append(device: Device): void;
  set(userId: string, ids: string[]): void;
  remove: (userId: string) => void;
  exists: (userId: string) => boolean;
  sort(userId: string, active: Device[]): Device[];
}

export function createDeviceOrder(): DeviceOrder {
  /** Ids of deleted devices stay: they are nobody's rank. */
  const activated: string[] = [];
  const orders = new Map<string, string[]>();
  const removed = new Set<string>();

  return {
    append: ({ id, userId }) => {
      activated.push(id);
      orders.get(userId)?.push(id);
    },
    set: (userId, ids) => {
      orders.set(userId, [...ids]);
      removed.delete(userId);
    },
    remove: (userId) => {
      orders.delete(userId);
      removed.add(userId);
    },
    exists: (userId) => !removed.has(userId),
    sort: (userId, active) => {
      const ids = orders.get(userId) ?? activated;
      return [...active].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    },
  };
}
