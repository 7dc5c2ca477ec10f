import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const fido2DetailsSchema = v.object({ type: v.literal('FIDO2') });
export type Fido2Details = v.InferOutput<typeof fido2DetailsSchema>;

export const fido2: DeviceDescriptor<'FIDO2', Fido2Details> = {
  type: 'FIDO2',
  details: fido2DetailsSchema,
  challenge: 'securityKey',
  creation: 'device',
  canBeNamed: true,
  // its options come with the create reply only
  canBeResumed: false,
  // required here, both of them (pingone-mfa-api.md B.3)
  createFields: (_details, { relyingParty }) =>
    relyingParty === null ? {} : { rp: { id: relyingParty.id, name: relyingParty.id } },
  target: () => null,
  maskedTarget: () => null,
};
