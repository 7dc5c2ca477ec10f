import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode } from '../../../../../renderer/pairing/code/digits';

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: 12 });
const between = fc.stringMatching(/^[ \u00a0\u2009\t\n\-\u2010-\u2014._]{0,3}$/);
const zeros = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1d7ce];
const clean = { foreign: false, several: false };

const code = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 10 });
/** as messages write codes: in groups, with one space or dash between two of them */
const grouped = fc
  .tuple(code, fc.array(fc.constantFrom('', ' ', '-', '\u2011', '\u00a0'), { minLength: 9 }))
  .map(([values, gaps]) => ({
    digits: values.join(''),
    text: values
      .map((value, index) => String(value) + (gaps[index] ?? ''))
      .join('')
      .trim(),
  }))
  .map(({ digits: found, text }) => ({ digits: found, text: text.replace(/\P{Nd}+$/u, '') }));
const sentence = fc.constantFrom(
  ['Your code is ', '.'],
  ['', ' is your verification code'],
  ['G-', ' is your code. It expires in 10 minutes.'],
  ['Code: ', ', do not tell anybody (2FA)'],
  ['Votre code : ', ' — valable 5 minutes'],
  ['您的验证码是', ',请勿告诉他人'],
  ['رمزك هو ', '.'],
);

describe('reading a code', () => {
  it('finds the digits between spaces and dashes, leading zeros included', () => {
    fc.assert(
      fc.property(digits, fc.array(between, { minLength: 12, maxLength: 12 }), (values, gaps) => {
        const text = values.map((value, index) => String(value) + (gaps[index] ?? '')).join('');
        expect(readCode(text)).toEqual({ digits: values.join(''), ...clean });
      }),
    );
  });

  it('understands digits of any script', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...zeros), (values, zero) => {
        const text = values.map((value) => String.fromCodePoint(zero + value)).join('');
        expect(readCode(text)).toEqual({ digits: values.join(''), ...clean });
      }),
    );
  });

  it('finds the one code in a sentence', () => {
    fc.assert(
      fc.property(grouped, sentence, (given, [ahead, behind]) => {
        expect(readCode(`${ahead}${given.text}${behind}`)).toEqual({
          digits: given.digits,
          ...clean,
        });
      }),
    );
  });

  it('finds it in a sentence of another script as well', () => {
    expect(readCode('رمزك هو ٠١٢٣٤٥.')).toEqual({ digits: '012345', ...clean });
    expect(readCode('認証コード:012345')).toEqual({ digits: '012345', ...clean });
  });

  it('does not guess between two numbers that could both be it', () => {
    fc.assert(
      fc.property(grouped, grouped, (one, other) => {
        expect(readCode(`Use ${one.text}, or ${other.text} instead`)).toEqual({
          digits: '',
          foreign: true,
          several: true,
        });
      }),
    );
  });

  it('goes by the length where it is known', () => {
    const text = 'Sent on 2026-11-21: 012345 is your code';
    expect(readCode(text).several).toBe(true);
    expect(readCode(text, 6)).toEqual({ digits: '012345', ...clean });
    expect(readCode(text, 7)).toMatchObject({ foreign: true, several: false });
  });

  it.each(['012345x', 'x012345', 'O12345', '01234l5'])(
    'says that something was left out of %j',
    (slip) => {
      expect(readCode(slip)).toEqual({
        digits: slip.replace(/\D/g, ''),
        foreign: true,
        several: false,
      });
    },
  );

  it('flags everything else, and only that', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-ZäöüΩ!?@]{1,5}$/),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
        (letters, values) => {
          expect(readCode(`${letters} ${values.join('')}`)).toEqual({
            digits: values.join(''),
            foreign: true,
            several: false,
          });
        },
      ),
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
