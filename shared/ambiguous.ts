import type { DeskError, DeskErrorCode } from './errors';

/**
 * After these nobody can tell whether a change took place at the other end: read, then decide, never repeat blindly.
 * Source: pingone-mfa-api.md A.7; design.md section 2.
 */
const ambiguousCodes: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'timedOut',
  'interrupted',
  'badResponse',
  'serverError',
  'redirected',
  'cancelled',
  // a bug of ours, before or after the request was sent
  'unexpected',
]);

export const isAmbiguous = (failure: DeskError): boolean => ambiguousCodes.has(failure.code);
