import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { extensionProblem, withPhone } from '../../../../../renderer/pairing/details/phone-details';
import {
  countryOptions,
  phoneProblem,
  phoneWarning,
  type PhoneNumber,
} from '../../../../../renderer/pairing/details/phone-words';
import { voiceDetailsSchema } from '../../../../../shared/devices/voice';
import { phoneReadingSchema } from '../../../../../shared/ipc/views';

const number: PhoneNumber = {
  kind: 'number',
  phone: '+15125550123',
  international: '+1 512 555 0123',
  country: 'US',
  extension: null,
  doubtful: false,
  landline: false,
};
const sms = { landline: () => 'no text messages', takesExtension: false };
const voice = { landline: null, takesExtension: true };

describe('the words about telephone numbers', () => {
  it('tell all problems apart', () => {
    const { options } = phoneReadingSchema.options[1].entries.problem;
    const said = options.map(phoneProblem);
    expect(new Set(said).size).toBe(options.length);
  });

  it('warn gently, and only where it matters', () => {
    expect(phoneWarning(number, sms)).toBeUndefined();
    expect(phoneWarning({ ...number, landline: true }, sms)).toBe('no text messages');
    expect(phoneWarning({ ...number, landline: true }, voice)).toBeUndefined();
    expect(phoneWarning({ ...number, doubtful: true }, voice)).toMatch(/not known to be in use/);
    expect(phoneWarning({ ...number, extension: '45' }, sms)).toMatch(/left out/);
    expect(phoneWarning({ ...number, extension: '45' }, voice)).toBeUndefined();
  });

  it('name countries in the language of the window, in its order', () => {
    const list = {
      countries: [
        { code: 'US', callingCode: '1' },
        { code: 'AT', callingCode: '43' },
        { code: 'XQ', callingCode: '999' },
      ],
      suggested: null,
    };
    expect(countryOptions(list, 'en')).toEqual([
      { value: 'AT', label: 'Austria (+43)' },
      { value: 'US', label: 'United States (+1)' },
      { value: 'XQ', label: 'XQ (+999)' },
    ]);
    expect(countryOptions(list, 'de').map(({ label }) => label)).toEqual([
      'Österreich (+43)',
      'Vereinigte Staaten (+1)',
      'XQ (+999)',
    ]);
  });
});

describe('an extension', () => {
  it('is refused exactly where the call could not dial it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[\d,#* ]{0,40}$/), fc.string()), (typed) => {
        const details = withPhone(
          { type: 'VOICE', phone: '', extension: '' },
          '+15125550123',
          typed,
        );
        expect(v.is(voiceDetailsSchema, details)).toBe(extensionProblem(typed) === undefined);
      }),
    );
  });

  it('belongs to calls only', () => {
    expect(withPhone({ type: 'SMS', phone: '' }, '+15125550123', '45')).toEqual({
      type: 'SMS',
      phone: '+15125550123',
    });
    expect(withPhone({ type: 'TOTP' }, '+15125550123', '45')).toEqual({ type: 'TOTP' });
  });
});
