import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const totpDetailsSchema = v.object({ type: v.literal('TOTP') });
export type TotpDetails = v.InferOutput<typeof totpDetailsSchema>;

export const totp: DeviceDescriptor<'TOTP', TotpDetails> = {
  type: 'TOTP',
  details: totpDetailsSchema,
  challenge: 'authenticatorApp',
  creation: 'device',
  canBeNamed: true,
  // its key comes with the create reply only
  canBeResumed: false,
  createFields: () => ({}),
  target: () => null,
  maskedTarget: () => null,
};
