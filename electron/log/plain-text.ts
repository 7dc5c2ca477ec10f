/** What steers a terminal or an editor, turns lines around, hides, or is no character at all. */
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu;

const written = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text that looks like what it is, wherever it is read: control and bidirectional characters are written out as `\u{..}`.
 * Lines and tabs stay.
 */
export const plainText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(steering, (character) =>
      character === '\n' || character === '\t' ? character : written(character),
    );

/** The same for what has to stay on one line: nobody begins a line of their own with it. */
export const plainLine = (text: string): string => plainText(text).replace(/[\n\t]/g, written);
