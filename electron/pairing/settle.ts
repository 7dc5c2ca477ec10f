import { catalog } from '../../shared/devices/catalog';
import type { Notice } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { PairingKeys } from '../pingone/pairing-keys';
import type { RequestContext } from '../pingone/request';
import type { Journal, JournalEntry } from './journal';

export interface SettleDependencies {
  readonly devices: PingOneDevices;
  readonly pairingKeys: PairingKeys;
  readonly journal: Journal;
  readonly log: Log;
  /** whether what can be finished is left for it: not at a kiosk, where the person has gone */
  readonly finishLater: boolean;
}

interface Settlement {
  readonly notice: Notice | null;
  readonly closed: boolean;
}

/** Our own device of this entry: by id where the create was answered, else the one that was not there before. */
const oursAmong = (entry: JournalEntry, devices: readonly Device[]): readonly Device[] => {
  if (entry.deviceId !== null) return devices.filter(({ id }) => id === entry.deviceId);
  const known = new Set(entry.knownDeviceIds);
  return devices.filter(({ id, type }) => type === entry.type && !known.has(id));
};

/**
 * Settles what earlier pairings of this person left open, by reading PingOne: what can be finished is offered, what
 * cannot (its secret came only with the create reply) is removed, what cannot be decided is said.
 * @returns what the person has to be told; `undecided` entries stay open for the next time
 */
export const settle = async (
  owner: { readonly environmentId: string; readonly actorId: string },
  { devices, pairingKeys, journal, log, finishLater }: SettleDependencies,
  signal: AbortSignal,
): Promise<Result<readonly Notice[]>> => {
  const entries = await journal.open(owner);
  const notices: Notice[] = [];

  /** A key that no app has claimed is of no use to anybody. One that nobody heard of can neither be found nor dropped. */
  const dropKey = async (entry: JournalEntry, context: RequestContext): Promise<Settlement> => {
    if (entry.pairingKeyId === null)
      return {
        notice:
          catalog[entry.type].creation === 'pairingKey' && entry.outcome !== 'confirmed'
            ? { kind: 'undecided', type: entry.type }
            : null,
        closed: true,
      };
    const removed = await pairingKeys.remove(entry.userId, entry.pairingKeyId, context);
    return { notice: null, closed: removed.ok };
  };

  const settleOne = async (entry: JournalEntry): Promise<Settlement> => {
    const context = { signal, transactionId: entry.transactionId };
    const listed = await devices.list(entry.userId, context);
    if (!listed.ok) return { notice: { kind: 'undecided', type: entry.type }, closed: false };
    const [device, ...others] = oursAmong(entry, listed.value.devices);
    if (device === undefined) return dropKey(entry, context);
    if (others.length > 0) return { notice: { kind: 'undecided', type: entry.type }, closed: true };
    if (device.status === 'active')
      return { notice: { kind: 'wasCompleted', deviceId: device.id }, closed: true };
    if (device.status !== 'pending')
      return { notice: { kind: 'undecided', type: entry.type }, closed: true };
    if (finishLater && catalog[entry.type].canBeResumed)
      return { notice: { kind: 'canBeFinished', deviceId: device.id }, closed: true };
    const removed = await devices.remove(entry.userId, device.id, context);
    return removed.ok
      ? { notice: { kind: 'removedLeftover', type: entry.type }, closed: true }
      : { notice: { kind: 'undecided', type: entry.type }, closed: false };
  };

  for (const entry of entries) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const { notice, closed } = await settleOne(entry);
    log.info('journal.settled', {
      pairingId: entry.pairingId,
      notice: notice?.kind ?? 'nothing',
      closed,
    });
    if (notice !== null) notices.push(notice);
    if (closed) await journal.close(entry.pairingId);
  }
  return ok(notices);
};
