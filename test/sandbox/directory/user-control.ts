import type { Clock } from '../clock';
import type { DeviceStore } from '../devices/device-store';
import type { DeviceTypes } from '../devices/registry';
import type { Directory } from './directory';
import type { User } from './user';

/** What an administrator at another screen does to a user meanwhile. Throws where there is no such user. */
export interface UserControl {
  /** As the server knows them, as a copy; a lock that has run out is none. */
  find(id: string): User | undefined;
  /** Deletes the user with all devices: 404 from then on, everywhere. */
  vanish(id: string): void;
  disable(id: string): void;
  enable(id: string): void;
  /** Without a duration: until `unlock`. */
  lock(id: string, seconds?: number): void;
  unlock(id: string): void;
  setMfaEnabled(id: string, enabled: boolean): void;
}

export interface UserControlDependencies {
  clock: Clock;
  directory: Directory;
  store: DeviceStore;
  types: DeviceTypes;
}

export function createUserControl(dependencies: UserControlDependencies): UserControl {
  const { clock, directory, store, types } = dependencies;
  const change = (id: string, to: Partial<Pick<User, 'enabled' | 'lock' | 'mfaEnabled'>>) => {
    const user = directory.find(id);
    if (!user) throw new RangeError(`there is no user ${id}`);
    Object.assign(user, to, { updatedAt: clock.now() });
  };
  return {
    find: (id) => {
      const user = directory.find(id);
      return user && { ...user, lock: directory.isLocked(user) ? user.lock : null };
    },
    vanish: (id) => {
      change(id, {});
      directory.remove(id);
      for (const device of store.of(id)) {
        store.remove(device);
        types.find(device.type)?.forget(device);
      }
    },
    disable: (id) => change(id, { enabled: false }),
    enable: (id) => change(id, { enabled: true }),
    lock: (id, seconds) => {
      const at = clock.now();
      change(id, { lock: { at, until: seconds === undefined ? null : at + seconds * 1_000 } });
    },
    unlock: (id) => change(id, { lock: null }),
    setMfaEnabled: (id, mfaEnabled) => change(id, { mfaEnabled }),
  };
}
