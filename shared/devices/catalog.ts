import * as v from 'valibot';
import type { CreateSettings, DeviceDescriptor } from './descriptor';
import { email, emailDetailsSchema, type EmailDetails } from './email';
import { fido2, fido2DetailsSchema, type Fido2Details } from './fido2';
import { mobile, mobileDetailsSchema, type MobileDetails } from './mobile';
import { oathToken, oathTokenDetailsSchema, type OathTokenDetails } from './oath-token';
import {
  pingIdDesktop,
  pingIdDesktopDetailsSchema,
  type PingIdDesktopDetails,
} from './pingid-desktop';
import { sms, smsDetailsSchema, type SmsDetails } from './sms';
import { totp, totpDetailsSchema, type TotpDetails } from './totp';
import { voice, voiceDetailsSchema, type VoiceDetails } from './voice';
import { whatsApp, whatsAppDetailsSchema, type WhatsAppDetails } from './whatsapp';

interface DetailsByType {
  PINGID_DESKTOP_GEN2: PingIdDesktopDetails;
  FIDO2: Fido2Details;
  MOBILE: MobileDetails;
  TOTP: TotpDetails;
  OATH_TOKEN: OathTokenDetails;
  SMS: SmsDetails;
  VOICE: VoiceDetails;
  WHATSAPP: WhatsAppDetails;
  EMAIL: EmailDetails;
}

export type DeviceType = keyof DetailsByType;
export type Details = DetailsByType[DeviceType];

/** Every device type that can be paired, in the order in which they are offered. */
export const catalog: {
  readonly [Type in DeviceType]: DeviceDescriptor<Type, DetailsByType[Type]>;
} = {
  PINGID_DESKTOP_GEN2: pingIdDesktop,
  FIDO2: fido2,
  MOBILE: mobile,
  TOTP: totp,
  OATH_TOKEN: oathToken,
  SMS: sms,
  VOICE: voice,
  WHATSAPP: whatsApp,
  EMAIL: email,
};

export const deviceTypes = [
  'PINGID_DESKTOP_GEN2',
  'FIDO2',
  'MOBILE',
  'TOTP',
  'OATH_TOKEN',
  'SMS',
  'VOICE',
  'WHATSAPP',
  'EMAIL',
] as const satisfies readonly DeviceType[];
export const deviceTypeSchema = v.picklist(deviceTypes);
export const detailsSchema = v.variant('type', [
  pingIdDesktopDetailsSchema,
  fido2DetailsSchema,
  mobileDetailsSchema,
  totpDetailsSchema,
  oathTokenDetailsSchema,
  smsDetailsSchema,
  voiceDetailsSchema,
  whatsAppDetailsSchema,
  emailDetailsSchema,
]);

export const isDeviceType = (type: string): type is DeviceType => Object.hasOwn(catalog, type);

/** The part of the create request that depends on the type. */
export const createFieldsOf = <Type extends DeviceType>(
  type: Type,
  details: DetailsByType[Type],
  settings: CreateSettings,
): Readonly<Record<string, unknown>> => catalog[type].createFields(details, settings);

export const targetOf = <Type extends DeviceType>(
  type: Type,
  details: DetailsByType[Type],
): string | null => catalog[type].target(details);

export const maskedTargetOf = <Type extends DeviceType>(
  type: Type,
  details: DetailsByType[Type],
): string | null => catalog[type].maskedTarget(details);

/** The longest nickname PingOne takes, in characters (pingone-mfa-api.md B.1). */
export const nicknameLimit = 100;

/** Control and bidirectional characters make names that lie about themselves. */
export const nicknameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(nicknameLimit),
  v.regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u),
);
