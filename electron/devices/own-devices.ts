import type { DeskError } from '../../shared/errors';
import type { DeviceList } from '../../shared/ipc/views';
import { fail, type Result } from '../../shared/result';
import { mayDo } from './life';
import { listDevices, type ListingDependencies } from './listing';

/** The devices of whoever is signed in; at a kiosk, of whoever is being served. */
export interface OwnDevices {
  list(): Promise<Result<DeviceList>>;
  rename(deviceId: string, nickname: string): Promise<Result<undefined>>;
  /** Errors: `lastDevice` where nothing else is left to sign in with, unless that is confirmed. */
  remove(deviceId: string, lastConfirmed: boolean): Promise<Result<undefined>>;
  /** Errors: `notAllowed` to everybody but an operator with the right, `deviceGone`, `forbidden`, `refused`. */
  administer(
    deviceId: string,
    action: 'block' | 'unblock' | 'unlock' | 'requestLogs',
  ): Promise<Result<undefined>>;
  /**
   * All active devices by priority; the first is the default. Errors: `listChanged` when these are not the active ones
   * any more.
   */
  reorder(deviceIds: readonly string[]): Promise<Result<undefined>>;
}

export interface OwnDevicesDependencies extends ListingDependencies {
  /** Errors: `signInRequired`; `notAllowed` while nobody is being served. */
  readonly owner: () => Promise<Result<Owner>>;
  readonly onChanged: (action: DeviceChange, deviceId: string | null) => void;
}

/** What is told to whoever keeps a record. */
export type DeviceChange =
  | 'deviceRenamed'
  | 'deviceRemoved'
  | 'orderChanged'
  | 'deviceBlocked'
  | 'deviceUnblocked'
  | 'deviceUnlocked'
  | 'logsRequested';

const changeBy = {
  block: 'deviceBlocked',
  unblock: 'deviceUnblocked',
  unlock: 'deviceUnlocked',
  requestLogs: 'logsRequested',
} as const satisfies Record<string, DeviceChange>;

/** Milliseconds until the window is told rather than PingOne asked again: there is more to do in it than to wait. */
const patience = 2_000;

/** One of the devices is not active any more, or another one has become so. */
const asListChanged = (error: DeskError): DeskError =>
  error.code === 'refused' ? { ...error, code: 'listChanged' } : error;

export interface Owner {
  readonly id: string;
  /** aborts when the person leaves */
  readonly signal: AbortSignal;
}

export const createOwnDevices = (dependencies: OwnDevicesDependencies): OwnDevices => {
  const { devices, memory, owner, operator, onChanged } = dependencies;

  const asOwner = async <T>(use: (owner: Owner) => Promise<Result<T>>): Promise<Result<T>> => {
    const here = await owner();
    return here.ok ? use(here.value) : here;
  };

  return {
    list: () => asOwner(({ id, signal }) => listDevices(id, dependencies, { signal, patience })),
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
        await memory.forget(deviceId, id).catch(() => undefined);
        onChanged('deviceRemoved', deviceId);
        return removed;
      }),
    reorder: (deviceIds) =>
      asOwner(async ({ id, signal }) => {
        const reordered = await devices.reorder(id, deviceIds, { signal });
        if (!reordered.ok) return fail(asListChanged(reordered.error));
        onChanged('orderChanged', null);
        return reordered;
      }),
    administer: (deviceId, action) =>
      asOwner(async ({ id, signal }) => {
        const read = await devices.read(id, deviceId, { signal });
        if (!read.ok) return read;
        if (!mayDo(read.value, operator()).includes(action)) return fail({ code: 'notAllowed' });
        const done =
          action === 'requestLogs'
            ? await devices.requestLogs(id, deviceId, { signal })
            : await devices.administer(id, deviceId, action, { signal });
        if (done.ok) onChanged(changeBy[action], deviceId);
        return done;
      }),
  };
};
