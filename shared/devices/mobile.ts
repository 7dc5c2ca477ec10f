import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const mobileDetailsSchema = v.object({ type: v.literal('MOBILE') });
export type MobileDetails = v.InferOutput<typeof mobileDetailsSchema>;

export const mobile: DeviceDescriptor<'MOBILE', MobileDetails> = {
  type: 'MOBILE',
  details: mobileDetailsSchema,
  challenge: 'mobileApp',
  // the app makes its device by itself, once it has claimed a key (pingone-mfa-api.md F.1)
  creation: 'pairingKey',
  canBeNamed: false,
  canBeResumed: false,
  createFields: () => ({}),
  target: () => null,
  maskedTarget: () => null,
};
