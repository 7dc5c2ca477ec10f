import { invalidValue, requiredValue } from '../http/problem';
import type { JsonObject } from '../json';

/** The text at `key` of a request. Throws a Problem where there is none. */
export function requiredText(body: JsonObject, key: string): string {
  const value = body[key];
  if (value === undefined || value === null || value === '') throw requiredValue(key);
  if (typeof value !== 'string') throw invalidValue(key, `${key} is a string.`);
  return value;
}
