/** What a person may have typed or pasted, understood as a code. */
export interface ReadCode {
  /** ASCII digits, leading zeros kept */
  readonly digits: string;
  /** something was left out that may have been meant */
  readonly foreign: boolean;
  /** a sentence with more than one number that could be the code: none was taken */
  readonly several: boolean;
}

/** The longest and shortest code that PingOne sends (design.md section 5, rule 7). */
export const codeLimits = { shortest: 6, longest: 10 } as const;

const digit = /^\d$/;
/** of any script */
const decimalDigit = /^\p{Nd}$/u;
/** direction marks and other characters without a shape */
const invisible = /^\p{Cf}$/u;
/** spaces, dashes, dots: what people put between digits */
const between = /^[\s\p{Pd}\p{Zs}._]$/u;
/** digits, with at most one space or dash between two of them */
const run = /\d(?:[\s\p{Pd}\p{Zs}]?\d)*/gu;
/** Letters of scripts that put spaces between words: one that touches a digit is a slip rather than a sentence. */
const casedLetter = /\p{Lu}|\p{Ll}/u;

/** Decimal digits of every script lie in runs of ten that begin with their zero (Unicode, chapter 4.6). */
const valueOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
};

/**
 * [Note: The last match] The engine keeps the text in which a regular expression found something until another one finds
 * something (`RegExp.input`): a code would stay in memory long after its screen. So codes and keys are looked at character
 * by character, and where a whole sentence is searched, a single character is found after it.
 */
const without = (text: string, left: RegExp): string =>
  Array.from(text)
    .filter((character) => !left.test(character))
    .join('');
const only = (text: string, kept: RegExp): string =>
  Array.from(text)
    .filter((character) => kept.test(character))
    .join('');
const bare = (text: string): string => without(text, between);

const couldBeCode = (digits: string, length: number | null): boolean =>
  length === null
    ? digits.length >= codeLimits.shortest && digits.length <= codeLimits.longest
    : digits.length === length;

/** "Your code is 012 345.", "G-012345 is your code": the one number in it that is as long as a code. */
const readSentence = (text: string, length: number | null): ReadCode => {
  const candidates = Array.from(text.matchAll(run), ({ 0: found, index }) => ({
    digits: bare(found),
    touched:
      casedLetter.test(text.charAt(index - 1)) ||
      casedLetter.test(text.charAt(index + found.length)),
  })).filter(({ digits }) => couldBeCode(digits, length));
  const digits = only(text, digit);
  const [candidate] = candidates;
  if (candidate === undefined) return { digits, foreign: true, several: false };
  return candidates.length === 1
    ? { digits: candidate.digits, foreign: candidate.touched, several: false }
    : { digits: '', foreign: true, several: true };
};

/**
 * Any text -> the digits of a code in it. Full-width, Arabic-Indic and other decimal digits count; spaces and dashes
 * are left out. In a sentence the code is looked for; anything else is left out too, and said. `length`: digits of the
 * code, or null where nobody told us.
 */
export const readCode = (text: string, length: number | null = null): ReadCode => {
  const plain = Array.from(without(text, invisible), (character) =>
    decimalDigit.test(character) ? String(valueOf(character)) : character,
  ).join('');
  const digits = bare(plain);
  return only(digits, digit) === digits
    ? { digits, foreign: false, several: false }
    : readSentence(plain, length);
};
