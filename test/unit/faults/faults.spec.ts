import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaints } from '../../../scripts/faults/accounts';
import { pageOf, withoutResults } from '../../../scripts/faults/page';
import { reportedIn, resultOf } from '../../../scripts/faults/results';
import { groups } from '../../../scripts/faults/rows';
import { findTests, testsIn, type FaultTest } from '../../../scripts/faults/tests';

const found = await findTests();
const tests = found.filter((test) => 'rows' in test);

it('every row of the fault table has a test, or a reason why there is none', () => {
  expect(complaints(found)).toEqual([]);
});

it('docs/faults.md tells of these tests (npm run -s faults)', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/faults.md'), 'utf8');
  expect(withoutResults(page) === withoutResults(pageOf(tests, []))).toBe(true);
});

it('the rows are numbered from 1 to 70, in order', () => {
  const rows = groups.flatMap(({ faults }) => faults.map(({ row }) => row));
  expect(rows).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
});

describe('tests are found by what stands at the beginning of their titles', () => {
  const only = (source: string): unknown =>
    testsIn('test/unit/some.spec.ts', source).map((test) =>
      'rows' in test ? [test.rows, test.title] : test.text,
    );

  it.each([
    ["it('[fault 2] ends', f)", [[[2], 'ends']]],
    ['it.each([1])("[fault 2, 13] %s ends", f)', [[[2, 13], '%s ends']]],
    ['test(`[fault 64] ${what} ends`, f)', [[[64], '${…} ends']]],
    ["it('ends', f); // it('[fault 2] ends')", []],
    ["it('[fault 2,3] ends', f)", ['[fault 2,3] ends']],
    ["it('[Fault 2] ends', f)", ['[Fault 2] ends']],
    ["it('[faults 2, 3] ends', f)", ['[faults 2, 3] ends']],
    ['it(`[fault ${row}] ends`, f)', ['[fault ${…}] ends']],
    ['it.for([1])(`[fault 2] ends`, f)', [[[2], 'ends']]],
    ["it('ends with [fault 2]', f)", []],
    ["say('[fault 2] ends')", []],
  ])('%s', (source, expected) => {
    expect(only(source)).toEqual(expected);
  });
});

describe('a row is accounted for', () => {
  const testOf = (rows: readonly number[]): FaultTest => ({
    file: 'test/unit/some.spec.ts',
    rows,
    title: 'ends',
    reported: /^$/,
  });
  const all = groups.flatMap(({ faults }) => faults);

  it('by a test, or by a reason, or by both where a part of it cannot run', () => {
    const covered = all.filter(({ cannotRun }) => cannotRun === undefined).map(({ row }) => row);
    expect(complaints([testOf(covered)])).toEqual([]);
    expect(complaints([testOf(covered.slice(1))])).toEqual([
      `row ${String(covered[0])} has neither a test nor a reason`,
    ]);
    expect(complaints([testOf(all.map(({ row }) => row))])).toEqual([]);
  });

  it('by the numbers that there are', () => {
    const covered = all.filter(({ cannotRun }) => cannotRun === undefined).map(({ row }) => row);
    expect(complaints([testOf([...covered, 71])])).toEqual([
      'there is no row 71, but a test of it',
    ]);
  });
});

describe('the result of a test', () => {
  const [test] = testsIn('test/unit/some.spec.ts', "it.each([1, 2])('[fault 2] %s (now)', f)");
  const result = (...reports: readonly [name: string, text: string][]): unknown =>
    test !== undefined && 'rows' in test
      ? resultOf(
          test,
          reports.flatMap(([name, text]) => reportedIn(name, text)),
        )
      : null;
  const vitest = (...cases: readonly [title: string, status: string][]): [string, string] => [
    'unit.json',
    JSON.stringify({
      testResults: [
        {
          name: '/somewhere/test/unit/some.spec.ts',
          assertionResults: cases.map(([title, status]) => ({ title, status })),
        },
      ],
    }),
  ];
  const playwright = (status: string): [string, string] => [
    'e2e.json',
    JSON.stringify({
      suites: [
        {
          specs: [],
          suites: [
            {
              specs: [{ title: '[fault 2] a (now)', file: 'some.spec.ts', tests: [{ status }] }],
            },
          ],
        },
      ],
    }),
  ];

  it('is not known without a report, or with one that does not name it', () => {
    expect(result()).toBe('not run');
    expect(result(vitest(['[fault 2] a now', 'passed']))).toBe('not run');
    expect(
      result(['notes.json', '{"some":"thing"}'], ['notes.txt', 'ok 1 - [fault 2] a (now)']),
    ).toBe('not run');
  });

  it('is the worst of all its cases', () => {
    expect(result(vitest(['[fault 2] a (now)', 'passed'], ['[fault 2] b (now)', 'passed']))).toBe(
      'passed',
    );
    expect(result(vitest(['[fault 2] a (now)', 'passed'], ['[fault 2] b (now)', 'skipped']))).toBe(
      'not run',
    );
    expect(result(vitest(['[fault 2] a (now)', 'failed'], ['[fault 2] b (now)', 'skipped']))).toBe(
      'failed',
    );
  });

  it.each([
    ['expected', 'passed'],
    ['unexpected', 'failed'],
    ['flaky', 'failed'],
    ['skipped', 'not run'],
  ])('is taken from Playwright: %s', (status, expected) => {
    expect(result(playwright(status))).toBe(expected);
  });

  it.each([
    ['    ok 3 - [fault 2] a (now)', 'passed'],
    ['not ok 3 - [fault 2] a (now)', 'failed'],
    ['ok 3 - [fault 2] a (now) # SKIP no keyring', 'not run'],
    ['# Subtest: [fault 2] a (now)', 'not run'],
  ])("is taken from Node's runner: %s", (line, expected) => {
    expect(result(['packaged.tap', `TAP version 13\n${line}\n`])).toBe(expected);
  });
});
