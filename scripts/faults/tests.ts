import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/** A test that covers rows of the table, by the tag at the beginning of its title. */
export interface FaultTest {
  /** from the checkout's root on, with slashes */
  readonly file: string;
  readonly rows: readonly number[];
  /** as it is written, without the tag */
  readonly title: string;
  /** what its title is in a report, with the tag */
  readonly reported: RegExp;
}

/** A title that begins with what looks like a tag and is none. */
export interface StrayTag {
  readonly file: string;
  readonly text: string;
}

const tag = /^\[fault (\d+(?:, \d+)*)\] (?=\S)/;
const likeTag = /^\s*\[?\s*faults?\s*[\d$\]]/i;
const anyTag = /faults?\s*[\d$\]]/i;

/** What a runner puts something else in the place of: `%s`, `$name`, `${...}`. */
const placeholder = /%[sdifjoO#$]|\$[A-Za-z_][\w.]*|\$\{[^}]*\}/;

const patternOf = (title: string): RegExp => {
  const parts = title
    .split(placeholder)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
};

/** The text of a string or template; null for every other node. */
const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map((span) => `\${…}${span.literal.text}`)].join(
    '',
  );
};

/** `it`, `test` and `describe`, with whatever is called or chosen on them. */
const isRunner = (node: ts.Expression): boolean => {
  if (ts.isIdentifier(node)) return /^(it|test|describe)$/.test(node.text);
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node))
    return isRunner(node.expression);
  return ts.isTaggedTemplateExpression(node) && isRunner(node.tag);
};

/** The title that a call gives to a test; null where it is none. */
const titleOf = (node: ts.Node): string | null => {
  if (!ts.isCallExpression(node) || !isRunner(node.expression)) return null;
  const [title] = node.arguments;
  return title === undefined ? null : textOf(title);
};

/** The tests of one file, as they stand there. */
export const testsIn = (file: string, source: string): readonly (FaultTest | StrayTag)[] => {
  const found: (FaultTest | StrayTag)[] = [];
  const look = (node: ts.Node): void => {
    const text = titleOf(node);
    if (text !== null && likeTag.test(text)) {
      const match = tag.exec(text);
      found.push(
        match === null
          ? { file, text }
          : {
              file,
              rows: (match[1] ?? '').split(', ').map(Number),
              title: text.slice(match[0].length),
              reported: patternOf(text),
            },
      );
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return found;
};

const isTest = (name: string): boolean => name.endsWith('.spec.ts') || name.endsWith('.mjs');

const root = join(import.meta.dirname, '..', '..');

/** Every tagged test below `test/`, file by file in the order of their names. */
export const findTests = async (): Promise<readonly (FaultTest | StrayTag)[]> => {
  const entries = await readdir(join(root, 'test'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && isTest(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const found = await Promise.all(
    files.map(async (path) => {
      const source = await readFile(path, 'utf8');
      const file = path.slice(root.length + 1).replaceAll('\\', '/');
      return anyTag.test(source) ? testsIn(file, source) : [];
    }),
  );
  return found.flat();
};
