import { catalog } from '../../shared/devices/catalog';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { PairingKeys } from '../pingone/pairing-keys';
import type { PairingEntry } from './entry';
import type { Settlement } from './settle';

export interface PairingSettling {
  readonly devices: Pick<PingOneDevices, 'list' | 'remove'>;
  readonly pairingKeys: Pick<PairingKeys, 'remove'>;
  readonly now: () => number;
  /** whether what can be finished is left for it: not at a kiosk, where the person has gone */
  readonly finishLater: boolean;
}

/** Milliseconds after which PingOne drops a device that nobody has activated (pingone-mfa-api.md B.3). */
const pendingLifetime = 24 * 3_600_000;

/** Milliseconds within which PingOne has certainly dealt with a create, however wrong the clocks of both are about it. */
const createPatience = 10 * 60_000;

/** Our own device of this entry: by id where the create was answered, else the one that was not there before. */
const oursAmong = (entry: PairingEntry, devices: readonly Device[]): readonly Device[] => {
  if (entry.deviceId !== null) return devices.filter(({ id }) => id === entry.deviceId);
  const known = new Set(entry.knownDeviceIds);
  return devices.filter(({ id, type }) => type === entry.type && !known.has(id));
};

/** Found only by not having been there before, and made too late to be ours: somebody may be pairing it elsewhere. */
const mayBeAnothers = (entry: PairingEntry, { createdAt }: Device): boolean =>
  entry.deviceId === null && createdAt !== null && createdAt > entry.at + createPatience;

/**
 * Settles what an interrupted pairing left: what can be finished is offered, what cannot (its secret came only with the
 * create reply) is removed, what cannot be decided is said.
 */
export const settlePairing = async (
  entry: PairingEntry,
  { devices, pairingKeys, now, finishLater }: PairingSettling,
  signal: AbortSignal,
): Promise<Settlement> => {
  const context = { signal, transactionId: entry.transactionId };
  const { type } = entry;
  const closed = (notice: Settlement['notice']): Settlement => ({ notice, open: null });

  const listed = await devices.list(entry.userId, context);
  if (!listed.ok)
    // of somebody who is not there any more, nothing is left
    return listed.error.code === 'notFound'
      ? closed({ kind: 'nothingLeft', type })
      : { notice: null, open: listed.error };
  const [device, ...others] = oursAmong(entry, listed.value.devices);
  if (device === undefined) {
    // a key that no app has claimed is of no use to anybody
    if (entry.pairingKeyId !== null) {
      const removed = await pairingKeys.remove(entry.userId, entry.pairingKeyId, context);
      return { notice: null, open: removed.ok ? null : removed.error };
    }
    // a key whose answer was lost can neither be found nor dropped, and dies by itself
    if (
      catalog[type].creation === 'pairingKey' &&
      entry.deviceId === null &&
      entry.outcome !== 'confirmed'
    )
      return closed({ kind: 'undecided', type });
    // nobody has to be told of a device that never was, or that somebody wanted to be gone
    if (entry.deviceId === null || entry.step === 'remove') return closed(null);
    return closed({ kind: now() - entry.at > pendingLifetime ? 'expired' : 'nothingLeft', type });
  }
  if (others.length > 0 || mayBeAnothers(entry, device)) return closed({ kind: 'undecided', type });
  if (device.status === 'active')
    return closed({ kind: 'wasCompleted', deviceId: device.id, type });
  if (device.status !== 'pending') return closed({ kind: 'undecided', type });
  if (finishLater && catalog[type].canBeResumed)
    return closed({ kind: 'canBeFinished', deviceId: device.id });
  const removed = await devices.remove(entry.userId, device.id, context);
  return removed.ok
    ? closed({ kind: 'removedLeftover', type })
    : { notice: null, open: removed.error };
};
