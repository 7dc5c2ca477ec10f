import * as v from 'valibot';

/** A telephone number as PingOne gets it: strict E.164 (pingone-mfa-api.md B.3). */
export const phoneSchema = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/));

interface ByPhone {
  readonly phone: string;
}

/** What every device has whose codes come to a telephone number. */
export const byPhone = {
  challenge: 'oneTimeCode',
  creation: 'device',
  canBeNamed: true,
  canBeResumed: true,
  target: ({ phone }: ByPhone): string => phone,
  /** `+15125550123` -> `****0123` */
  maskedTarget: ({ phone }: ByPhone): string => `****${phone.slice(-4)}`,
} as const;
