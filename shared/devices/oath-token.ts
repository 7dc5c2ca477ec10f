import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const oathTokenDetailsSchema = v.object({
  type: v.literal('OATH_TOKEN'),
  /** as it is printed on the token; people and labels put spaces and dashes into it that are no part of it */
  serialNumber: v.pipe(
    v.string(),
    v.transform((text) => text.replace(/[\s\p{Pd}]/gu, '')),
    v.regex(/^[A-Za-z0-9]{1,50}$/),
  ),
});
export type OathTokenDetails = v.InferOutput<typeof oathTokenDetailsSchema>;

export const oathToken: DeviceDescriptor<'OATH_TOKEN', OathTokenDetails> = {
  type: 'OATH_TOKEN',
  details: oathTokenDetailsSchema,
  challenge: 'hardwareToken',
  creation: 'device',
  canBeNamed: true,
  canBeResumed: true,
  createFields: ({ serialNumber }) => ({ serialNumber }),
  target: ({ serialNumber }) => serialNumber,
  maskedTarget: ({ serialNumber }) => `****${serialNumber.slice(-3)}`,
};
