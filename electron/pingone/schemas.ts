import * as v from 'valibot';
import { isJwt } from './jwt';
import { displayText, flag, instant, list, part, text, wholeNumber } from './lenient';
import { isId } from './request';

const jwt = v.fallback(v.nullable(v.pipe(v.string(), v.check(isJwt))), null);
const id = v.pipe(v.string(), v.check(isId));
const reference = part({ id: v.fallback(v.nullable(id), null) });

/** Options of a WebAuthn ceremony: a string that holds JSON, or the JSON itself (X15). Whoever uses them reads them. */
const ceremonyOptions = v.fallback(
  v.nullable(
    v.union([
      v.pipe(v.string(), v.nonEmpty()),
      v.pipe(
        v.record(v.string(), v.unknown()),
        v.transform((options) => JSON.stringify(options)),
      ),
    ]),
  ),
  null,
);

/** A device (pingone-mfa-api.md B.1). Only the id has to be there: all else is shown as far as it is known. */
export const deviceSchema = v.object({
  id,
  type: text,
  status: text,
  nickname: displayText,
  email: displayText,
  phone: displayText,
  extension: displayText,
  serialNumber: displayText,
  tokenType: v.fallback(v.nullable(v.picklist(['HOTP', 'TOTP'])), null),
  unitId: text,
  rp: part({ id: text }),
  lock: part({ status: text, expiresAt: instant }),
  block: part({ status: text }),
  os: part({ type: displayText, version: displayText }),
  application: part({ nativeName: displayText, name: displayText, version: displayText }),
  model: part({ name: displayText, marketingName: displayText }),
  displayName: displayText,
  createdAt: instant,
  updatedAt: instant,
  secret: text,
  keyUri: text,
  pingIdDesktopCredentialCreationOptions: jwt,
  publicKeyCredentialCreationOptions: ceremonyOptions,
});
export type DeviceAnswer = v.InferOutput<typeof deviceSchema>;

const link = part({ href: text });
const linksOf = part({ next: link });

/** Ids in order of priority; where they are, and whether bare or in objects, is not documented (Q20). */
const order = list(
  v.union([
    id,
    v.pipe(
      v.object({ id }),
      v.transform((item) => item.id),
    ),
  ]),
);

export const devicePageSchema = v.object({
  _links: linksOf,
  _embedded: v.pipe(
    v.unknown(),
    v.transform((input): unknown => input ?? {}),
    v.object({ devices: list(deviceSchema), order }),
  ),
  order,
});

/** A device as a device authentication shows it (E.1): contact data is masked. */
const offeredDeviceSchema = v.object({
  id,
  type: text,
  status: text,
  nickname: displayText,
  displayName: displayText,
  email: displayText,
  phone: displayText,
  serialNumber: displayText,
  rp: part({ id: text }),
  usableStatus: part({ status: text }),
});
export type OfferedDeviceAnswer = v.InferOutput<typeof offeredDeviceSchema>;

/** A device authentication (E.1). */
export const authenticationSchema = v.object({
  id,
  status: text,
  _links: part({ 'device.select': link }),
  _embedded: part({
    devices: list(offeredDeviceSchema),
    blockedDevices: list(offeredDeviceSchema),
  }),
  selectedDevice: reference,
  pingIdDesktopCredentialRequestOptions: jwt,
  publicKeyCredentialRequestOptions: ceremonyOptions,
  error: part({ code: text, unavailableDevices: list(v.object({ id })) }),
});

/** A pairing key (F.1). Its code is a secret, of a length that nobody promised (X21). */
export const pairingKeySchema = v.object({
  id,
  code: text,
  status: text,
});
export type PairingKeyAnswer = v.InferOutput<typeof pairingKeySchema>;
export type AuthenticationAnswer = v.InferOutput<typeof authenticationSchema>;

/** A user (G). */
export const userSchema = v.object({
  id,
  username: displayText,
  email: displayText,
  mobilePhone: displayText,
  primaryPhone: displayText,
  name: part({ formatted: displayText, given: displayText, family: displayText }),
  enabled: flag,
  account: part({ status: text, canAuthenticate: flag }),
  population: reference,
  mfaEnabled: flag,
});

export const userPageSchema = v.object({
  count: wholeNumber,
  _links: linksOf,
  _embedded: part({ users: list(userSchema) }),
});

/** A population: not in the contract, but a documented resource of the directory. */
export const populationPageSchema = v.object({
  _links: linksOf,
  _embedded: part({ populations: list(v.object({ id, name: displayText })) }),
});

const duration = part({ duration: wholeNumber, timeUnit: text });

const method = part({
  enabled: flag,
  pairingDisabled: flag,
  otp: part({ otpLength: wholeNumber }),
});

/** A device authentication policy (F.3). */
export const policySchema = v.object({
  id,
  name: displayText,
  default: flag,
  sms: method,
  voice: method,
  email: method,
  whatsApp: method,
  totp: method,
  oathToken: method,
  fido2: method,
  mobile: part({
    enabled: flag,
    pairingDisabled: flag,
    otp: part({ otpLength: wholeNumber }),
    applications: list(part({ pairingKeyLifetime: duration, pushTimeout: duration })),
  }),
  pingIdDesktopGen2: method,
});
export type PolicyAnswer = v.InferOutput<typeof policySchema>;

export const policyPageSchema = v.object({
  _links: linksOf,
  _embedded: v.object({ deviceAuthenticationPolicies: list(policySchema) }),
});

/** MFA settings of the environment (F.2). */
export const mfaSettingsSchema = v.object({
  phoneExtensions: part({ enabled: flag }),
  pairing: part({ maxAllowedDevices: wholeNumber }),
});

/** A hardware token (C.3). One without a serial number is of no use to anybody. */
export const oathTokenSchema = v.object({
  id,
  serialNumber: v.pipe(v.string(), v.regex(/^\P{Cc}{1,100}$/u)),
  type: v.fallback(v.nullable(v.picklist(['HOTP', 'TOTP'])), null),
  otpLength: wholeNumber,
  totp: part({ timeStep: wholeNumber, drift: wholeNumber }),
  devices: list(v.object({ id, user: reference })),
});
export type OathTokenAnswer = v.InferOutput<typeof oathTokenSchema>;

export const oathTokenPageSchema = v.object({
  count: wholeNumber,
  _links: linksOf,
  _embedded: part({ oathTokens: list(oathTokenSchema) }),
});
