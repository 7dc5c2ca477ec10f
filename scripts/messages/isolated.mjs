/**
 * Names, addresses and numbers in the middle of a sentence, kept together and in their own direction (Unicode's first
 * strong isolate). Without it `+1 512 555 0123` reads `0123 555 512 1+` in Arabic, and an Arabic name turns the
 * punctuation after it around in English. Put into the compiled messages by `isolation.mjs`.
 */
const isolate = '\u2068';
const pop = '\u2069';
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** @param {unknown} value */
export const inRightToLeft = (value) => (typeof value === 'string' ? isolate + value + pop : value);

/**
 * Only what needs it: most values stay as they are, letter for letter.
 *
 * @param {unknown} value
 */
export const inLeftToRight = (value) =>
  typeof value === 'string' && rightToLeft.test(value) ? isolate + value + pop : value;
