import type { Details } from '../../../shared/devices/catalog';
import { m } from '../../messages/compiled/messages';

/** The longest extension that PingOne is known to take, in characters (shared/devices/voice.ts). */
export const extensionLimit = 32;

/** The same details with a number that was understood, or '' while none is. */
export const withPhone = (details: Details, phone: string, extension: string): Details => {
  if ('extension' in details) return { ...details, phone, extension: bareExtension(extension) };
  return 'phone' in details ? { ...details, phone } : details;
};

/** People put spaces where they breathe: nothing dials them. */
export const bareExtension = (extension: string): string => extension.replace(/\s/g, '');

/** Why an extension cannot be used, in words; undefined when it can. */
export const extensionProblem = (typed: string): string | undefined => {
  const extension = bareExtension(typed);
  if (!/^[\d,#*]*$/.test(extension)) return m.phone_extension_strange();
  return extension.length > extensionLimit
    ? m.phone_extension_too_long({ limit: extensionLimit })
    : undefined;
};
