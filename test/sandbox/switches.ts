import { isJsonObject, type JsonObject } from './json';

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

export interface OtpMethodPolicy extends MethodPolicy {
  otp: { lifeTime: Duration; failure: FailurePolicy; otpLength: number };
}

/** The part of the default device authentication policy that the sandbox acts upon. */
export interface PolicySwitches {
  email: OtpMethodPolicy;
  pingIdDesktopGen2: MethodPolicy;
  deviceSelection: 'DEFAULT_TO_FIRST' | 'PROMPT_TO_SELECT' | 'ALWAYS_DISPLAY_DEVICES';
  maxAllowedDevices: number;
}

/** Everything about the sandbox that a test may change while it runs. Read at each request. */
export interface Switches {
  policy: PolicySwitches;

  /** No `{env}` segment on the auth host: `{authBaseUrl}/as`, `{authBaseUrl}/deviceAuthentications`. */
  customDomain: boolean;
  /** Seconds that an access token lasts. PingOne: 3600. */
  accessTokenLifetime: number;
  /** Each refresh returns a new refresh token; the old one, used again, ends the whole family. */
  rotateRefreshTokens: boolean;
  /** `jwt`: signed, longer than 2,560 bytes (the most that Windows holds in one entry). */
  refreshTokens: 'opaque' | 'jwt';
  /** Scopes that the environment does not grant, although they exist and are asked for. */
  withheldScopes: string[];
  /** Workers and operators have their role assignments; without them every call is a 403. */
  administratorRoles: boolean;

  /** The answer to an end user who asks for somebody else's record. */
  foreignUser: 403 | 404;
  /** End users may read device authentication policies. */
  userReadsPolicies: boolean;
  /** The answer to `sw` in a filter on users. */
  filterBySw: 'works' | 'refused';
  /** Collections carry properties that no contract names. */
  unknownProperties: boolean;
  /** Every list of devices ends with one of an unknown type and status. */
  unknownDevice: boolean;
  /** Where `expand=order` puts the order. */
  orderPosition: 'top' | 'embedded';
  /** Pairing the same address twice: allowed, or UNIQUENESS_VIOLATION with this status. */
  duplicateDevice: 'allowed' | 400 | 409;
  /** The top-level code around LIMIT_EXCEEDED, which the documentation does not place. */
  limitExceededCode: 'REQUEST_FAILED' | 'INVALID_DATA';

  /** The next one-time code, once: '000042'. Null: random digits. */
  nextCode: string | null;
  /** The detail code of a wrong one-time code. */
  wrongOtpDetail: 'INVALID_VALUE' | 'INVALID_OTP';
  /** A wrong code says in `innerError.attemptsRemaining` how many are left. */
  attemptsRemaining: boolean;
  /** How `innerError` is spelled. */
  innerErrorKey: 'innerError' | 'innererror';

  /**
   * A wrong code in a device authentication: `error` 400 and try again, `status` 200 with FAILED,
   * `retry` 200 with OTP_REQUIRED.
   */
  otpFailureStyle: 'error' | 'status' | 'retry';
  /** A refused assertion: 400, or 200 with FAILED. The transaction is over both times. */
  assertionFailureStyle: 'error' | 'status';
  /** End users' tokens on deviceAuthentications: `true` is 401. */
  refuseUserTokensOnDeviceAuthentications: boolean | 401 | 403;
  /** Minutes that a device authentication lives, and the answer afterwards. */
  deviceAuthenticationLifetime: number;
  expiredDeviceAuthentication: 404 | 410;
  /** `lean` has exactly the fields of the sample; `rich` adds those that may be absent. */
  deviceAuthenticationFields: 'alternate' | 'lean' | 'rich';
}

export type DeepPartial<T> = T extends unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export function defaultSwitches(): Switches {
  return {
    policy: {
      email: {
        enabled: true,
        pairingDisabled: false,
        otp: {
          lifeTime: { duration: 30, timeUnit: 'MINUTES' },
          failure: { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } },
          otpLength: 6,
        },
      },
      pingIdDesktopGen2: { enabled: true, pairingDisabled: false },
      deviceSelection: 'DEFAULT_TO_FIRST',
      maxAllowedDevices: 5,
    },
    customDomain: false,
    accessTokenLifetime: 3600,
    rotateRefreshTokens: true,
    refreshTokens: 'opaque',
    withheldScopes: [],
    administratorRoles: true,
    foreignUser: 403,
    userReadsPolicies: false,
    filterBySw: 'works',
    unknownProperties: true,
    unknownDevice: false,
    orderPosition: 'top',
    duplicateDevice: 'allowed',
    limitExceededCode: 'REQUEST_FAILED',
    nextCode: null,
    wrongOtpDetail: 'INVALID_VALUE',
    attemptsRemaining: false,
    innerErrorKey: 'innerError',
    otpFailureStyle: 'error',
    assertionFailureStyle: 'error',
    refuseUserTokensOnDeviceAuthentications: false,
    deviceAuthenticationLifetime: 30,
    expiredDeviceAuthentication: 404,
    deviceAuthenticationFields: 'alternate',
  };
}

/**
 * Writes `changes` into `target`, objects merged, all else replaced. A key that `target` does not
 * have is a mistake in a test, and is said rather than ignored.
 */
export function applySwitches(target: object, changes: object, path = 'switches'): void {
  const into = target as JsonObject;
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (!(key in into)) throw new TypeError(`${path} has no ${key}`);
    const present = into[key];
    if (isJsonObject(present)) {
      if (!isJsonObject(value)) throw new TypeError(`${path}.${key} is an object`);
      applySwitches(present, value, `${path}.${key}`);
    } else {
      into[key] = value;
    }
  }
}

export function milliseconds({ duration, timeUnit }: Duration): number {
  return duration * (timeUnit === 'MINUTES' ? 60_000 : 1_000);
}
