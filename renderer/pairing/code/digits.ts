/** What a person may have typed or pasted, understood as a code. */
export interface ReadCode {
  /** ASCII digits, leading zeros kept */
  readonly digits: string;
  /** there was something else than digits and what people put between them */
  readonly foreign: boolean;
}

const decimalDigit = /^\p{Nd}$/u;
/** spaces, dashes, dots and invisible direction marks */
const between = /^[\s\p{Pd}\p{Zs}\p{Cf}._]$/u;

/** Decimal digits of every script lie in runs of ten that begin with their zero (Unicode, chapter 4.6). */
const valueOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
};

/**
 * Any text -> the digits in it. Full-width, Arabic-Indic and other decimal digits count; spaces and dashes are left
 * out; anything else is left out too, and said.
 */
export const readCode = (text: string): ReadCode => {
  let digits = '';
  let foreign = false;
  for (const character of text) {
    if (decimalDigit.test(character)) digits += String(valueOf(character));
    else if (!between.test(character)) foreign = true;
  }
  return { digits, foreign };
};

/** The longest and shortest code that PingOne sends (design.md section 5, rule 7). */
export const codeLimits = { shortest: 6, longest: 10 } as const;
