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
}
