/**
 * The bidi pseudo-locale `ar-XB`: English that is written from right to left and is longer where there is little of it.
 * It shows in a minute what a translator finds in a month: words that are no messages, layouts that know only one
 * direction, room that is just enough for English. Made from the base locale, never by hand.
 */
export const pseudoLocale = 'ar-XB';

/** right-to-left mark and override, and the end of the override */
const rlm = '\u200f';
const rlo = '\u202e';
const pdf = '\u202c';
/** first strong isolate, and the end of it */
const fsi = '\u2068';
const pdi = '\u2069';
/** Short texts grow most from language to language. */
const short = 60;

/** Placeholders and escaped characters stay as they are. */
const fixed = /(\{[^}]*\}|\\.)/u;
/** So do addresses, names of variables, numbers to dial and the like, which a translator keeps in their direction. */
const technical = /[@_/+#*]|[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

/** @param {string} locale */
const pluralCategoriesOf = (locale) =>
  new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();

/**
 * @typedef {string | { declarations?: string[], selectors?: string[], match: Record<string, string> }[]} Message
 */

/**
 * @param {Record<string, Message>} messages of the base locale
 * @returns {Record<string, Message>}
 */
export function pseudoMessagesOf(messages) {
  /** @type {Record<string, Message>} */
  const all = {};
  for (const [key, message] of Object.entries(messages))
    all[key] = key === '$schema' ? message : pseudoMessageOf(message);
  return all;
}

/**
 * @param {Message} message
 * @returns {Message}
 */
function pseudoMessageOf(message) {
  if (typeof message === 'string') return pseudoTextOf(message);
  return message.map((variants) => ({ ...variants, match: pseudoMatchOf(variants.match) }));
}

/**
 * Arabic has six plural forms where English has two: what English says of many is said in all that it does not know.
 *
 * @param {Record<string, string>} match
 */
function pseudoMatchOf(match) {
  /** @type {Record<string, string>} */
  const all = {};
  for (const [condition, text] of Object.entries(match)) {
    for (const form of formsOf(condition))
      if (form === condition || !(form in match)) all[form] = pseudoTextOf(text);
  }
  return all;
}

/** @param {string} condition */
function formsOf(condition) {
  const [selector, category] = condition.split('=');
  return selector !== undefined && category === 'other'
    ? pluralCategoriesOf(pseudoLocale).map((form) => `${selector}=${form}`)
    : [condition];
}

/** @param {string} text */
export function pseudoTextOf(text) {
  const longer = text.length < short;
  return text
    .split(fixed)
    .map((part) => (fixed.test(part) ? part : pseudoWordsOf(part, longer)))
    .join('');
}

/**
 * @param {string} part
 * @param {boolean} longer
 */
function pseudoWordsOf(part, longer) {
  return part
    .split(/(\s+)/u)
    .map((token) =>
      technical.test(token)
        ? fsi + token + pdi
        : token.replace(
            /\p{L}[\p{L}\p{M}’'-]*/gu,
            (word) => rlm + rlo + (longer ? word.replace(/[aeiouy]/giu, '$&$&') : word) + pdf + rlm,
          ),
    )
    .join('');
}
