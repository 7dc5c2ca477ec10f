import { invalidData, invalidValue, requiredValue } from '../http/problem';
import type { JsonObject } from '../json';

/** `otp` is a string: a number has lost its leading zeros and is refused. Costs no attempt. */
export function typedCode(body: JsonObject): string {
  const otp = body.otp;
  if (otp === undefined || otp === null) throw requiredValue('otp');
  if (typeof otp !== 'string') throw invalidValue('otp', 'otp is a string.');
  if (otp === '') throw invalidData('EMPTY_VALUE', 'otp', 'otp is empty.');
  return otp;
}
