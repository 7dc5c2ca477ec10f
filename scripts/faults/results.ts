import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FaultTest } from './tests';

export type Result = 'passed' | 'failed' | 'not run';

/** One test of a report; `file` as far as the report names it. */
export interface Reported {
  readonly file: string | null;
  readonly title: string;
  readonly result: Result;
}

const vitestSchema = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      assertionResults: v.array(v.object({ title: v.string(), status: v.string() })),
    }),
  ),
});

interface Suite {
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
  readonly suites?: readonly Suite[] | undefined;
}
const suiteSchema: v.GenericSchema<unknown, Suite> = v.object({
  specs: v.array(
    v.object({
      title: v.string(),
      file: v.string(),
      tests: v.array(v.object({ status: v.string() })),
    }),
  ),
  suites: v.optional(v.array(v.lazy(() => suiteSchema))),
});
const playwrightSchema = v.object({ suites: v.array(suiteSchema) });

const fromVitest = ({ testResults }: v.InferOutput<typeof vitestSchema>): Reported[] =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({
      file: name,
      title,
      result: status === 'passed' || status === 'failed' ? status : 'not run',
    })),
  );

const fromSuite = ({ specs, suites = [] }: Suite): Reported[] => [
  ...specs.map(({ title, file, tests }): Reported => {
    const each = tests.map(({ status }) => status);
    const result = each.every((status) => status === 'expected')
      ? 'passed'
      : each.some((status) => status === 'unexpected' || status === 'flaky')
        ? 'failed'
        : 'not run';
    return { file, title, result };
  }),
  ...suites.flatMap(fromSuite),
];

/** What Node's own test runner writes: `ok 1 - title # SKIP why`, indented by depth. */
const fromTap = (text: string): Reported[] =>
  text.split('\n').flatMap((line) => {
    const [, not, title = '', directive] =
      /^\s*(not )?ok \d+ - (.*?)(?: # (SKIP|TODO)\b.*)?$/.exec(line) ?? [];
    if (title === '') return [];
    const result = directive !== undefined ? 'not run' : not === undefined ? 'passed' : 'failed';
    return [{ file: null, title: title.replaceAll(/\\([#\\])/g, '$1'), result }];
  });

const fromJson = (text: string): Reported[] => {
  const content: unknown = JSON.parse(text);
  const vitest = v.safeParse(vitestSchema, content);
  if (vitest.success) return fromVitest(vitest.output);
  const playwright = v.safeParse(playwrightSchema, content);
  return playwright.success ? playwright.output.suites.flatMap(fromSuite) : [];
};

export const reportedIn = (name: string, text: string): readonly Reported[] =>
  name.endsWith('.tap') ? fromTap(text) : name.endsWith('.json') ? fromJson(text) : [];

/** All that the last `npm test` has left; nothing where there was none. */
export const readReports = async (folder: string): Promise<readonly Reported[]> => {
  const names = await readdir(folder).catch(() => []);
  const reports = await Promise.all(
    names.map(async (name) => reportedIn(name, await readFile(join(folder, name), 'utf8'))),
  );
  return reports.flat();
};

/** The worst of all that a report has by this title: one title may stand for many runs. */
export const resultOf = (test: FaultTest, reported: readonly Reported[]): Result => {
  const results = reported
    .filter(
      ({ file, title }) =>
        // Playwright names files from its own folder on
        (file === null || file.endsWith(test.file) || test.file.endsWith(`/${file}`)) &&
        test.reported.test(title),
    )
    .map(({ result }) => result);
  if (results.includes('failed')) return 'failed';
  return results.length === 0 || results.includes('not run') ? 'not run' : 'passed';
};
