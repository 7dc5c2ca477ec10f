import { existsSync, readFileSync } from 'node:fs';
import { readJson } from '../setup/checkout.mjs';

/**
 * What a stage did. A flaky test, one that passed at the second try, is a failed one.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * Every reader below takes the runner's own report and its exit code, and never answers less than
 * one failure when the runner failed: a crash leaves a report without a failed test, or none.
 */

/** @param {number} exitCode */
export function countTool(exitCode) {
  return exitCode === 0 ? counts(1, 0, 0) : counts(0, 1, 0);
}

/** @type {Counts} */
export const notRun = counts(0, 1, 0);

/**
 * @param {string} file written by vitest's JSON reporter
 * @param {number} exitCode
 */
export function countVitest(file, exitCode) {
  if (!existsSync(file)) return notRun;
  const report = /** @type {VitestReport} */ (/** @type {unknown} */ (readJson(file)));
  // A file that could not be loaded has no tests in it.
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return honest(
    counts(report.numPassedTests, report.numFailedTests + brokenFiles, skipped),
    exitCode,
  );
}

/**
 * @param {string} file written by Playwright's JSON reporter
 * @param {number} exitCode
 */
export function countPlaywright(file, exitCode) {
  if (!existsSync(file)) return notRun;
  const { stats } = /** @type {PlaywrightReport} */ (/** @type {unknown} */ (readJson(file)));
  return honest(counts(stats.expected, stats.unexpected + stats.flaky, stats.skipped), exitCode);
}

/**
 * @param {string} file written by the TAP reporter of Node's own test runner
 * @param {number} exitCode
 */
export function countTap(file, exitCode) {
  if (!existsSync(file)) return notRun;
  const text = readFileSync(file, 'utf8');
  /** @param {string} name */
  const total = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failed = total('fail') + total('cancelled');
  return honest(counts(total('pass'), failed, total('skipped') + total('todo')), exitCode);
}

/**
 * Each thing that was found wrong counts as a failure, and each point as a test.
 *
 * @param {string} text what the random kills printed
 * @param {number} exitCode
 */
export function countChaos(text, exitCode) {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  const line = /^chaos: (\d+) points, (\d+) duplicates, (\d+) unaccounted, (\d+) secrets$/;
  const [points = 0, ...wrong] = (line.exec(last)?.slice(1) ?? []).map(Number);
  const failed = wrong.reduce((left, right) => left + right, 0);
  return honest(counts(Math.max(0, points - failed), failed, 0), exitCode);
}

/** @param {Counts[]} all */
export function sum(all) {
  return all.reduce(
    (left, right) =>
      counts(left.passed + right.passed, left.failed + right.failed, left.skipped + right.skipped),
    counts(0, 0, 0),
  );
}

/** @param {Counts} total */
export function inWords({ passed, failed, skipped }) {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/**
 * @param {Counts} found
 * @param {number} exitCode
 */
function honest(found, exitCode) {
  const nothingRan = found.passed + found.failed === 0;
  const hiddenFailure = exitCode !== 0 && found.failed === 0;
  return nothingRan || hiddenFailure ? { ...found, failed: 1 } : found;
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @returns {Counts}
 */
function counts(passed, failed, skipped) {
  return { passed, failed, skipped };
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults
 *
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */
