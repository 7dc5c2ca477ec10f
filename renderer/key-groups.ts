/** What would change how a key reads without being part of it: control characters, and marks of direction. */
const unshown = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * `019876543210` -> `0198`, `7654`, `3210`: groups of four are easier to type. A key is shown as PingOne wrote it,
 * whatever its length and its characters.
 */
export const groupsOf = (code: string): readonly string[] => {
  // one by one: see "[Note: The last match]"
  const characters = Array.from(code).filter((character) => !unshown.test(character));
  return Array.from({ length: Math.ceil(characters.length / 4) }, (_, index) =>
    characters.slice(4 * index, 4 * index + 4).join(''),
  );
};

/** `0 1 9 8, 7 6 5 4, 3 2 1 0`: one character after the other, with a pause after each group. */
export const spelled = (groups: readonly string[]): string =>
  groups.map((group) => Array.from(group).join(' ')).join(', ');
