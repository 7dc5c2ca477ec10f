export interface Duration {
  duration: number;
  timeUnit: 'SECONDS' | 'MINUTES' | 'HOURS';
}

export interface FailurePolicy {
  /** Wrong codes until the device is locked. */
  count: number;
  /** How long it stays locked. A duration of 0 is legal: the lock ends at once. */
  coolDown: Duration;
}

export interface MethodPolicy {
  enabled: boolean;
  pairingDisabled: boolean;
}

/** Codes by message. */
export interface OtpMethodPolicy extends MethodPolicy {
  otp: { lifeTime: Duration; failure: FailurePolicy; otpLength: number };
}

/** Codes that the person's own thing makes: nothing is sent, so nothing has a length or a life. */
export interface OathTokenPolicy extends MethodPolicy {
  otp: { failure: FailurePolicy };
}

export interface TotpPolicy extends OathTokenPolicy {
  /** Time steps before and after the present one whose codes are right: 1 to 10. */
  passcodeGracePeriod: number;
  /** What `keyUri` carries besides the key itself. */
  uriParameters: { issuer: string };
}

/** Nothing is typed: what fails is an answer that does not verify. */
export interface Fido2Policy extends MethodPolicy {
  failure: FailurePolicy;
}

/** One native app, and how it is asked. */
export interface MobileApplicationPolicy {
  /** On the keys that it may claim, and on the devices that it makes. */
  id: string;
  /** How long a push waits for its answer. PingOne: 40 to 150 seconds. */
  pushTimeout: Duration;
  /** How long a pairing key lives. PingOne: 1 minute to 48 hours. */
  pairingKeyLifetime: Duration;
  /** How many pushes in a period may be rejected or left unanswered, none approved between, until the device is locked. */
  pushLimit: { count: number; timePeriod: Duration; lockDuration: Duration };
  /** Which number is to be matched is not documented (contract Q15), and so there is none. */
  push: { enabled: boolean; numberMatching: { enabled: false } };
}

export interface MobilePolicy extends OathTokenPolicy {
  /** Replaced as a whole when switches are merged. */
  applications: MobileApplicationPolicy[];
}

/** The native app of the default policy. */
export const MOBILE_APPLICATION_ID = 'c11e47d0-3b52-4d0a-9f5e-7a8c5e1d0a04';

/** The part of the default device authentication policy that the sandbox acts upon. */
export interface PolicySwitches {
  email: OtpMethodPolicy;
  sms: OtpMethodPolicy;
  voice: OtpMethodPolicy;
  whatsApp: OtpMethodPolicy;
  totp: TotpPolicy;
  oathToken: OathTokenPolicy;
  fido2: Fido2Policy;
  mobile: MobilePolicy;
  pingIdDesktopGen2: MethodPolicy;
  deviceSelection: 'DEFAULT_TO_FIRST' | 'PROMPT_TO_SELECT' | 'ALWAYS_DISPLAY_DEVICES';
  /** Device authentications of disabled users are refused. */
  blockDisabledUsers: boolean;
  /** Not the policy's but the MFA settings' `pairing.maxAllowedDevices`, for every policy. */
  maxAllowedDevices: number;
}

export function defaultPolicy(): PolicySwitches {
  const on = { enabled: true, pairingDisabled: false };
  const failure = (): FailurePolicy => ({
    count: 3,
    coolDown: { duration: 2, timeUnit: 'MINUTES' },
  });
  const byMessage = (minutes: number): OtpMethodPolicy => ({
    ...on,
    otp: {
      lifeTime: { duration: minutes, timeUnit: 'MINUTES' },
      failure: failure(),
      otpLength: 6,
    },
  });
  return {
    email: byMessage(30),
    sms: byMessage(30),
    voice: byMessage(30),
    whatsApp: byMessage(15),
    totp: {
      ...on,
      otp: { failure: failure() },
      passcodeGracePeriod: 5,
      uriParameters: { issuer: 'PingOne Sandbox' },
    },
    oathToken: { ...on, otp: { failure: failure() } },
    fido2: { ...on, failure: failure() },
    mobile: { ...on, otp: { failure: failure() }, applications: [mobileApplication()] },
    pingIdDesktopGen2: { ...on },
    deviceSelection: 'DEFAULT_TO_FIRST',
    blockDisabledUsers: false,
    maxAllowedDevices: 5,
  };
}

/** An application of `policy.mobile`, as PingOne makes it. */
export function mobileApplication(id = MOBILE_APPLICATION_ID): MobileApplicationPolicy {
  return {
    id,
    pushTimeout: { duration: 40, timeUnit: 'SECONDS' },
    pairingKeyLifetime: { duration: 10, timeUnit: 'MINUTES' },
    pushLimit: {
      count: 5,
      timePeriod: { duration: 10, timeUnit: 'MINUTES' },
      lockDuration: { duration: 30, timeUnit: 'MINUTES' },
    },
    push: { enabled: true, numberMatching: { enabled: false } },
  };
}

const UNITS: Record<Duration['timeUnit'], number> = {
  SECONDS: 1_000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
};

export function milliseconds({ duration, timeUnit }: Duration): number {
  return duration * UNITS[timeUnit];
}
