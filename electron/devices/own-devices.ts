import type { DeviceList } from '../../shared/ipc/views';
import { fail, type Result } from '../../shared/result';
import type { Arrival } from '../arrival';
import { listDevices, type ListingDependencies } from './listing';

/** The devices of whoever is signed in. */
export interface OwnDevices {
  list(): Promise<Result<DeviceList>>;
  rename(deviceId: string, nickname: string): Promise<Result<undefined>>;
  /** Errors: `lastDevice` where nothing else is left to sign in with, unless that is confirmed. */
  remove(deviceId: string, lastConfirmed: boolean): Promise<Result<undefined>>;
  /** All active devices by priority; the first is the default. */
  reorder(deviceIds: readonly string[]): Promise<Result<undefined>>;
}

export interface OwnDevicesDependencies extends ListingDependencies {
  /** Errors: `signInRequired`. */
  readonly arrived: () => Promise<Result<Arrival>>;
  /** aborts when the person leaves */
  readonly signal: () => AbortSignal;
}

export const createOwnDevices = (dependencies: OwnDevicesDependencies): OwnDevices => {
  const { devices, memory, arrived, signal } = dependencies;

  const asPerson = async <T>(
    use: (arrival: Arrival, context: { readonly signal: AbortSignal }) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const here = await arrived();
    return here.ok ? use(here.value, { signal: signal() }) : here;
  };

  return {
    list: () =>
      asPerson(({ person, notices }, context) =>
        listDevices(person.id, notices, dependencies, context),
      ),
    rename: (deviceId, nickname) =>
      asPerson(({ person }, context) => devices.rename(person.id, deviceId, nickname, context)),
    remove: (deviceId, lastConfirmed) =>
      asPerson(async ({ person }, context) => {
        if (!lastConfirmed) {
          // what the window shows may be old: another device may have been removed elsewhere
          const listed = await devices.list(person.id, context);
          if (!listed.ok) return listed;
          const active = listed.value.devices.filter(({ status }) => status === 'active');
          if (active.length === 1 && active[0]?.id === deviceId)
            return fail({ code: 'lastDevice' });
        }
        const removed = await devices.remove(person.id, deviceId, context);
        if (removed.ok) await memory.forget(deviceId).catch(() => undefined);
        return removed;
      }),
    reorder: (deviceIds) =>
      asPerson(({ person }, context) => devices.reorder(person.id, deviceIds, context)),
  };
};
