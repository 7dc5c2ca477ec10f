import { invalidValue, requiredValue } from '../http/problem';
import type { JsonObject } from '../json';
import type { MessageKind } from './message-device';
import { EXTENSION, INTERNATIONAL, VOICE_NUMBER } from './phone-patterns';

/** SMS and WhatsApp: a number in one of the documented renderings of contract B.3. */
const byText = { contact: (body: JsonObject) => ({ phone: numberIn(body, INTERNATIONAL) }) };
const shared = {
  address: ({ phone }: JsonObject) => ({ to: String(phone) }),
  masked: ({ phone }: JsonObject) => ({ phone: mask(String(phone)) }),
};

export const SMS: MessageKind = {
  type: 'SMS',
  section: 'sms',
  authenticator: 'sms',
  ...byText,
  ...shared,
};

export const WHATSAPP: MessageKind = {
  type: 'WHATSAPP',
  section: 'whatsApp',
  authenticator: 'whatsApp',
  ...byText,
  ...shared,
};

/** A call: two renderings more, and an extension where the MFA settings have them enabled. */
export function createVoice(extensionsEnabled: () => boolean): MessageKind {
  return {
    type: 'VOICE',
    section: 'voice',
    authenticator: 'voice',
    ...shared,
    contact: (body) => {
      const phone = numberIn(body, VOICE_NUMBER);
      const { extension } = body;
      if (extension === undefined || extension === null) return { phone };
      if (!extensionsEnabled()) {
        throw invalidValue('extension', 'Extensions are not enabled in this environment.');
      }
      if (typeof extension !== 'string' || !EXTENSION.test(extension)) {
        throw invalidValue('extension', 'The extension is not valid.', {
          allowedPattern: EXTENSION.source,
        });
      }
      return { phone, extension };
    },
    address: ({ phone, extension }) => ({
      to: String(phone),
      ...(typeof extension === 'string' && { extension }),
    }),
  };
}

/** The number in E.164, as every read shows it. */
function numberIn({ phone }: JsonObject, pattern: RegExp): string {
  if (phone === undefined || phone === null) throw requiredValue('phone');
  if (typeof phone !== 'string' || !pattern.test(phone)) {
    throw invalidValue('phone', 'The number is not valid.', { allowedPattern: pattern.source });
  }
  return `+${phone.replace(/\D/g, '')}`;
}

/** +15125550123 -> *******0123 */
function mask(phone: string): string {
  const digits = phone.slice(1);
  return digits.slice(-4).padStart(digits.length, '*');
}
