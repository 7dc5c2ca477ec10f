import * as v from 'valibot';
import type { DeviceDescriptor } from './descriptor';

export const emailDetailsSchema = v.object({
  type: v.literal('EMAIL'),
  email: v.pipe(v.string(), v.trim(), v.maxLength(254), v.email()),
});
export type EmailDetails = v.InferOutput<typeof emailDetailsSchema>;

/** `kim@example.org` -> `k****@example.org`, the form PingOne uses itself (pingone-mfa-api.md E.1). */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return at < 1 ? '****' : `${email.slice(0, 1)}****${email.slice(at)}`;
};

export const email: DeviceDescriptor<'EMAIL', EmailDetails> = {
  type: 'EMAIL',
  details: emailDetailsSchema,
  challenge: 'oneTimeCode',
  creation: 'device',
  canBeNamed: true,
  canBeResumed: true,
  createFields: (details) => ({ email: details.email }),
  target: (details) => details.email,
  maskedTarget: (details) => maskEmail(details.email),
};
