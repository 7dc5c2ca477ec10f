import * as v from 'valibot';
import { jsonOf, type Answer } from './request';

/** What PingOne's services answer when they refuse (pingone-mfa-api.md A.6), as far as it identifies them. */
const envelopeSchema = v.object({
  id: v.string(''),
  code: v.string(''),
  message: v.string(''),
});

export const hasPingOneEnvelope = (answer: Answer): boolean => v.is(envelopeSchema, jsonOf(answer));
