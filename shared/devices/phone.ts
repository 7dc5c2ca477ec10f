import * as v from 'valibot';

/** A telephone number as PingOne gets it: strict E.164 (pingone-mfa-api.md B.3). */
export const phoneSchema = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/));

/** `+15125550123` -> `****0123` */
export const maskPhone = (phone: string): string => `****${phone.slice(-4)}`;
