export interface Duration {
  duration: number;
  timeUnit: 'SECONDS' | 'MINUTES';
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

/** The part of the default device authentication policy that the sandbox acts upon. */
export interface PolicySwitches {
  email: OtpMethodPolicy;
  sms: OtpMethodPolicy;
  voice: OtpMethodPolicy;
  whatsApp: OtpMethodPolicy;
  totp: TotpPolicy;
  oathToken: OathTokenPolicy;
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
    pingIdDesktopGen2: { ...on },
    deviceSelection: 'DEFAULT_TO_FIRST',
    blockDisabledUsers: false,
    maxAllowedDevices: 5,
  };
}

export function milliseconds({ duration, timeUnit }: Duration): number {
  return duration * (timeUnit === 'MINUTES' ? 60_000 : 1_000);
}
