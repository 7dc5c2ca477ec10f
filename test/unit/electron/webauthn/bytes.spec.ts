import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../../electron/webauthn/bytes';
import { byteEncodings } from '../../../fakes/webauthn-options';

describe('bytes inside the options', () => {
  it.each(Object.entries(byteEncodings))('are read from %s', (_name, encode) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(readBytes(encode(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('are read from numbers of both kinds in one list', () => {
    expect(readBytes([-128, -1, 0, 127, 128, 255])).toEqual(
      Buffer.from([128, 255, 0, 127, 128, 255]),
    );
  });

  it.each([
    ['a number that is no byte', [256]],
    ['a number below', [-129]],
    ['half a number', [1.5]],
    ['a number as a text', ['1']],
    ['a hole', [1, null]],
    ['both alphabets at once', 'ab+_'],
    ['another character', 'ab c'],
    ['a line break', 'abcd\n'],
    ['padding in the middle', 'ab==cd=='],
    ['too much padding', 'ab==='],
    ['padding that does not fit', 'abc=='],
    ['a lone digit', 'abcde'],
    ['bits that nobody wrote', 'ab'],
    ['an object', { 0: 1 }],
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
  ])('are not made of %s', (_name, value) => {
    expect(readBytes(value)).toBeNull();
  });

  it('are exact, or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const read = readBytes(text);
        const same = [read?.toString('base64'), read?.toString('base64url')];
        const digits = text.replace(/=+$/, '');
        if (read !== null) expect(same.map((each) => each?.replace(/=+$/, ''))).toContain(digits);
      }),
    );
  });
});
