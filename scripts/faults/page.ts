import { resultOf, type Reported, type Result } from './results';
import { groups, type Fault } from './rows';
import type { FaultTest } from './tests';

const intro = `<!-- Written by \`npm run -s faults\`; do not edit. -->

# What can go wrong

Each row is covered by a test that fails when the handling is taken away: in the cheapest layer where it does, and beside
it stands how it was seen to fail. The tests are found by the numbers at the beginning of their titles. The results are
those of the last \`npm test\` before this page was written; \`npm test\` itself fails where one of these tests failed or did
not run, where a row has neither a test nor a reason, and where this page is stale.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Titles hold whatever a person wrote: as code, so that nothing in them is markup. */
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

const titled = ({ file, title }: FaultTest): string =>
  `[${file.split('/').at(-1) ?? file}](../${file}): ${code(title)}`;

const worst = (results: readonly Result[]): Result =>
  results.includes('failed') ? 'failed' : results.includes('not run') ? 'not run' : 'passed';

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** What the page says of one row's results; the only part of it that is no matter of the sources. */
const rowOf = (
  { row, fault, expected, cannotRun }: Fault,
  tests: readonly FaultTest[],
  result: (test: FaultTest) => Result,
): string => {
  const own = tests.filter(({ rows }) => rows.includes(row));
  const outcome =
    own.length > 0 ? worst(own.map(result)) : cannotRun === undefined ? 'no test' : 'see below';
  return line([String(row), fault, expected, own.map(titled).join('<br>'), outcome]);
};

const cannotRunList = (): string => {
  const items = groups
    .flatMap(({ faults }) => faults)
    .flatMap(({ row, fault, cannotRun }) =>
      cannotRun === undefined ? [] : [`- **${String(row)}, ${fault}:** ${cannotRun}`],
    );
  return items.length === 0
    ? 'Every row runs on a Linux machine without a person.'
    : `On a Linux machine without a person:\n\n${items.join('\n')}`;
};

/** docs/faults.md. Its lines are as long as they have to be: tables this wide are no easier to read in columns. */
export const pageOf = (tests: readonly FaultTest[], reported: readonly Reported[]): string => {
  const result = (test: FaultTest): Result => resultOf(test, reported);
  const tables = groups.map(({ title, faults }) =>
    [
      `## ${title}\n`,
      '<!-- prettier-ignore-start -->\n',
      line(['Row', 'Fault', 'Expected', 'Tests', 'Result']),
      line(['--:', '---', '---', '---', '---']),
      ...faults.map((fault) => rowOf(fault, tests, result)),
      '\n<!-- prettier-ignore-end -->',
    ].join('\n'),
  );
  return `${[intro.trim(), ...tables, '## What cannot run', cannotRunList()].join('\n\n')}\n`;
};

/** The page without its last column: results change with every run, and make no page stale. */
export const withoutResults = (page: string): string =>
  page.replaceAll(/ (?:passed|failed|not run|no test|see below) \|$/gm, ' |');
