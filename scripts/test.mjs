/**
 * `npm test`: every stage, in order; the last line is `N passed, N failed, N skipped`.
 *
 *   npm test -- --only=unit,e2e    these stages and what they need
 *   npm run test:quick             lint, types and unit tests, side by side, in under a minute
 *
 * Tools (lint, types, build) count as one each. Every stage runs even after a failed one, unless
 * it needs what that one makes; then it counts as failed.
 */
import { prepareDependencies, prepareElectron } from './setup/prepare.mjs';
import { asError, Refusal, runCommand, say, seconds } from './setup/report.mjs';
import { onEndingSignal } from './setup/run.mjs';
import { inWords, notRun, sum } from './test/counts.mjs';
import { stages } from './test/stages.mjs';

/**
 * @typedef {import('./test/stages.mjs').StageName} StageName
 * @typedef {import('./test/counts.mjs').Counts} Counts
 */

const allStages = /** @type {StageName[]} */ (Object.keys(stages));
const quickStages = /** @type {StageName[]} */ (['lint', 'typecheck', 'unit']);

/** @type {Map<StageName, Counts>} */
const results = new Map();

/** Once somebody wants the end, what has not begun is not begun any more. */
let ending = false;

await runCommand(async () => {
  const quick = process.argv.includes('--quick');
  const chosen = withWhatTheyNeed(quick ? quickStages : chosenStages(process.argv.slice(2)));
  process.env.CI ??= 'true';
  onEndingSignal(() => {
    ending = true;
  });
  try {
    const env = await prepareFor(chosen);
    if (quick) await runQuickly(chosen, env);
    else for (const name of chosen) await runStage(name, { env, quick, output: 'inherit' });
  } catch (error) {
    say(error instanceof Refusal ? `\n${error.message}` : String(asError(error).stack));
    // What was not reached has not passed.
    for (const name of chosen) if (!results.has(name)) results.set(name, notRun);
  }
  return printSummary();
});

/** @param {StageName[]} chosen */
async function prepareFor(chosen) {
  if (!chosen.some((name) => stages[name].electron)) return prepareDependencies();
  const { env } = await prepareElectron({ packages: ['keychain', 'desktopSession', 'browser'] });
  return env;
}

/**
 * The messages first, since everything reads them; the rest side by side, each printed in one
 * piece when it is done.
 *
 * @param {StageName[]} chosen
 * @param {NodeJS.ProcessEnv} env
 */
async function runQuickly(chosen, env) {
  await runStage('messages', { env, quick: true, output: 'inherit' });
  const others = chosen.filter((name) => name !== 'messages');
  await Promise.all(
    others.map(async (name) => {
      let printed = '';
      const output = { write: (/** @type {string} */ text) => void (printed += text) };
      await runStage(name, { env, quick: true, output });
      process.stdout.write(printed);
    }),
  );
}

/**
 * @param {StageName} name
 * @param {import('./test/stages.mjs').StageContext} context
 */
async function runStage(name, context) {
  const start = performance.now();
  const missing = stages[name].after.find((needed) => results.get(needed)?.failed !== 0);
  if (ending || missing !== undefined) {
    say(`\n=== ${name}: not run, ${ending ? 'stopped' : `${String(missing)} failed`}`);
    results.set(name, notRun);
    return;
  }
  say(`\n=== ${name} ...`);
  const counts = await stages[name].run(context).catch((/** @type {unknown} */ error) => {
    say(String(asError(error).stack));
    return notRun;
  });
  results.set(name, counts);
  say(`=== ${name}: ${inWords(counts)} (${seconds(performance.now() - start)})`);
}

function printSummary() {
  say('');
  for (const name of allStages) {
    const counts = results.get(name);
    if (counts !== undefined) say(`${name.padEnd(10)} ${inWords(counts)}`);
  }
  const total = sum([...results.values()]);
  process.stdout.write(`${inWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {string[]} options */
function chosenStages(options) {
  const only = options.find((option) => option.startsWith('--only='))?.slice('--only='.length);
  const names = only?.split(',') ?? allStages;
  const unknown = names.find((name) => !allStages.some((known) => known === name));
  if (unknown !== undefined) {
    throw new Refusal(`There is no stage "${unknown}". Stages: ${allStages.join(', ')}`);
  }
  return /** @type {StageName[]} */ (names);
}

/**
 * @param {StageName[]} chosen
 * @returns {StageName[]} in the order in which they run
 */
function withWhatTheyNeed(chosen) {
  /** @type {Set<StageName>} */
  const needed = new Set();
  /** @param {StageName} name */
  const add = (name) => {
    stages[name].after.forEach(add);
    needed.add(name);
  };
  chosen.forEach(add);
  return allStages.filter((name) => needed.has(name));
}
