import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createPhone } from '../../../../electron/phone/phone';
import { phoneSchema } from '../../../../shared/devices/phone';
import { phoneReadingSchema } from '../../../../shared/ipc/views';

const phone = createPhone();

const understood = (international: string, change: object = {}) => ({
  kind: 'number',
  international,
  extension: null,
  doubtful: false,
  landline: false,
  ...change,
});

describe('a telephone number', () => {
  it.each([
    ['US', '512 555 0123', '+15125550123'],
    ['US', '1-512-555-0123', '+15125550123'],
    ['US', '15125550123', '+15125550123'],
    ['US', '(512) 555 0123', '+15125550123'],
    [null, '+1 (512) 555-0123', '+15125550123'],
    [null, '+1.5125550123', '+15125550123'],
    ['US', '５１２ ５５５ ０１２３', '+15125550123'],
    ['US', '٥١٢ ٥٥٥ ٠١٢٣', '+15125550123'],
  ])('typed in %s as %s is understood', async (country, text, e164) => {
    expect(await phone.read(country, text)).toEqual({
      ...understood('+1 512 555 0123'),
      phone: e164,
      country: 'US',
    });
  });

  it('loses the zero that is for calls within its country only', async () => {
    expect(await phone.read('GB', '07400 123456')).toMatchObject({
      phone: '+447400123456',
      country: 'GB',
    });
  });

  it('says in which country it is, whatever country was chosen', async () => {
    expect(await phone.read('US', '+44 7400 123456')).toMatchObject({ country: 'GB' });
    expect(await phone.read('US', '00870773111632')).not.toMatchObject({ kind: 'number' });
    expect(await phone.read(null, '+870773111632')).toMatchObject({ country: null });
  });

  it.each([
    ['+1 512 555 0123 ext. 45', '45'],
    ['+1 512 555 0123 x313', '313'],
  ])('with an extension behind it is taken apart: %s', async (text, extension) => {
    expect(await phone.read(null, text)).toMatchObject({
      ...understood('+1 512 555 0123', { extension }),
      phone: '+15125550123',
    });
  });

  it('of a line that gets no messages says so, as far as it can be told', async () => {
    expect(await phone.read('DE', '030 12345678')).toMatchObject({ landline: true });
    expect(await phone.read('DE', '0151 23456789')).toMatchObject({ landline: false });
  });

  it('that nobody is known to use is doubtful, and not refused', async () => {
    expect(await phone.read('DE', '0151 2345678')).toMatchObject({
      phone: '+491512345678',
      doubtful: true,
    });
  });

  it.each([
    ['US', '', 'empty'],
    ['US', '  ', 'empty'],
    [null, '512 555 0123', 'noCountry'],
    ['XX', '512 555 0123', 'noCountry'],
    ['US', '1-800-FLOWERS', 'letters'],
    ['US', 'call me at 512 555 0123', 'letters'],
    ['US', '#*!', 'notANumber'],
    [null, '+999123456789', 'notANumber'],
    ['US', '512555', 'tooShort'],
    ['US', '1', 'tooShort'],
    [null, '+1512555012399999', 'tooLong'],
  ])('typed in %s as %j is no number: %s', async (country, text, problem) => {
    expect(await phone.read(country, text)).toEqual({ kind: 'problem', problem });
  });

  it('is what PingOne takes whenever it is understood, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(null, 'US', 'DE', 'GB', 'ZZ'),
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^[0-9+ \-().x#]{0,30}$/),
          fc.string({ unit: 'binary' }),
        ),
        async (country, text) => {
          const reading = await phone.read(country, text);
          expect(v.is(phoneReadingSchema, reading)).toBe(true);
          const phones = reading.kind === 'number' ? [reading.phone] : [];
          expect(phones.every((e164) => v.is(phoneSchema, e164))).toBe(true);
        },
      ),
    );
  });
});

describe('countries', () => {
  it('have their calling codes, and one is suggested where it is known', async () => {
    const { countries, suggested } = await phone.countries('CH');
    expect(countries).toContainEqual({ code: 'CH', callingCode: '41' });
    expect(countries.length).toBeGreaterThan(200);
    expect(suggested).toBe('CH');
    expect((await phone.countries('ZZ')).suggested).toBeNull();
    expect((await phone.countries(null)).suggested).toBeNull();
  });
});
