import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../electron/log/redact';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJraW0ifQ.c2lnbmF0dXJl';
const opaque = 'v3q9Zr0a1b2c3d4e5f6g7h8i9jKLMNOPq';

describe('what is redacted', () => {
  it.each([
    ['a JWT', `sent ${jwt} on`],
    ['a JWT that was cut off', jwt.slice(0, 30)],
    ['a JWT behind an escaped line break', `"refused\\n${jwt}"`],
    ['a JWT behind a word', `token${jwt}`],
    ['a bearer token', 'Authorization: Bearer 0a1b2c3d4e5f'],
    ['a bearer token in an address', 'x?h=Bearer%200a1b2c3d4e5f'],
    ['a header of any scheme', 'authorization: Digest user="x", response="0a1b2c3d4e5f"'],
    ['cookies, all of them', 'Cookie: a=b; ST=0a1b2c3d4e5f'],
    ['a refresh token in a form', 'grant_type=refresh_token&refresh_token=0a1b2c3d4e5f'],
    ['a token as a property', '{ refreshToken: 0a1b2c3d4e5f }'],
    ['an opaque token that nothing names', `was ${opaque} before`],
    ['a code in a body', '{"otp":"0a1b2c3d4e5f"}'],
    ['a code in a body that is a string', '{"body":"{\\"otp\\":\\"0a1b2c3d4e5f\\"}"}'],
    ['a code in a body in an address', '%22otp%22%3A%220a1b2c3d4e5f%22'],
    ['a secret with spaces', '{"password":"one 0a1b2c3d4e5f two"}'],
    ['a secret with a quote', '{"password":"one \\" 0a1b2c3d4e5f"}'],
    ['a code in a callback', '/callback?code=0a1b2c3d4e5f&state=0a1b2c3d4e5f'],
    ['a code that looks like an id', 'code=0783541c-a172-8d40-0783-048392c5f0aa'],
    ['a key address', 'otpauth://totp/x?secret=0a1b2c3d4e5f'],
    ['the key of an app', 'typed NBSWY3DPEHPK3PXPNBSWY3DPEHPK3PXP'],
    ['the key of an app, as it is shown', 'typed NBSW Y3DP EHPK 3PXP'],
    ['digits of a one-time code', 'the person typed 048392'],
    ['digits at the end of a sentence', 'The code was 048392.'],
    ['digits behind a colon', 'typed:048392'],
    ['digits in halves', 'typed 048 392, or 048-392'],
    ['digits of another script', 'typed ٠٤٨٣٩٢'],
    ['a PIN', '{"pin":"4711"}'],
    ['a pairing key of digits', 'key 048392048392'],
    ['a pairing key of letters and digits', 'key A1B2C3D4E5F60483'],
    ['what is typed on a phone to sign in', 'type NBSW-GHJK there'],
    ['a serial number', 'token 23AB009, HOTP0003DRIFT and 23AB-009'],
    ['credentials of a proxy', 'PROXY http://kimlee:0a1b2c3d4e5f@proxy:3128'],
    ['a telephone number', 'to +1 512 555 0123 and (512) 555-0123 and 512.555.0123'],
    ['a name in a record', '{"given":"Kim","family":"Lee","username":"kimlee"}'],
    ['whose computer it is', 'at /home/kimlee/app.js and C:\\\\Users\\\\Kim Lee\\\\app.js'],
  ])('%s', (_what, text) => {
    expect(redact(text)).not.toMatch(
      /0a1b2c3d4e5f|048.?392|٠٤|4711|A1B2C3|NBSW|eyJ|v3q9|23AB|HOTP|555|Kim|Lee|kimlee/,
    );
  });

  it.each([
    ['kim.lee@example.org', 'k****@example.org'],
    ['jürgen@example.org', 'j****@example.org'],
    ["o'brien@example.org", 'o****@example.org'],
    ['https://host/?for=kim%40example.org', 'https://host/?for=k****@example.org'],
  ])('an address of a person, down to its first letter: %s', (address, masked) => {
    expect(redact(`to ${address}`)).toBe(`to ${masked}`);
  });

  it.each([
    '2026-03-02T09:00:00.123Z 0783541c-a172-8d40-0783-541ca1728d40 127.0.0.1:47821 in 1250 ms',
    '[2026-03-02T09:00:00.123Z] [info] pairing.command {"pairingId":"0783541c-a172-8d40-0783-541ca1728d40","command":"create"}',
    'GET /v1/environments/0783541c-a172-8d40-0783-541ca1728d40/users/0783541c-a172-8d40-0783-541ca1728d41/devices',
    'window.pageGone {"reason":"crashed","exitCode":139}',
    'session.not-deleted {"code":"keychainLocked","state":"signedIn"}',
    'at serve (file:///opt/enrollment-desk/out/main/main.js:1:123456)',
    'Chromium: 130.0.6723.137, Windows 10.0.22631, PINGID_DESKTOP_GEN2, net::ERR_CERT_AUTHORITY_INVALID',
  ])('leaves readable what support needs: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

/** What a secret stands between, where nobody has taken care. */
const around = fc.constantFrom(
  ...[' ', '\n', '\\n', '"', "'", '(', '[', '{"x":"', ':', ': ', '=', ',', ';', '/', '>', '. '],
);
const digit = fc.constantFrom(...Array.from('0123456789'));
const capital = fc.constantFrom(...Array.from('BCDFGHJKLMNPQRSTVWXZ'));
const textOf = (character: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));

const secrets = {
  jwt: fc
    .tuple(...[0, 1, 2].map(() => fc.uint8Array({ minLength: 12, maxLength: 60 })))
    .map(([head, body, signature]) =>
      [
        `eyJ${Buffer.from(head!).toString('base64url')}`,
        ...[body!, signature!].map((part) => Buffer.from(part).toString('base64url')),
      ].join('.'),
    ),
  token: fc
    .uint8Array({ minLength: 24, maxLength: 48 })
    .map((bytes) => Buffer.from(bytes).toString('hex')),
  code: textOf(digit, 6, 12),
  userCode: fc
    .tuple(textOf(capital, 4, 4), textOf(capital, 4, 4))
    .map((halves) => halves.join('-')),
  serial: fc
    .tuple(textOf(capital, 2, 6), textOf(digit, 4, 5))
    .map(([letters, digits]) => `${letters}${digits}`),
  phone: textOf(digit, 8, 13).map((digits) => `+1${digits}`),
  key: textOf(fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')), 16, 32),
};

describe('any secret, wherever it stands', () => {
  it.each(Object.entries(secrets))('%s', (_kind, secret) => {
    fc.assert(
      fc.property(around, secret, around, (before, text, after) => {
        expect(redact(`before${before}${text}${after}after`)).not.toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  it('is not brought back, and nothing more is lost, when it is redacted once more', () => {
    const any = fc.oneof(...Object.values(secrets));
    fc.assert(
      fc.property(fc.array(fc.tuple(around, any)), (pieces) => {
        const once = redact(pieces.flat().join(''));
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it.each(['a1', '1-', '1 ', '\\', '/', '-', 'eyJ', 'code', '"otp":', '+1', '@', 'A-1'])(
    'takes no longer for much of “%s”: there is nothing to go back over',
    (piece) => {
      const long = piece.repeat(Math.ceil(60_000 / piece.length));
      const startedAt = performance.now();
      redact(long);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    },
  );
});
