import { createHash } from 'node:crypto';
import { derivedId } from './derived-id';
import type { Algorithm } from './devices/otp';

/**
 * A hardware token of the environment. All of it is flat, so that it is the same in a seed file, in
 * the address and in a test.
 */
export interface SeedOathToken {
  /** Up to 50 letters and digits. */
  serialNumber: string;
  type: 'HOTP' | 'TOTP';
  /** Hexadecimal; made up. */
  secretHex: string;
  otpLength: 6 | 8;
  /** Seconds; TOTP only. */
  timeStep: 30 | 60;
  /** SHA1 for HOTP. */
  algorithm: Algorithm;
  /** The counter that the server expects next; 0 for TOTP. */
  counter: number;
  /** Counters or time steps that the token is ahead of the server; negative: behind. */
  drift: number;
}

/** PingOne's id of a token: the same in every run. */
export function tokenId(serialNumber: string): string {
  return derivedId(`token ${serialNumber}`);
}

const HASH = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;

function token(
  serialNumber: string,
  drift: number,
  rest: Partial<SeedOathToken> = {},
): SeedOathToken {
  const algorithm = rest.algorithm ?? 'SHA1';
  return {
    serialNumber,
    type: serialNumber.startsWith('HOTP') ? 'HOTP' : 'TOTP',
    // As long as the digest, as RFC 6238 has it, and the same in every run.
    secretHex: createHash(HASH[algorithm]).update(`sandbox ${serialNumber}`).digest('hex'),
    otpLength: 6,
    timeStep: 30,
    algorithm,
    counter: 0,
    drift,
    ...rest,
  };
}

/** The one that alex has already. */
export const BOUND_TOKEN = 'HOTP0005ALEX';

/** Each kind: in sync, within the usual window, within the window of a resync, and beyond it. */
export function defaultOathTokens(): SeedOathToken[] {
  return [
    token('HOTP0001SYNC', 0),
    token('HOTP0002NEAR', 2, { otpLength: 8, counter: 12 }),
    token('HOTP0003DRIFT', 37, { counter: 100 }),
    token('HOTP0004LOST', 240, { otpLength: 8, counter: 5 }),
    token(BOUND_TOKEN, 0, { counter: 40 }),
    token('TOTP0001SYNC', 0),
    token('TOTP0002NEAR', 1, { otpLength: 8, algorithm: 'SHA256' }),
    token('TOTP0003DRIFT', 20, { algorithm: 'SHA512' }),
    token('TOTP0004BEHIND', -30, { otpLength: 8, timeStep: 60, algorithm: 'SHA256' }),
    token('TOTP0005LOST', 230, { otpLength: 8, timeStep: 60 }),
  ];
}
