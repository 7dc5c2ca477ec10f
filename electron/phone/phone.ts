import type * as LibPhoneNumber from 'libphonenumber-js/max';
import * as v from 'valibot';
import { phoneSchema } from '../../shared/devices/phone';
import type { CountryList, PhoneReading } from '../../shared/ipc/views';

/** Telephone numbers as people write them, understood by Google's numbering plans. */
export interface Phone {
  /** `suggested`: ISO 3166-1 alpha-2 of where somebody most likely is; ignored when it has no numbering plan */
  countries(suggested: string | null): Promise<CountryList>;
  /** What `text` means to somebody in `country`. A number that begins with `+` needs none. */
  read(country: string | null, text: string): Promise<PhoneReading>;
}

type Library = typeof LibPhoneNumber;
type Problem = Extract<PhoneReading, { kind: 'problem' }>['problem'];

const problemOf = (code: string, text: string): Problem => {
  switch (code) {
    case 'INVALID_COUNTRY':
      // a calling code that does not exist, or none where no country was chosen either
      return text.startsWith('+') ? 'notANumber' : 'noCountry';
    case 'TOO_SHORT':
      return 'tooShort';
    case 'TOO_LONG':
      return 'tooLong';
    default:
      return /\p{L}/u.test(text) ? 'letters' : 'notANumber';
  }
};

const readingOf = (number: LibPhoneNumber.PhoneNumber): PhoneReading => {
  const extension = number.ext ?? null;
  number.setExt('');
  return {
    kind: 'number',
    phone: number.number,
    international: number.formatInternational(),
    country: number.country ?? null,
    extension,
    doubtful: !number.isValid(),
    landline: number.getType() === 'FIXED_LINE',
  };
};

/** The library's numbering plans take a moment to load: it is asked for when a number is first typed. */
export const createPhone = (
  load: () => Promise<Library> = () => import('libphonenumber-js/max'),
): Phone => ({
  async countries(suggested) {
    const library = await load();
    return {
      countries: library
        .getCountries()
        .map((code) => ({ code, callingCode: library.getCountryCallingCode(code) })),
      suggested: suggested !== null && library.isSupportedCountry(suggested) ? suggested : null,
    };
  },
  async read(country, text) {
    const library = await load();
    const typed = text.trim();
    if (typed === '') return { kind: 'problem', problem: 'empty' };
    const known = country !== null && library.isSupportedCountry(country) ? country : null;
    const options: { extract: false; defaultCountry?: LibPhoneNumber.CountryCode } = {
      extract: false,
    };
    if (known !== null) options.defaultCountry = known;
    try {
      const number = library.parsePhoneNumberWithError(typed, options);
      // a few countries have numbers that are shorter than PingOne takes
      if (number.isPossible() && v.is(phoneSchema, number.number)) return readingOf(number);
      const length = library.validatePhoneNumberLength(typed, options);
      return { kind: 'problem', problem: length === 'TOO_LONG' ? 'tooLong' : 'tooShort' };
    } catch (cause) {
      if (cause instanceof library.ParseError)
        return { kind: 'problem', problem: problemOf(cause.message, typed) };
      throw cause;
    }
  },
});
