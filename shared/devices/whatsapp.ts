import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';
import { byPhone, phoneSchema } from './phone';

export const whatsAppDetailsSchema = v.object({ type: v.literal('WHATSAPP'), phone: phoneSchema });
export type WhatsAppDetails = v.InferOutput<typeof whatsAppDetailsSchema>;

export const whatsApp: DeviceDescriptor<'WHATSAPP', WhatsAppDetails> = {
  type: 'WHATSAPP',
  details: whatsAppDetailsSchema,
  ...byPhone,
  createFields: ({ phone }) => ({ phone }),
};
