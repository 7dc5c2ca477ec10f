import { describe, expect, it } from 'vitest';
import {
  base32,
  codeAt,
  newSecretHex,
  positionsOf,
  stepAt,
  untilNextStep,
  type Algorithm,
} from '../../sandbox/devices/otp';

const BYTES = { SHA1: 20, SHA256: 32, SHA512: 64 };
/** The test secret of both RFCs: the digits over and over, as long as the digest. */
const secretHex = (algorithm: Algorithm) =>
  Buffer.from('1234567890'.repeat(7).slice(0, BYTES[algorithm])).toString('hex');

it.each([
  [0, '755224'],
  [1, '287082'],
  [2, '359152'],
  [3, '969429'],
  [4, '338314'],
  [5, '254676'],
  [6, '287922'],
  [7, '162583'],
  [8, '399871'],
  [9, '520489'],
])('RFC 4226, appendix D: counter %i is %s', (counter, code) => {
  const key = { secretHex: secretHex('SHA1'), digits: 6, algorithm: 'SHA1' } as const;
  expect(codeAt(key, counter)).toBe(code);
});

describe('RFC 6238, appendix B', () => {
  it.each([
    [59, '94287082', '46119246', '90693936'],
    [1111111109, '07081804', '68084774', '25091201'],
    [1111111111, '14050471', '67062674', '99943326'],
    [1234567890, '89005924', '91819424', '93441116'],
    [2000000000, '69279037', '90698825', '38618901'],
    [20000000000, '65353130', '77737706', '47863826'],
  ])('second %i', (seconds, ...codes) => {
    const step = stepAt(seconds * 1_000, 30);
    const found = (['SHA1', 'SHA256', 'SHA512'] as const).map((algorithm) =>
      codeAt({ secretHex: secretHex(algorithm), digits: 8, algorithm }, step),
    );
    expect(found).toEqual(codes);
  });
});

describe('time steps', () => {
  it.each([
    [0, 30, 0, 30_000],
    [29_999, 30, 0, 1],
    [30_000, 30, 1, 30_000],
    [61_500, 60, 1, 58_500],
  ])('%i ms, every %i s', (ms, period, step, left) => {
    expect(stepAt(ms, period)).toBe(step);
    expect(untilNextStep(ms, period)).toBe(left);
  });
});

describe('looking for a code', () => {
  const key = { secretHex: secretHex('SHA1'), digits: 6, algorithm: 'SHA1' } as const;

  it('takes both ends along, and nothing beyond', () => {
    expect(positionsOf(key, '338314', 4, 4)).toEqual([4]);
    expect(positionsOf(key, '338314', 0, 3)).toEqual([]);
    expect(positionsOf(key, '338314', 5, 9)).toEqual([]);
    expect(positionsOf(key, '755224', -5, 0)).toEqual([0]);
  });

  it('compares text: leading zeros and the length count', () => {
    for (const code of ['38314', '0338314', '338314 ', '']) {
      expect(positionsOf(key, code, 0, 9)).toEqual([]);
    }
  });
});

it('makes secrets of 20 bytes, and writes them in base 32', () => {
  const secrets = [newSecretHex(), newSecretHex()];
  for (const secret of secrets) expect(secret).toMatch(/^[0-9A-Fa-f]{40}$/);
  expect(secrets[0]).not.toBe(secrets[1]);
  expect(base32(secretHex('SHA1'))).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});
