import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode } from '../../../../../renderer/pairing/code/digits';

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: 12 });
const between = fc.stringMatching(/^[ \u00a0\u2009\t\n\-\u2010-\u2014._]{0,3}$/);
const zeros = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1d7ce];

describe('reading a code', () => {
  it('finds the digits between spaces and dashes, leading zeros included', () => {
    fc.assert(
      fc.property(digits, fc.array(between, { minLength: 12, maxLength: 12 }), (values, gaps) => {
        const text = values.map((value, index) => String(value) + (gaps[index] ?? '')).join('');
        expect(readCode(text)).toEqual({ digits: values.join(''), foreign: false });
      }),
    );
  });

  it('understands digits of any script', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...zeros), (values, zero) => {
        const text = values.map((value) => String.fromCodePoint(zero + value)).join('');
        expect(readCode(text)).toEqual({ digits: values.join(''), foreign: false });
      }),
    );
  });

  it('flags everything else, and only that', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-ZäöüΩ!?@]{1,5}$/), digits, (letters, values) => {
        expect(readCode(`${letters} ${values.join('')}`)).toEqual({
          digits: values.join(''),
          foreign: true,
        });
      }),
    );
  });

  it('never answers anything but ASCII digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(readCode(text).digits).toMatch(/^[0-9]*$/);
      }),
    );
  });
});
