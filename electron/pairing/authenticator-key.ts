import type { AppKey } from '../../shared/ipc/views';
import { qrOf } from '../qr';

/** What an `otpauth://totp/` URI says (Google's Key Uri Format). */
export interface AuthenticatorKey {
  /** base32 */
  readonly secret: string;
  readonly issuer: string | null;
  readonly account: string | null;
  readonly digits: number;
  /** seconds that each code is shown */
  readonly period: number;
}

const wholeNumber = (text: string | null, fallback: number): number =>
  text !== null && /^\d{1,3}$/.test(text) ? Number(text) : fallback;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** null: not a key that an authenticator app could use. */
export const readKeyUri = (uri: string): AuthenticatorKey | null => {
  if (!URL.canParse(uri)) return null;
  const { protocol, host, pathname, searchParams } = new URL(uri);
  const secret = searchParams.get('secret')?.replace(/[\s=]/g, '').toUpperCase() ?? '';
  if (protocol !== 'otpauth:' || host.toLowerCase() !== 'totp' || !/^[A-Z2-7]{8,}$/.test(secret))
    return null;
  const label = decoded(pathname.replace(/^\//, ''));
  const colon = label.indexOf(':');
  const account = (colon < 0 ? label : label.slice(colon + 1)).trim();
  return {
    secret,
    issuer: searchParams.get('issuer') ?? (colon < 0 ? null : label.slice(0, colon)),
    account: account === '' ? null : account,
    digits: wholeNumber(searchParams.get('digits'), 6),
    period: wholeNumber(searchParams.get('period'), 30),
  };
};

/** What a window shows of a key, only while that screen is up. Throws on what `readKeyUri` does not know. */
export const appKeyOf = (uri: string): AppKey => {
  const key = readKeyUri(uri);
  if (key === null) throw new TypeError('not a key for an authenticator app');
  return { secret: key.secret, issuer: key.issuer, account: key.account, qr: qrOf(uri) };
};
