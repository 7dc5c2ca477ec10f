import type { Details } from '../../../shared/devices/catalog';
import type { DeskError, DeskErrorCode } from '../../../shared/errors';
import { sentenceFor } from '../../error-words';
import { m } from '../../messages/compiled/messages';

/** What a person can be asked for, by the name that PingOne gives it as well. */
export type DetailsField = 'email' | 'phone' | 'extension' | 'serialNumber';

const refusals = {
  email: m.describe_email_refused,
  phone: m.phone_refused,
  extension: m.phone_extension_refused,
  serialNumber: m.describe_token_refused,
} satisfies Record<DetailsField, () => string>;

const isField = (name: string | undefined): name is DetailsField =>
  name !== undefined && Object.hasOwn(refusals, name);

/** These say what is wrong with a serial number, and what to do. */
const aboutSerial: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'tokenUnknown',
  'tokenTaken',
]);

const fieldOf = (problem: DeskError): DetailsField | null => {
  if (aboutSerial.has(problem.code)) return 'serialNumber';
  return problem.code === 'refused' && isField(problem.target) ? problem.target : null;
};

/** What PingOne said about one field, in words. */
export const problemOf = (field: DetailsField, problem: DeskError | null): string | undefined => {
  if (problem === null || fieldOf(problem) !== field) return undefined;
  return aboutSerial.has(problem.code) ? sentenceFor(problem) : refusals[field]();
};

/** Whether a problem is said at one of the fields that these details are asked with. */
export const isAtField = (problem: DeskError, details: Details): boolean => {
  const field = fieldOf(problem);
  return field !== null && field in details;
};
