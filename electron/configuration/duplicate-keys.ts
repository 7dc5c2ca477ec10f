const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

interface Level {
  readonly path: string;
  /** null in an array */
  readonly keys: Set<string> | null;
  expectsKey: boolean;
  key: string;
  index: number;
}

/**
 * Dotted paths of keys that occur twice in one object of a JSON document. `JSON.parse` quietly takes the last one,
 * which may not be the one that its author looked at.
 *
 * @param text JSON that `JSON.parse` has accepted
 */
export const duplicateKeys = (text: string): readonly string[] => {
  const duplicates = new Set<string>();
  const levels: Level[] = [];
  for (const [lexeme] of text.matchAll(token)) {
    const level = levels.at(-1);
    const here = level === undefined ? '' : join(level.path, level.keys ? level.key : level.index);
    if (lexeme === '{' || lexeme === '[') {
      const isObject = lexeme === '{';
      const keys = isObject ? new Set<string>() : null;
      levels.push({ path: here, keys, expectsKey: isObject, key: '', index: 0 });
    } else if (lexeme === '}' || lexeme === ']') levels.pop();
    else if (level === undefined) continue;
    else if (lexeme === ',') {
      level.expectsKey = level.keys !== null;
      level.index += 1;
    } else if (lexeme === ':') level.expectsKey = false;
    else if (level.expectsKey && level.keys !== null) {
      level.key = String(JSON.parse(lexeme));
      if (level.keys.has(level.key)) duplicates.add(join(level.path, level.key));
      level.keys.add(level.key);
    }
  }
  return [...duplicates];
};

const join = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${String(key)}`;
