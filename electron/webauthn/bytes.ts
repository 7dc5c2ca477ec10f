const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const base64url = /^[A-Za-z0-9_-]*={0,2}$/;

const isByte = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 255;

/** Exact, or nothing: Node skips over what it does not understand. */
const decode = (text: string): Buffer | null => {
  if (!base64.test(text) && !base64url.test(text)) return null;
  const digits = text.replace(/=+$/, '');
  if (digits.length < text.length && text.length % 4 !== 0) return null;
  const decoded = Buffer.from(digits, 'base64url');
  const canonical = digits.replaceAll('+', '-').replaceAll('/', '_');
  return decoded.toString('base64url') === canonical ? decoded : null;
};

/**
 * Bytes as they come inside the options of PingOne: numbers, signed or unsigned, base64 or base64url, with or without
 * padding. null: none of these. Source: pingone-mfa-api.md B.3, J X15.
 */
export const readBytes = (value: unknown): Buffer | null => {
  if (typeof value === 'string') return decode(value);
  return Array.isArray(value) && value.every(isByte)
    ? Buffer.from(value.map((byte) => byte & 0xff))
    : null;
};
