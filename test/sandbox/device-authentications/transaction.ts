import type { Device } from '../devices/device';
import type { JsonObject } from '../json';
import type { Policy } from '../management/policies';

/** Contract E.2, the states that the sandbox's device types can reach. */
export type TransactionStatus =
  'DEVICE_SELECTION_REQUIRED' | 'OTP_REQUIRED' | 'ASSERTION_REQUIRED' | 'COMPLETED' | 'FAILED';

export interface Transaction {
  readonly id: string;
  readonly userId: string;
  readonly policy: Policy;
  readonly createdAt: number;
  /** Whether its replies carry the fields that may be absent. */
  readonly isRich: boolean;
  updatedAt: number;
  status: TransactionStatus;
  selected: Device | undefined;
  /** What the challenge adds: `pingIdDesktopCredentialRequestOptions`. */
  shown: JsonObject;
  error: JsonObject | undefined;
}

export function isOver({ status }: Transaction): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}
