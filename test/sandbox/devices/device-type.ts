import type { JsonObject } from '../json';
import type { MethodPolicy } from '../policy-switches';
import type { Policy } from '../management/policies';
import type { Device } from './device';

export interface Creation {
  userId: string;
  body: JsonObject;
  policy: Policy;
  /** Administrators may create ACTIVE devices, end users may not. */
  byAdministrator: boolean;
}

/** What a device authentication knows about itself when it meets a device type. */
export interface Authentication {
  id: string;
  userId: string;
  policy: Policy;
}

/** The question that a device authentication asks: its status, and what the reply then carries. */
export interface Challenge {
  status: 'OTP_REQUIRED' | 'ASSERTION_REQUIRED' | 'PUSH_CONFIRMATION_REQUIRED';
  shown: JsonObject;
}

/** `wrong` leaves the transaction as it is where tries are left; `over` ends it. */
export type CheckOutcome = { is: 'right' } | { is: 'wrong' | 'over'; problem: Error };

/** One module per device type. To add a type: write its module, name it in `registry.ts`. */
export interface DeviceType {
  readonly type: string;
  /** What `authenticators` says on completion. */
  readonly authenticators: readonly string[];
  methodPolicy(policy: Policy): MethodPolicy;
  /** Checks the creation request; returns the status and the attributes. Throws a Problem. */
  create(creation: Creation): { status: string; attributes: JsonObject };
  /** Starts pairing a device just stored; returns what only the creating reply carries. */
  begin(device: Device, policy: Policy): Promise<JsonObject>;
  /** Checks the activation request and notes what it taught about the device. Throws a Problem. */
  activate(device: Device, policy: Policy, body: JsonObject): Promise<void>;
  /** Sends another pairing code; absent where there is none to send. */
  resend?(device: Device, policy: Policy): void;
  /** Whether it can be asked anything at all, apart from locks and blocks. Absent: it can. */
  isUsable?(device: Device, policy: Policy): boolean;
  challenge(device: Device, authentication: Authentication): Promise<Challenge>;
  /** The one check that this type knows, and the vendor action that asks for it. */
  readonly checkAction: 'otp.check' | 'assertion.check';
  check(device: Device, authentication: Authentication, body: JsonObject): Promise<CheckOutcome>;
  /** How a device authentication shows the device: contact data masked. */
  masked(device: Device): JsonObject;
  /** Drops what is remembered about a deleted device. */
  forget(device: Device): void;
}
