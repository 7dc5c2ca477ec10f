import type { Notice } from '../../shared/ipc/journal-view';
import { ok, type Result } from '../../shared/result';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { RequestContext } from '../pingone/request';
import type { Users } from '../pingone/users';
import type { ChangeEntry } from './entry';
import { digestOf } from './name-digest';
import type { Settlement } from './settle';
import { shownDevice } from './shown';

export interface ChangeSettling {
  readonly devices: Pick<PingOneDevices, 'list' | 'read'>;
  readonly users: Pick<Users, 'read'>;
}

type ChangeNotice = Extract<Notice, { kind: 'change' }>;
type Found = ChangeNotice['result'];

const seen = (isDone: boolean): Found => (isDone ? 'done' : 'notDone');

/** What a device shows of a change to it. */
const foundOf = (
  entry: Extract<ChangeEntry, { change: 'rename' | 'block' | 'unblock' | 'unlock' }>,
  device: Device,
): Found => {
  switch (entry.change) {
    case 'rename':
      return seen(digestOf(device.nickname ?? '') === entry.nameDigest);
    case 'block':
      return seen(device.blocked);
    case 'unblock':
      return seen(!device.blocked);
    case 'unlock':
      return seen(!device.locked);
    default:
      return entry satisfies never;
  }
};

const find = async (
  entry: ChangeEntry,
  { devices, users }: ChangeSettling,
  context: RequestContext,
): Promise<Result<Found>> => {
  switch (entry.change) {
    // PingOne shows neither a request for logs, nor how far a token is out of step
    case 'requestLogs':
    case 'resync':
      return ok('unknown');
    case 'enableMfa': {
      const user = await users.read(entry.userId, context);
      if (!user.ok) return user;
      const { mfaEnabled } = user.value;
      return ok(mfaEnabled === null ? 'unknown' : seen(mfaEnabled));
    }
    case 'reorder': {
      const listed = await devices.list(entry.userId, context);
      return listed.ok
        ? ok(seen(JSON.stringify(listed.value.order) === JSON.stringify(entry.order)))
        : listed;
    }
    case 'rename':
    case 'remove':
    case 'block':
    case 'unblock':
    case 'unlock': {
      const read = await devices.read(entry.userId, entry.device.id, context);
      if (!read.ok)
        return read.error.code === 'deviceGone' && entry.change === 'remove' ? ok('done') : read;
      return ok(entry.change === 'remove' ? 'notDone' : foundOf(entry, read.value));
    }
    default:
      return entry satisfies never;
  }
};

/** Says whether an interrupted change took place. It is never sent a second time. */
export const settleChange = async (
  entry: ChangeEntry,
  settling: ChangeSettling,
  signal: AbortSignal,
): Promise<Settlement> => {
  const told = (result: Found): Settlement => ({
    notice: { kind: 'change', change: entry.change, result, device: shownDevice(entry) },
    open: null,
  });
  const found = await find(entry, settling, { signal, transactionId: entry.transactionId });
  if (found.ok) return told(found.value);
  const { code } = found.error;
  return code === 'deviceGone' || code === 'notFound'
    ? told('gone')
    : { notice: null, open: found.error };
};
