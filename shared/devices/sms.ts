import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';
import { byPhone, phoneSchema } from './phone';

export const smsDetailsSchema = v.object({ type: v.literal('SMS'), phone: phoneSchema });
export type SmsDetails = v.InferOutput<typeof smsDetailsSchema>;

export const sms: DeviceDescriptor<'SMS', SmsDetails> = {
  type: 'SMS',
  details: smsDetailsSchema,
  ...byPhone,
  createFields: ({ phone }) => ({ phone }),
};
