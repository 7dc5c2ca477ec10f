import { catalog, isDeviceType } from '../../shared/devices/catalog';
import type { ChallengeKind } from '../../shared/devices/descriptor';
import type { DeviceView } from '../../shared/ipc/views';
import { listOf } from '../lists';
import { dateOf, isSameDay, roughTimeLeftOf, timeOf } from '../times';
import { m } from '../messages/compiled/messages';
import { kindOf } from './device-kinds';

export type Tone = 'quiet' | 'accent' | 'good' | 'heed' | 'bad';

export interface ChipWords {
  readonly tone: Tone;
  readonly text: string;
  /** for the ear, where the text counts */
  readonly spoken?: string;
}

export const nameOf = (device: Pick<DeviceView, 'type' | 'nickname' | 'target'>): string =>
  device.nickname ?? device.target ?? kindOf(device.type).label();

/** The time of today, the date of any other day. */
const sinceOf = (at: number, now: number): string =>
  isSameDay(at, now) ? timeOf(at) : dateOf(at, now);

const pendingDetail = ({ canFinish, createdAt }: DeviceView, kind: string, now: number): string => {
  if (createdAt === null) return m.device_detail_unfinished({ kind });
  const since = sinceOf(createdAt, now);
  return canFinish
    ? m.device_detail_waiting({ kind, since })
    : m.device_detail_unfinished_since({ kind, since });
};

/** The second line: what it is, and where its codes go or what it runs on. */
export const detailOf = (device: DeviceView, now: number): string => {
  const kind = kindOf(device.type).label();
  if (device.status === 'pending') return pendingDetail(device, kind, now);
  const detail =
    device.nickname === null ? device.description : (device.target ?? device.description);
  return detail === null ? kind : m.device_detail({ kind, detail });
};

const unfinishedWords = {
  authenticatorApp: m.device_unfinished_key,
  desktopAgent: m.device_unfinished_desktop,
  securityKey: m.device_unfinished_key_window,
  oneTimeCode: m.device_unfinished_elsewhere,
  hardwareToken: m.device_unfinished_elsewhere,
  mobileApp: m.device_unfinished_elsewhere,
} satisfies Record<ChallengeKind, () => string>;

/** Why a pending device cannot be finished, and what to do with it; null for all others. */
export const unfinishedOf = ({ status, canFinish, type }: DeviceView): string | null => {
  if (status !== 'pending' || canFinish) return null;
  return isDeviceType(type)
    ? unfinishedWords[catalog[type].challenge]()
    : m.device_unfinished_elsewhere();
};

const proofChip = ({ proof }: DeviceView, now: number): ChipWords => {
  if (proof === null) return { tone: 'heed', text: m.device_chip_not_proven() };
  return {
    tone: 'good',
    text: isSameDay(proof.at, now)
      ? m.device_chip_proven_today()
      : m.device_chip_proven_on({ date: dateOf(proof.at, now) }),
  };
};

/** How long a device is locked yet; null when that is not known, or over: PingOne has to say so first. */
export const lockLeft = ({ lockedUntil }: DeviceView, now: number): string | null =>
  lockedUntil !== null && lockedUntil > now
    ? roughTimeLeftOf(Math.ceil((lockedUntil - now) / 1000))
    : null;

const lockedChip = (device: DeviceView, now: number): ChipWords => {
  const left = lockLeft(device, now);
  return left === null || device.lockedUntil === null
    ? { tone: 'bad', text: m.device_chip_locked() }
    : {
        tone: 'bad',
        text: m.device_chip_locked_left({ left }),
        spoken: m.device_chip_locked_until({ time: timeOf(device.lockedUntil) }),
      };
};

const statusChip = (device: DeviceView, now: number): ChipWords => {
  switch (device.status) {
    case 'active':
      return proofChip(device, now);
    case 'pending':
      return { tone: 'quiet', text: m.device_chip_pending() };
    case 'other':
      return { tone: 'quiet', text: m.device_chip_other_status() };
    default:
      return device.status satisfies never;
  }
};

/** Its state in words, most important last. */
export const chipsOf = (device: DeviceView, now: number): readonly ChipWords[] => [
  ...(device.isDefault ? [{ tone: 'accent', text: m.device_chip_default() } as const] : []),
  statusChip(device, now),
  ...(device.locked ? [lockedChip(device, now)] : []),
  ...(device.blocked ? [{ tone: 'bad', text: m.device_chip_blocked() } as const] : []),
];

/** "3 paired, 2 proven, 1 waiting": what there is none of is not mentioned. */
export const countsOf = (devices: readonly DeviceView[]): string | null => {
  const active = devices.filter((device) => device.status === 'active');
  const counts = [
    { count: active.length, words: m.devices_count_paired },
    {
      count: active.filter((device) => device.proof !== null).length,
      words: m.devices_count_proven,
    },
    {
      count: devices.filter((device) => device.status === 'pending').length,
      words: m.devices_count_waiting,
    },
  ].filter(({ count }) => count > 0);
  return counts.length === 0 ? null : listOf(counts.map(({ count, words }) => words({ count })));
};
