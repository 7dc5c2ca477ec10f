import type { DeviceList, Notice } from '../../shared/ipc/views';
import { fail, type Result } from '../../shared/result';
import { listDevices, type ListingDependencies } from './listing';

/** The devices of whoever is signed in; at a kiosk, of whoever is being served. */
export interface OwnDevices {
  list(): Promise<Result<DeviceList>>;
  rename(deviceId: string, nickname: string): Promise<Result<undefined>>;
  /** Errors: `lastDevice` where nothing else is left to sign in with, unless that is confirmed. */
  remove(deviceId: string, lastConfirmed: boolean): Promise<Result<undefined>>;
  /** All active devices by priority; the first is the default. */
  reorder(deviceIds: readonly string[]): Promise<Result<undefined>>;
}

export interface OwnDevicesDependencies extends ListingDependencies {
  /** Errors: `signInRequired`; `notAllowed` while nobody is being served. */
  readonly owner: () => Promise<Result<Owner>>;
  readonly onChanged: (
    action: 'deviceRenamed' | 'deviceRemoved' | 'orderChanged',
    deviceId: string | null,
  ) => void;
}

export interface Owner {
  readonly id: string;
  readonly notices: readonly Notice[];
  /** aborts when the person leaves */
  readonly signal: AbortSignal;
}

export const createOwnDevices = (dependencies: OwnDevicesDependencies): OwnDevices => {
  const { devices, memory, owner, onChanged } = dependencies;

  const asOwner = async <T>(use: (owner: Owner) => Promise<Result<T>>): Promise<Result<T>> => {
    const here = await owner();
    return here.ok ? use(here.value) : here;
  };

  return {
    list: () =>
      asOwner(({ id, notices, signal }) => listDevices(id, notices, dependencies, { signal })),
    rename: (deviceId, nickname) =>
      asOwner(async ({ id, signal }) => {
        const renamed = await devices.rename(id, deviceId, nickname, { signal });
        if (renamed.ok) onChanged('deviceRenamed', deviceId);
        return renamed;
      }),
    remove: (deviceId, lastConfirmed) =>
      asOwner(async ({ id, signal }) => {
        if (!lastConfirmed) {
          // what the window shows may be old: another device may have been removed elsewhere
          const listed = await devices.list(id, { signal });
          if (!listed.ok) return listed;
          const active = listed.value.devices.filter(({ status }) => status === 'active');
          if (active.length === 1 && active[0]?.id === deviceId)
            return fail({ code: 'lastDevice' });
        }
        const removed = await devices.remove(id, deviceId, { signal });
        if (!removed.ok) return removed;
        await memory.forget(deviceId).catch(() => undefined);
        onChanged('deviceRemoved', deviceId);
        return removed;
      }),
    reorder: (deviceIds) =>
      asOwner(async ({ id, signal }) => {
        const reordered = await devices.reorder(id, deviceIds, { signal });
        if (reordered.ok) onChanged('orderChanged', null);
        return reordered;
      }),
  };
};
