import type { JournalledDevice, Notice, OpenChange } from '../../shared/ipc/journal-view';
import type { DeviceView } from '../../shared/ipc/views';
import { kindOf } from '../devices/device-kinds';
import { nameOf } from '../devices/device-words';
import { m } from '../messages/compiled/messages';
import { dateTimeOf } from '../times';

type Devices = readonly DeviceView[];

/** By its name where it is in the list; else what the journal knows of it. */
const deviceName = (device: JournalledDevice | null, devices: Devices): string => {
  const listed = devices.find(({ id }) => id === device?.id);
  if (listed !== undefined) return nameOf(listed);
  const kind = kindOf(device?.type ?? '').label();
  const target = device?.target ?? null;
  return target === null ? kind : m.device_detail({ kind, detail: target });
};

const changeWords = {
  pair: m.open_pair,
  rename: m.open_rename,
  remove: m.open_remove,
  reorder: m.open_reorder,
  block: m.open_block,
  unblock: m.open_unblock,
  unlock: m.open_unlock,
  requestLogs: m.open_request_logs,
  enableMfa: m.open_enable_mfa,
  resync: m.open_resync,
} satisfies Record<OpenChange['change'], (about: { name: string }) => string>;

/** "Renaming “Mail”". */
export const whatWords = (
  { change, device }: Pick<OpenChange, 'change' | 'device'>,
  devices: Devices,
): string => changeWords[change]({ name: deviceName(device, devices) });

const outcomeWords = {
  sent: m.open_sent,
  unknown: m.open_answer_lost,
  confirmed: m.open_begun,
} satisfies Record<OpenChange['outcome'], (when: { at: string }) => string>;

export const stateWords = ({ outcome, at }: OpenChange): string =>
  outcomeWords[outcome]({ at: dateTimeOf(at) });

const resultWords = {
  done: m.notice_done,
  notDone: m.notice_not_done,
  gone: m.notice_gone,
  unknown: m.notice_unknown,
} satisfies Record<Extract<Notice, { kind: 'change' }>['result'], (of: { what: string }) => string>;

export const noticeWords = (notice: Notice, devices: Devices): string => {
  const named = (id: string): string => {
    const device = devices.find((known) => known.id === id);
    return device === undefined ? m.notice_unnamed() : nameOf(device);
  };
  switch (notice.kind) {
    case 'removedLeftover':
      return m.notice_removed_leftover({ kind: kindOf(notice.type).label() });
    case 'canBeFinished':
      return m.notice_can_be_finished({ name: named(notice.deviceId) });
    case 'wasCompleted':
      return m.notice_was_completed({
        name: deviceName({ id: notice.deviceId, type: notice.type, target: null }, devices),
      });
    case 'expired':
      return m.notice_expired({ kind: kindOf(notice.type).label() });
    case 'nothingLeft':
      return m.notice_nothing_left({ kind: kindOf(notice.type).label() });
    case 'undecided':
      return m.notice_undecided({ kind: kindOf(notice.type).label() });
    case 'change':
      return resultWords[notice.result]({ what: whatWords(notice, devices) });
    default:
      return notice satisfies never;
  }
};

/** Whether the person may have to do something about it. */
export const asksForHeed = (notice: Notice): boolean =>
  notice.kind === 'undecided' ||
  notice.kind === 'expired' ||
  (notice.kind === 'change' && notice.result !== 'done');
