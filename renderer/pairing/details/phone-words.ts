import type { CountryList, PhoneReading } from '../../../shared/ipc/views';
import { m } from '../../messages/compiled/messages';

type Problem = Extract<PhoneReading, { kind: 'problem' }>['problem'];
export type PhoneNumber = Extract<PhoneReading, { kind: 'number' }>;

const problems = {
  empty: m.phone_empty,
  noCountry: m.phone_no_country,
  letters: m.phone_letters,
  notANumber: m.phone_not_a_number,
  tooShort: m.phone_too_short,
  tooLong: m.phone_too_long,
} satisfies Record<Problem, () => string>;

export const phoneProblem = (problem: Problem): string => problems[problem]();

/** What makes a number worth a second look; undefined where nothing does. One thing at a time, the gravest first. */
export const phoneWarning = (
  { doubtful, landline, extension }: PhoneNumber,
  kind: { readonly landline: (() => string) | null; readonly takesExtension: boolean },
): string | undefined => {
  if (doubtful) return m.phone_doubtful();
  if (landline && kind.landline !== null) return kind.landline();
  return extension !== null && !kind.takesExtension ? m.phone_extension_unused() : undefined;
};

export interface CountryOption {
  readonly value: string;
  readonly label: string;
}

/** Countries by their names in a language, in its order, each with its calling code. */
export const countryOptions = (
  { countries }: CountryList,
  locale: string,
): readonly CountryOption[] => {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  return countries
    .map(({ code, callingCode }) => ({ code, callingCode, name: names.of(code) ?? code }))
    .sort((one, other) => compare(one.name, other.name))
    .map(({ code, callingCode, name }) => ({
      value: code,
      label: m.phone_country_option({ name, callingCode }),
    }));
};
