import type { JsonObject } from '../json';

/** A device as the server knows it. Times in milliseconds. */
export interface Device {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  /** The policy it was paired under. */
  readonly policyId: string;
  status: string;
  nickname: string;
  readonly createdAt: number;
  updatedAt: number;
  /** The properties of its type that every read shows: `email`; `rp`, `os`, `unitId`. */
  attributes: JsonObject;
  /** Wrong codes since the last right one. */
  failures: number;
  lockedUntil: number | null;
  /** What locked it: wrong codes, or pushes that nobody approved. */
  lockReason: 'OTP' | 'PUSH';
  /** When an administrator blocked it. Independent of `status` and of the lock (contract B.1). */
  blockedAt: number | null;
}

/** A device as it comes into being at `now`: neither locked nor blocked. */
export function newDevice(
  facts: Pick<Device, 'id' | 'userId' | 'type' | 'policyId' | 'status' | 'nickname' | 'attributes'>,
  now: number,
): Device {
  return {
    ...facts,
    createdAt: now,
    updatedAt: now,
    failures: 0,
    lockedUntil: null,
    lockReason: 'OTP',
    blockedAt: null,
  };
}
