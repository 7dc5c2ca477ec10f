import * as fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { appKeyOf, readKeyUri } from '../../../../electron/pairing/authenticator-key';

/** What a phone's camera makes of the SVG path: pixels, found and read by somebody else's decoder. */
const scanned = ({ size, path }: { size: number; path: string }): string => {
  const scale = 3;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, column = '', row = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let y = 0; y < scale; y += 1)
      for (let x = 0; x < scale; x += 1) {
        const pixel = ((Number(row) * scale + y) * width + Number(column) * scale + x) * 4;
        data.fill(0, pixel, pixel + 3);
      }
  return decodeQR({ width, height: width, data });
};

const secret = fc.stringMatching(/^[A-Z2-7]{16,64}$/);

describe('the key of an authenticator app', () => {
  it('is read out of its URI', () => {
    expect(
      readKeyUri(
        'otpauth://totp/Example%20Inc:kim%40example.org?secret=jbswy3dp%20ehpk3pxp&issuer=Example+Inc&digits=8&period=60&algorithm=SHA256',
      ),
    ).toEqual({
      secret: 'JBSWY3DPEHPK3PXP',
      issuer: 'Example Inc',
      account: 'kim@example.org',
      digits: 8,
      period: 60,
    });
  });

  it('has six digits and half a minute where its URI says nothing else', () => {
    expect(readKeyUri('otpauth://totp/kim?secret=JBSWY3DPEHPK3PXP')).toMatchObject({
      issuer: null,
      account: 'kim',
      digits: 6,
      period: 30,
    });
  });

  it.each([
    'https://example.org/?secret=JBSWY3DPEHPK3PXP',
    'otpauth://hotp/kim?secret=JBSWY3DPEHPK3PXP&counter=0',
    'otpauth://totp/kim',
    'otpauth://totp/kim?secret=not-base32!',
    'nonsense',
    '',
  ])('is not in %j', (uri) => {
    expect(readKeyUri(uri)).toBeNull();
    expect(() => appKeyOf(uri)).toThrow('not a key');
  });

  it('scans as the very URI that PingOne sent', () => {
    fc.assert(
      fc.property(secret, fc.webSegment(), (key, label) => {
        const uri = `otpauth://totp/Example:${label}?secret=${key}&issuer=Example`;
        expect(scanned(appKeyOf(uri).qr)).toBe(uri);
      }),
      { numRuns: 5 },
    );
  });

  it('keeps a quiet zone of four squares around its QR code', () => {
    const { size, path } = appKeyOf('otpauth://totp/kim?secret=JBSWY3DPEHPK3PXP').qr;
    const places = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(Math.min(...places)).toBe(4);
    expect(Math.max(...places)).toBe(size - 5);
  });
});
