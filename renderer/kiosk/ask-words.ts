import type { DeviceType } from '../../shared/devices/catalog';
import type { HandOver } from '../../shared/kiosk/view';
import { m } from '../messages/compiled/messages';

interface AskWords {
  readonly to: (inputs: { target: string }) => string;
  readonly plain: () => string;
}

const askWords = {
  EMAIL: { to: m.kiosk_ask_email_to, plain: m.kiosk_ask_email },
  SMS: { to: m.kiosk_ask_sms_to, plain: m.kiosk_ask_sms },
  VOICE: { to: m.kiosk_ask_voice_to, plain: m.kiosk_ask_voice },
  WHATSAPP: { to: m.kiosk_ask_whatsapp_to, plain: m.kiosk_ask_whatsapp },
  OATH_TOKEN: { to: m.kiosk_ask_token_to, plain: m.kiosk_ask_token },
  TOTP: { to: m.kiosk_ask_totp, plain: m.kiosk_ask_totp },
  PINGID_DESKTOP_GEN2: { to: m.kiosk_ask_desktop, plain: m.kiosk_ask_desktop },
  FIDO2: { to: m.kiosk_ask_security_key, plain: m.kiosk_ask_security_key },
  MOBILE: { to: m.kiosk_ask_mobile, plain: m.kiosk_ask_mobile },
} satisfies Record<DeviceType, AskWords>;

/** What will happen when the person says yes. */
export const askLead = ({ kind, type, target }: HandOver): string => {
  // a key is shown only to pair
  if (type === 'TOTP' && kind !== 'pair') return m.kiosk_ask_totp_prove();
  if (type === 'MOBILE' && kind !== 'pair') return m.kiosk_ask_mobile_prove();
  const { to, plain } = askWords[type];
  return target === null ? plain() : to({ target });
};
