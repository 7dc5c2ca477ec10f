import type { Permission } from './auth/permissions';
import type { Algorithm } from './devices/otp';
import { defaultFido2, type Fido2Switches } from './fido2-switches';
import { isJsonObject, type JsonObject } from './json';
import { defaultPolicy, type PolicySwitches } from './policy-switches';

export interface MfaSettingsSwitches {
  /** How many devices are allowed is `policy.maxAllowedDevices`. */
  pairing: {
    /** Of pairing codes: 12 digits, or 16 capital letters and digits. */
    pairingKeyFormat: 'NUMERIC' | 'ALPHANUMERIC';
  };
  phoneExtensions: { enabled: boolean };
  /** A lock that comes sooner, or lasts longer, than the policy says. 0: none, and none is shown. */
  lockout: { failureCount: number; durationSeconds: number };
}

/** Everything about the sandbox that a test may change while it runs. Read at each request. */
export interface Switches {
  policy: PolicySwitches;
  /** The part of the environment's MFA settings that the sandbox acts upon. */
  mfaSettings: MfaSettingsSwitches;
  /** Security keys and passkeys. */
  fido2: Fido2Switches;

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
  /** What operators may not do although they have their role. Workers may. */
  withheldPermissions: Permission[];
  /** The operator app may sign people in on their phone (RFC 8628), and discovery says so. */
  deviceGrant: boolean;
  /** Seconds that a code for the phone lasts, and that a client waits before it asks again. PingOne: 600, 5. */
  deviceTimeout: number;
  devicePollingInterval: number;

  /** The answer to an end user who asks for somebody else's record. */
  foreignUser: 403 | 404;
  /** End users may read device authentication policies and the MFA settings. */
  userReadsPolicies: boolean;
  /** The answer to `sw` in a filter on users. */
  filterBySw: 'works' | 'refused';
  /** Collections carry properties that no contract names. */
  unknownProperties: boolean;
  /** Every list of devices ends with one of an unknown type and status. */
  unknownDevice: boolean;
  /** Where `expand=order` puts the order. */
  orderPosition: 'top' | 'embedded';
  /** An order that leaves out active devices: they follow, or it is refused as the order of another list. */
  partialOrder: 'follows' | 'refused';
  /** Removing the order of devices: the list, or nothing. */
  orderRemovalStatus: 200 | 204;
  /**
   * Pairing the same address or number twice, by the same method: allowed, or UNIQUENESS_VIOLATION
   * with this status. A hardware token is never paired twice: 400 even where the rest is allowed.
   */
  duplicateDevice: 'allowed' | 400 | 409;
  /** The top-level code around LIMIT_EXCEEDED, which the documentation does not place. */
  limitExceededCode: 'REQUEST_FAILED' | 'INVALID_DATA';

  /** Numeric pairing codes begin with two digits that stand for the region: 14 in all. */
  pairingCodeRegion: boolean;
  /** Characters of a pairing code, in place of those that its format has. */
  pairingCodeLength: number | null;
  /** A pairing key that nobody claimed in time: gone, or with this status, which no contract names. */
  expiredPairingKey: 404 | 'EXPIRED';

  /** Messages to a user in 24 hours, each channel counted apart. PingOne: 50. */
  messagesPerDay: number;
  /** The next code by message, once: '000042'. Null: random digits. */
  nextCode: string | null;
  /** The detail code of a wrong one-time code. */
  wrongOtpDetail: 'INVALID_VALUE' | 'INVALID_OTP';
  /** A wrong code says in `innerError.attemptsRemaining` how many are left. */
  attemptsRemaining: boolean;
  /** How `innerError` is spelled. */
  innerErrorKey: 'innerError' | 'innererror';

  /** What authenticator apps are told to use. Holds for devices created from then on. */
  totpKey: { digits: 6 | 8; period: 30 | 60; algorithm: Algorithm };
  /** How many more codes a drifted hardware token is asked for. PingOne: 1. */
  extraOtpRounds: number;
  /** The first of two calls by which an administrator resyncs a token: 400, or 200 and nothing changed. */
  resyncFirstCode: 'extraOtpRequired' | 'ok';

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
  /** `error.code` of a device authentication whose push was rejected. */
  pushRejectCode: string;
  /** A push that nobody answered: a device may be selected again, or all is over. */
  selectAfterPushTimeout: boolean;
  /** What the next reply of a device authentication says in place of its status, once. */
  nextAuthenticationStatus: string | null;
}

export type DeepPartial<T> = T extends unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export function defaultSwitches(): Switches {
  return {
    policy: defaultPolicy(),
    mfaSettings: {
      pairing: { pairingKeyFormat: 'NUMERIC' },
      phoneExtensions: { enabled: false },
      lockout: { failureCount: 0, durationSeconds: 0 },
    },
    fido2: defaultFido2(),
    customDomain: false,
    accessTokenLifetime: 3600,
    rotateRefreshTokens: true,
    refreshTokens: 'opaque',
    withheldScopes: [],
    administratorRoles: true,
    withheldPermissions: [],
    deviceGrant: true,
    deviceTimeout: 600,
    devicePollingInterval: 5,
    foreignUser: 403,
    userReadsPolicies: false,
    filterBySw: 'works',
    unknownProperties: true,
    unknownDevice: false,
    orderPosition: 'top',
    partialOrder: 'follows',
    orderRemovalStatus: 200,
    duplicateDevice: 'allowed',
    limitExceededCode: 'REQUEST_FAILED',
    pairingCodeRegion: false,
    pairingCodeLength: null,
    expiredPairingKey: 404,
    messagesPerDay: 50,
    nextCode: null,
    wrongOtpDetail: 'INVALID_VALUE',
    attemptsRemaining: false,
    innerErrorKey: 'innerError',
    totpKey: { digits: 6, period: 30, algorithm: 'SHA1' },
    extraOtpRounds: 1,
    resyncFirstCode: 'extraOtpRequired',
    otpFailureStyle: 'error',
    assertionFailureStyle: 'error',
    refuseUserTokensOnDeviceAuthentications: false,
    deviceAuthenticationLifetime: 30,
    expiredDeviceAuthentication: 404,
    deviceAuthenticationFields: 'alternate',
    pushRejectCode: 'PUSH_REJECTED',
    selectAfterPushTimeout: false,
    nextAuthenticationStatus: null,
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
