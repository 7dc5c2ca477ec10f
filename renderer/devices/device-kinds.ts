import type { Component } from 'svelte';
import Fido2Icon from '@lucide/svelte/icons/key-round';
import EmailIcon from '@lucide/svelte/icons/mail';
import WhatsAppIcon from '@lucide/svelte/icons/messages-square';
import SmsIcon from '@lucide/svelte/icons/message-square';
import DesktopIcon from '@lucide/svelte/icons/monitor';
import VoiceIcon from '@lucide/svelte/icons/phone';
import TokenIcon from '@lucide/svelte/icons/rectangle-ellipsis';
import OtherIcon from '@lucide/svelte/icons/shield-check';
import MobileIcon from '@lucide/svelte/icons/smartphone';
import TotpIcon from '@lucide/svelte/icons/clock';
import type * as v from 'valibot';
import type { methodSchema } from '../../shared/configuration';
import { m } from '../messages/compiled/messages';

export interface DeviceKind {
  readonly label: () => string;
  readonly icon: Component<{ 'aria-hidden'?: 'true' }>;
  /** what its address, number or serial is to it */
  readonly target: () => string;
  readonly description: () => string;
}

const codesGoTo = { target: m.device_fact_codes_to, description: m.device_fact_description };
const stands = { target: m.device_fact_target, description: m.device_fact_description };

/** Every kind that an account may have, whether it can be paired here or not. */
const kinds = {
  EMAIL: { label: m.kind_email, icon: EmailIcon, ...codesGoTo },
  PINGID_DESKTOP_GEN2: {
    label: m.kind_pingid_desktop,
    icon: DesktopIcon,
    ...stands,
    description: m.device_fact_computer,
  },
  SMS: { label: m.kind_sms, icon: SmsIcon, ...codesGoTo },
  VOICE: { label: m.kind_voice, icon: VoiceIcon, ...codesGoTo },
  WHATSAPP: { label: m.kind_whatsapp, icon: WhatsAppIcon, ...codesGoTo },
  TOTP: { label: m.kind_totp, icon: TotpIcon, ...stands },
  OATH_TOKEN: {
    label: m.kind_oath_token,
    icon: TokenIcon,
    ...stands,
    target: m.device_fact_serial,
  },
  FIDO2: { label: m.kind_fido2, icon: Fido2Icon, ...stands },
  MOBILE: { label: m.kind_mobile, icon: MobileIcon, ...stands },
} satisfies Record<v.InferOutput<typeof methodSchema>, DeviceKind>;

const other: DeviceKind = { label: m.kind_other, icon: OtherIcon, ...stands };

export const isKnownKind = (type: string): type is keyof typeof kinds => Object.hasOwn(kinds, type);

/** PingOne may name types that this program has never heard of: they are shown all the same. */
export const kindOf = (type: string): DeviceKind => (isKnownKind(type) ? kinds[type] : other);
