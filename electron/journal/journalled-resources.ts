import { maskedContact, contactOf } from '../devices/contact';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { OathToken, OathTokens } from '../pingone/oath-tokens';
import type { Users } from '../pingone/users';
import type { Change, Journalled } from './journalled';
import { digestOf } from './name-digest';

type ChangedDevice = Extract<Change, { change: 'rename' }>['device'];

/**
 * Devices as a person changes them in the list: each change is written down before it is sent. What a pairing creates,
 * activates and sends once more passes through; its runner keeps one entry for all of it.
 */
export const journalledDevices = (
  devices: PingOneDevices,
  journalled: Journalled,
): PingOneDevices => {
  // what is told of a device that may be gone when it is told; it goes with whoever is looked after
  const seenBy = new WeakMap<AbortSignal, ReadonlyMap<string, Device>>();
  const see = (some: readonly Device[], signal: AbortSignal): void => {
    const seen = [...(seenBy.get(signal)?.values() ?? []), ...some];
    seenBy.set(signal, new Map(seen.map((device) => [device.id, device])));
  };
  const changed = (id: string, signal: AbortSignal): ChangedDevice => {
    const device = seenBy.get(signal)?.get(id);
    const contact = device === undefined ? null : contactOf(device);
    return {
      id,
      type: device?.type ?? 'UNKNOWN',
      maskedTarget: contact === null ? null : maskedContact(contact),
    };
  };

  return {
    ...devices,
    async list(userId, context) {
      const listed = await devices.list(userId, context);
      if (listed.ok) see(listed.value.devices, context.signal);
      return listed;
    },
    async read(userId, deviceId, context) {
      const read = await devices.read(userId, deviceId, context);
      if (read.ok) see([read.value], context.signal);
      return read;
    },
    rename: (userId, deviceId, nickname, context) =>
      journalled(
        {
          change: 'rename',
          userId,
          device: changed(deviceId, context.signal),
          nameDigest: digestOf(nickname),
        },
        context,
        (given) => devices.rename(userId, deviceId, nickname, given),
      ),
    reorder: (userId, deviceIds, context) =>
      journalled({ change: 'reorder', userId, order: [...deviceIds] }, context, (given) =>
        devices.reorder(userId, deviceIds, given),
      ),
    administer: (userId, deviceId, action, context) =>
      journalled(
        { change: action, userId, device: changed(deviceId, context.signal) },
        context,
        (given) => devices.administer(userId, deviceId, action, given),
      ),
    requestLogs: (userId, deviceId, context) =>
      journalled(
        { change: 'requestLogs', userId, device: changed(deviceId, context.signal) },
        context,
        (given) => devices.requestLogs(userId, deviceId, given),
      ),
    remove: (userId, deviceId, context) =>
      journalled(
        { change: 'remove', userId, device: changed(deviceId, context.signal) },
        context,
        (given) => devices.remove(userId, deviceId, given),
      ),
  };
};

export const journalledUsers = (users: Users, journalled: Journalled): Users => ({
  ...users,
  enableMfa: (userId, context) =>
    journalled({ change: 'enableMfa', userId }, context, (given) => users.enableMfa(userId, given)),
});

export const journalledTokens = (tokens: OathTokens, journalled: Journalled): OathTokens => {
  let found: readonly OathToken[] = [];
  return {
    ...tokens,
    async find(text, limit, context) {
      const page = await tokens.find(text, limit, context);
      if (page.ok) found = page.value.tokens;
      return page;
    },
    resync(tokenId, codes, context) {
      const serial = found.find(({ id }) => id === tokenId)?.serialNumber ?? null;
      const maskedTarget = serial === null ? null : maskedContact(serial);
      return journalled(
        { change: 'resync', device: { id: tokenId, type: 'OATH_TOKEN', maskedTarget } },
        context,
        (given) => tokens.resync(tokenId, codes, given),
      );
    },
  };
};
