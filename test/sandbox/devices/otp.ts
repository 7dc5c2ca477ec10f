import { HOTP, Secret } from 'otpauth';

export type Algorithm = 'SHA1' | 'SHA256' | 'SHA512';

/** What a code is made of, apart from the position: a counter (RFC 4226) or time step (RFC 6238). */
export interface OtpKey {
  secretHex: string;
  digits: number;
  algorithm: Algorithm;
}

export function codeAt({ secretHex, digits, algorithm }: OtpKey, position: number): string {
  const secret = Secret.fromHex(secretHex);
  return HOTP.generate({ secret, digits, algorithm, counter: position });
}

/** The time step at a moment. `period` in seconds, `ms` since the epoch. */
export function stepAt(ms: number, period: number): number {
  return Math.floor(ms / 1_000 / period);
}

/** Milliseconds until the next time step begins: never 0, at most a whole period. */
export function untilNextStep(ms: number, period: number): number {
  return (stepAt(ms, period) + 1) * period * 1_000 - ms;
}

/** Every position from `first` to `last` whose code this is; several by coincidence only. */
export function positionsOf(key: OtpKey, code: string, first: number, last: number): number[] {
  const found: number[] = [];
  for (let position = Math.max(0, first); position <= last; position += 1) {
    if (codeAt(key, position) === code) found.push(position);
  }
  return found;
}

/** As long as the digest of SHA-1, which is what RFC 4226 recommends. */
export function newSecretHex(): string {
  return new Secret({ size: 20 }).hex;
}

export function base32(secretHex: string): string {
  return Secret.fromHex(secretHex).base32;
}
