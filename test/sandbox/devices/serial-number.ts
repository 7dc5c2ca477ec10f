import { invalidValue, requiredValue } from '../http/problem';
import type { JsonObject } from '../json';

const SERIAL_NUMBER = /^[A-Za-z0-9]{1,50}$/;

/** `serialNumber` of a hardware token (contract C.3), whether there is one or not. Throws a Problem. */
export function serialNumberIn({ serialNumber }: JsonObject): string {
  if (serialNumber === undefined || serialNumber === null) throw requiredValue('serialNumber');
  if (typeof serialNumber !== 'string' || !SERIAL_NUMBER.test(serialNumber)) {
    throw invalidValue('serialNumber', 'The serial number is not valid.', {
      allowedPattern: SERIAL_NUMBER.source,
    });
  }
  return serialNumber;
}
