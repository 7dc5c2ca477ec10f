import type { DeviceAnswer } from './schemas';

/** A paired or pending device. Times are milliseconds since the epoch, UTC. */
export interface Device {
  readonly id: string;
  /** PingOne's type; `UNKNOWN` when there is none. Types that we have never heard of are passed on */
  readonly type: string;
  readonly status: 'active' | 'pending' | 'other';
  readonly nickname: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly extension: string | null;
  readonly serialNumber: string | null;
  /** how a hardware token makes its codes */
  readonly tokenType: 'HOTP' | 'TOTP' | null;
  /** what PingOne knows about the thing itself: `macOS 15.7.3 · PingID Desktop 1.0.0`, `Pixel 9 · Android 16` */
  readonly description: string | null;
  /** the workstation of a PingID Desktop */
  readonly unitId: string | null;
  readonly rpId: string | null;
  readonly locked: boolean;
  readonly lockedUntil: number | null;
  readonly blocked: boolean;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

const statusOf = (status: string | null): Device['status'] => {
  switch (status) {
    case 'ACTIVE':
      return 'active';
    case 'ACTIVATION_REQUIRED':
      return 'pending';
    default:
      return 'other';
  }
};

const joined = (parts: readonly (string | null)[], separator: string): string | null => {
  const known = parts.filter((each) => each !== null);
  return known.length === 0 ? null : known.join(separator);
};

/** PingOne's words for operating systems that people know by another name. */
const systemNames: Readonly<Record<string, string>> = {
  MAC: 'macOS',
  WINDOWS: 'Windows',
  LINUX: 'Linux',
  IOS: 'iOS',
  ANDROID: 'Android',
};

const systemName = (type: string | null): string | null =>
  type !== null && Object.hasOwn(systemNames, type) ? (systemNames[type] ?? type) : type;

export const deviceOf = (answer: DeviceAnswer): Device => {
  const { os, application, model, displayName, lock } = answer;
  return {
    id: answer.id,
    type: answer.type ?? 'UNKNOWN',
    status: statusOf(answer.status),
    nickname: answer.nickname,
    email: answer.email,
    phone: answer.phone,
    extension: answer.extension,
    serialNumber: answer.serialNumber,
    tokenType: answer.tokenType,
    description: joined(
      [
        displayName,
        model.marketingName ?? model.name,
        joined([systemName(os.type), os.version], ' '),
        joined([application.nativeName ?? application.name, application.version], ' '),
      ],
      ' · ',
    ),
    unitId: answer.unitId,
    rpId: answer.rp.id,
    locked: lock.status === 'LOCKED',
    lockedUntil: lock.status === 'LOCKED' ? lock.expiresAt : null,
    blocked: answer.block.status === 'BLOCKED',
    createdAt: answer.createdAt,
    updatedAt: answer.updatedAt,
  };
};
