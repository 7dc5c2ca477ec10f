import type { Device } from '../devices/device';
import type { JsonObject } from '../json';
import type { Policy } from '../management/policies';

/** Contract E.2. */
export type TransactionStatus =
  | 'DEVICE_SELECTION_REQUIRED'
  | 'OTP_REQUIRED'
  | 'ASSERTION_REQUIRED'
  | 'PUSH_CONFIRMATION_REQUIRED'
  | 'PUSH_CONFIRMATION_TIMED_OUT'
  | 'COMPLETED'
  | 'FAILED';

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
  /** What the challenge adds: `pingIdDesktopCredentialRequestOptions`, `publicKeyCredentialRequestOptions`. */
  shown: JsonObject;
  error: JsonObject | undefined;
}

/** Statuses in which the selected device has been asked something. */
export function isAsking({ status }: Transaction): boolean {
  return (
    status === 'OTP_REQUIRED' ||
    status === 'ASSERTION_REQUIRED' ||
    status === 'PUSH_CONFIRMATION_REQUIRED'
  );
}
