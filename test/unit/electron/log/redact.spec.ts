import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../electron/log/redact';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJraW0ifQ.c2lnbmF0dXJl';

describe('what is redacted at the sink of the log', () => {
  it.each([
    ['a JWT', `sent ${jwt} on`],
    ['a JWT that was cut off', jwt.slice(0, 30)],
    ['a bearer token', 'Authorization: Bearer 0a1b2c3d4e5f'],
    ['a refresh token in a form', 'grant_type=refresh_token&refresh_token=0a1b2c3d4e5f'],
    ['a code in a body', '{"otp":"0a1b2c3d4e5f"}'],
    ['a code in a callback', '/callback?code=0a1b2c3d4e5f&state=0a1b2c3d4e5f'],
    ['a key address', 'otpauth://totp/x?secret=0a1b2c3d4e5f'],
    ['digits of a one-time code', 'the person typed 048392'],
  ])('%s', (_what, text) => {
    const redacted = redact(text);
    expect(redacted).not.toMatch(/0a1b2c3d4e5f|048392|eyJ/);
  });

  it('an address of a person, down to its first letter', () => {
    expect(redact('to kim.lee@example.org')).toBe('to k****@example.org');
  });

  it('leaves times, ids and ports readable', () => {
    const text =
      '2026-03-02T09:00:00.123Z 0783541c-a172-8d40-0783-541ca1728d40 127.0.0.1:47821 in 1250 ms';
    expect(redact(text)).toBe(text);
  });

  it('any JWT, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redact(`${before} ${jwt} ${after}`)).not.toContain('eyJhbGciOiJSUzI1NiJ9');
      }),
    );
  });
});
