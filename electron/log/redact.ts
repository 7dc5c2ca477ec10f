type Replacement = string | ((found: string, ...groups: string[]) => string);
type Pattern = readonly [RegExp, Replacement];

/** Names that a secret, or a word about a person, goes by: as parameter, header, JSON key or property. */
const keys = [
  // whatever ends in one of these
  '(?:token|secret|password|passwd|passcode|otp|(?<!exit|status|error|exit_|status_|error_)code|verifier|challenge|nonce',
  'assertion|attestation|authorization|cookie|pairing[_-]?key|secret[_-]?key|api[_-]?key|key[_-]?uri|token[_-]?hint|login[_-]?hint|user[_-]?name|nick[_-]?name',
  'serial(?:[_-]?number)?|(?<![a-z])(?:state|pin|e?mail|phone(?:[_-]?number)?|given|family|formatted|session[_-]?id))',
].join('|');
/** Between a name and its value: quoted or not, in JSON that is itself in a string, and as addresses write it. */
const between = '(?:\\\\{0,8}["\']|%22)?\\s{0,8}(?:[=:]|%3[ad])\\s{0,8}';
/** Up to the quote that it began with, or up to what ends a word. */
const value = '(?:(\\\\{0,8}["\'])(?:(?!(?<!\\\\)\\3).)*(?:\\3)?|\\[redacted\\]|[^\\s"\'&,;}\\]]+)';

/** What our own codes and states look like: words without a digit. No secret is made of those. */
const plainWords = /^[a-z]+(?:[A-Z][a-z]+)*$/;
const isOurs = (key: string, found: string): boolean =>
  /^(?:code|state)$/i.test(key) && plainWords.test(found.replaceAll(/[\\"']/g, ''));

/** Secrets that say what they are. */
const named: readonly Pattern[] = [
  // JWTs, whole or cut off, and whatever stands before them: base64url parts of which the first begins like a JSON object
  [/(?:eyJ|eyA|ewo)[\w-]+(?:\.[\w-]*){0,4}/g, '[jwt]'],
  [/\b(bearer|basic|dpop)(?:\s|%20|\+)+[\w.~+/=-]+/gi, '$1 [token]'],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization):[^\n]+/gi, '$1: [redacted]'],
  [/\botpauth:[^\s"']*/gi, '[key uri]'],
  // whoever may use a proxy
  [/\/\/[^/\s@"']+@/g, '//[credentials]@'],
  [
    // eslint-disable-next-line security/detect-non-literal-regexp -- made of texts of this file
    new RegExp(`(${keys})(${between})${value}`, 'gi'),
    (found, key = '', separator = '', quote = '') =>
      isOurs(key, found.slice(key.length + separator.length))
        ? found
        : `${key}${separator}${quote}[redacted]${quote}`,
  ],
  [/([^\s"<>(),;:@\\/=?&[\]])[^\s"<>(),;:@\\/=?&[\]]{0,64}(?:@|%40)(?=[\p{L}\p{N}])/giu, '$1****@'],
  // where somebody's own files are says who they are; PingOne's `/users/` is followed by an id
  [/([\\/]{1,4}(?:home|Users)[\\/]{1,4})[^\\/\n"':]+/g, '$1~'],
];

/** Never a secret, whatever it looks like: ids, times, versions, addresses of computers, places in our code. */
const kept =
  /((?<![\p{L}\p{N}])(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|(?!\d{3}\.\d{3}\.\d{4})\d{1,5}(?:\.\d{1,5}){2,3})(?![\p{L}\p{N}])|\.[cm]?[jt]s:\d+:\d+)/giu;

/** Not part of something longer; the letter of an escaped line break is part of nothing. */
const alone = (pattern: string): RegExp =>
  // eslint-disable-next-line security/detect-non-literal-regexp -- made of texts of this file
  new RegExp(`(?<=^|[^\\p{L}\\p{N}_]|\\\\[nrt])${pattern}(?![\\p{L}\\p{N}_])`, 'gu');

/** Secrets that are only known by their looks. */
const shaped: readonly Pattern[] = [
  [/(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g, '[jwt]'],
  // opaque tokens: long, and both letters and digits
  [/(?<![\w~-])(?=[\w~-]*\d)(?=[\w~-]*[A-Za-z])[\w~-]{20,}/g, '[token]'],
  // keys of authenticator apps, in one piece and in groups of four
  [alone('[A-Z2-7]{16,}'), '[key]'],
  [alone('(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{1,4}'), '[key]'],
  // what is typed on a phone to sign in
  [alone('[A-Z\\d]{4}(?:-[A-Z\\d]{4}){1,3}'), '[code]'],
  // serial numbers, and pairing keys with letters: capitals and at least three digits
  [
    alone(
      '(?=[A-Z\\d-]{6})(?=(?:[A-Z-]{0,40}\\d){3})(?=[\\d-]{0,40}[A-Z])[A-Z\\d]{1,64}(?:-[A-Z\\d]{1,64}){0,5}',
    ),
    '[id]',
  ],
  // telephone numbers as people write them
  [/\+\p{Nd}[\p{Nd}\s()./-]{5,}\p{Nd}/gu, '[phone]'],
  [alone('\\(?\\d{2,5}\\)?(?:[ ./-]+\\d{2,5}){2,}'), '[phone]'],
  // one-time codes and pairing keys of digits, in one piece and in halves; times and ports are shorter
  [alone('\\p{Nd}{3,4}[ -]\\p{Nd}{3,4}'), '[digits]'],
  [alone('\\p{Nd}{6,}'), '[digits]'],
];

const apply = (patterns: readonly Pattern[], text: string): string =>
  patterns.reduce(
    // the compiler does not find the overload for either kind at once
    (redacted, [pattern, replacement]) =>
      typeof replacement === 'string'
        ? redacted.replace(pattern, replacement)
        : redacted.replace(pattern, replacement),
    text,
  );

/**
 * The last line of defence: at the sink of the log, and again before anything leaves for somebody else. Whatever looks
 * like a secret, or like a word about a person, is not written, whoever wrote it. Callers are expected never to pass one.
 */
export const redact = (text: string): string =>
  apply(named, text)
    .split(kept)
    // what was captured stands at every second place
    .map((part, index) => (index % 2 === 1 ? part : apply(shaped, part)))
    .join('');
