import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';
import { byPhone, phoneSchema } from './phone';

export const voiceDetailsSchema = v.object({
  type: v.literal('VOICE'),
  phone: phoneSchema,
  /** what is dialled after the call is answered: digits, `,` (a pause), `#` and `*`; `''` for none */
  extension: v.pipe(v.string(), v.trim(), v.regex(/^[\d,#*]{0,32}$/)),
});
export type VoiceDetails = v.InferOutput<typeof voiceDetailsSchema>;

export const voice: DeviceDescriptor<'VOICE', VoiceDetails> = {
  type: 'VOICE',
  details: voiceDetailsSchema,
  ...byPhone,
  createFields: ({ phone, extension }) => ({ phone, ...(extension === '' ? {} : { extension }) }),
};
