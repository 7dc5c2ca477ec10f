import type { DeviceType } from '../../shared/devices/catalog';
import { m } from '../messages/compiled/messages';
import { byCall, byMessage, byWhatsApp, type DeliveryWords } from './code/delivery-words';

/** All that is said differently about each type that can be paired. Its label and icon are in `devices/device-kinds.ts`. */
export interface MethodWords {
  readonly hint: () => string;
  /** names the button that starts it */
  readonly pair: () => string;
  readonly describeTitle: () => string;
  readonly describeLead: () => string;
  readonly describeSubmit: () => string;
  /** a name to start from, which may come from the address or serial; null where that says enough */
  readonly suggestedName: ((target: string) => string) | null;
  /** of a number that cannot get what is sent to it */
  readonly landline: (() => string) | null;
  /** stands in the rail once the details are given */
  readonly described: (target: string | null) => string;
  readonly targetLabel: () => string;
  readonly descriptionLabel: () => string;
  /** how its codes come, where PingOne sends them */
  readonly delivery: DeliveryWords;
  /** said before "use another method" */
  readonly noCode: () => string;
}

const given = (target: string | null): string => target ?? m.rail_described();

const common = {
  suggestedName: null,
  landline: null,
  described: given,
  targetLabel: m.done_device,
  descriptionLabel: m.done_device,
  delivery: byMessage,
  noCode: m.code_none,
} as const;

export const methodWords = {
  PINGID_DESKTOP_GEN2: {
    ...common,
    hint: m.choose_desktop_hint,
    pair: m.choose_desktop_pair,
    describeTitle: m.describe_desktop_title,
    describeLead: m.describe_desktop_lead,
    describeSubmit: m.describe_desktop_submit,
    suggestedName: () => m.describe_desktop_suggestion(),
    described: () => m.rail_desktop_described(),
    descriptionLabel: m.done_desktop_description,
  },
  FIDO2: {
    ...common,
    hint: m.choose_key_hint,
    pair: m.choose_key_pair,
    describeTitle: m.describe_key_title,
    describeLead: m.describe_key_lead,
    describeSubmit: m.describe_key_submit,
    suggestedName: () => m.describe_key_suggestion(),
    described: () => m.rail_key_described(),
  },
  MOBILE: {
    ...common,
    hint: m.choose_mobile_hint,
    pair: m.choose_mobile_pair,
    describeTitle: m.describe_mobile_title,
    describeLead: m.describe_mobile_lead,
    describeSubmit: m.describe_mobile_submit,
    described: () => m.rail_app_described(),
    descriptionLabel: m.done_phone_description,
  },
  TOTP: {
    ...common,
    hint: m.choose_totp_hint,
    pair: m.choose_totp_pair,
    describeTitle: m.describe_totp_title,
    describeLead: m.describe_totp_lead,
    describeSubmit: m.describe_totp_submit,
    suggestedName: () => m.describe_totp_suggestion(),
    described: () => m.rail_app_described(),
    noCode: m.app_help,
  },
  OATH_TOKEN: {
    ...common,
    hint: m.choose_token_hint,
    pair: m.choose_token_pair,
    describeTitle: m.describe_token_title,
    describeLead: m.describe_token_lead,
    describeSubmit: m.describe_token_submit,
    suggestedName: (serial) => (serial === '' ? '' : m.describe_token_suggestion({ serial })),
    described: (serial) => (serial === null ? given(null) : m.rail_token_described({ serial })),
    targetLabel: m.done_token_target,
    noCode: m.token_help,
  },
  SMS: {
    ...common,
    hint: m.choose_sms_hint,
    pair: m.choose_sms_pair,
    describeTitle: m.describe_sms_title,
    describeLead: m.describe_sms_lead,
    describeSubmit: m.describe_sms_submit,
    suggestedName: () => m.describe_sms_suggestion(),
    landline: m.phone_landline_sms,
    targetLabel: m.done_phone_target,
    noCode: m.code_none_sms,
  },
  VOICE: {
    ...common,
    hint: m.choose_voice_hint,
    pair: m.choose_voice_pair,
    describeTitle: m.describe_voice_title,
    describeLead: m.describe_voice_lead,
    describeSubmit: m.describe_voice_submit,
    suggestedName: () => m.describe_voice_suggestion(),
    targetLabel: m.done_phone_target,
    delivery: byCall,
    noCode: m.code_none_voice,
  },
  WHATSAPP: {
    ...common,
    hint: m.choose_whatsapp_hint,
    pair: m.choose_whatsapp_pair,
    describeTitle: m.describe_whatsapp_title,
    describeLead: m.describe_whatsapp_lead,
    describeSubmit: m.describe_whatsapp_submit,
    suggestedName: () => m.describe_whatsapp_suggestion(),
    landline: m.phone_landline_whatsapp,
    targetLabel: m.done_phone_target,
    delivery: byWhatsApp,
    noCode: m.code_none_whatsapp,
  },
  EMAIL: {
    ...common,
    hint: m.choose_email_hint,
    pair: m.choose_email_pair,
    describeTitle: m.describe_email_title,
    describeLead: m.describe_email_lead,
    describeSubmit: m.describe_email_submit,
    targetLabel: m.done_email_target,
    noCode: m.code_none_email,
  },
} satisfies Record<DeviceType, MethodWords>;

export const methodWordsOf = (type: DeviceType): MethodWords => methodWords[type];
