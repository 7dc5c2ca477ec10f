import type * as v from 'valibot';

/** Many device types, few kinds of challenge: what the person is asked to answer. */
export type ChallengeKind =
  | 'oneTimeCode'
  | 'authenticatorApp'
  | 'hardwareToken'
  | 'desktopAgent'
  | 'securityKey'
  | 'mobileApp';

/** What the configuration adds to the details that a person gives. */
export interface CreateSettings {
  readonly relyingParty: { readonly id: string } | null;
}

/** Everything that differs between device types, as data. One file a type, listed in `catalog.ts`. */
export interface DeviceDescriptor<Type extends string, Details> {
  readonly type: Type;
  /** What the person has to give before the device is created. */
  readonly details: v.GenericSchema<unknown, Details>;
  /** Answered to activate the device, and once more to prove it. */
  readonly challenge: ChallengeKind;
  /** what is asked of PingOne first: a pending device, or a key with which an app makes its device itself */
  readonly creation: 'device' | 'pairingKey';
  /** Whether it gets its name with its creation. */
  readonly canBeNamed: boolean;
  /** Whether a pending device can be finished later: false when its secret came only with the create reply. */
  readonly canBeResumed: boolean;
  /** The fields beside `type`, `status`, `policy` and `nickname` in the create request (pingone-mfa-api.md B.3). */
  readonly createFields: (
    details: Details,
    settings: CreateSettings,
  ) => Readonly<Record<string, unknown>>;
  /** Where a challenge goes, as the person gave it; null when there is no such place. */
  readonly target: (details: Details) => string | null;
  /** The same, safe for logs and the journal. */
  readonly maskedTarget: (details: Details) => string | null;
}
