import { mkdirSync, rmSync } from 'node:fs';
import { inCheckout, toolScript } from '../setup/checkout.mjs';
import { npm } from '../setup/dependencies.mjs';
import { runInDesktopSession } from '../setup/desktop-session.mjs';
import { run } from '../setup/run.mjs';
import { countChaos, countPlaywright, countTap, countTool, countVitest, sum } from './counts.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * @typedef {object} StageContext
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../setup/run.mjs').Output} output
 * @property {boolean} quick
 *
 * @typedef {object} Stage
 * @property {StageName[]} after stages without which this one makes no sense
 * @property {boolean} electron whether it needs an Electron runtime and a desktop
 * @property {(context: StageContext) => Promise<Counts>} run
 *
 * @typedef {'messages' | 'lint' | 'repository' | 'typecheck' | 'unit' | 'thorough' | 'sandbox' | 'contract' | 'build' | 'e2e' | 'posture' | 'chaos' | 'packaged' | 'faults'} StageName
 */

const minute = 60_000;
const reports = inCheckout('.cache', 'test');

/** In the order in which they run. @type {Record<StageName, Stage>} */
export const stages = {
  messages: script('messages', { after: [], limitMs: 2 * minute }),
  lint: { after: ['messages'], electron: false, run: lint },
  repository: script('repository', { after: [], limitMs: 2 * minute }),
  typecheck: { after: ['messages'], electron: false, run: typecheck },
  unit: vitest('unit', ['unit', 'components'], 6 * minute),
  thorough: vitest('thorough', ['whole-desk', 'every-screen'], 5 * minute),
  sandbox: vitest('sandbox', ['sandbox'], 3 * minute),
  contract: vitest('contract', ['contract'], 3 * minute),
  build: script('build', { after: ['messages'], limitMs: 3 * minute }),
  e2e: playwright('e2e', [], 20 * minute),
  posture: playwright('posture', ['--config', 'test/posture/playwright.config.ts'], 4 * minute),
  chaos: { after: ['build'], electron: true, run: chaos },
  packaged: { after: ['messages'], electron: true, run: packaged },
  // last: it reads what all others have reported
  faults: {
    after: ['unit', 'thorough', 'sandbox', 'contract', 'e2e', 'posture', 'packaged'],
    electron: false,
    run: faults,
  },
};

/**
 * @param {StageName} name of an npm script
 * @param {{ after: StageName[], limitMs: number }} options
 * @returns {Stage}
 */
function script(name, { after, limitMs }) {
  return {
    after,
    electron: false,
    run: async ({ env, output }) => {
      const [command, args] = npm('run', '-s', name);
      return countTool(await run(command, args, { env, output, timeoutMs: limitMs }));
    },
  };
}

/**
 * The quick run lints changed files only. That is not the whole truth, since type-aware rules can
 * fail in a file that did not change, so the full run does without the cache.
 *
 * @param {StageContext} context
 */
async function lint(context) {
  if (!context.quick) return script('lint', { after: [], limitMs: 6 * minute }).run(context);
  const cached = (/** @type {string} */ name) => [
    ...['--cache', '--cache-strategy', 'content', '--cache-location'],
    inCheckout('.cache', `${name}.json`),
  ];
  return runTools(context, [
    [toolScript('eslint'), ...cached('eslint'), '--max-warnings', '0', '.'],
    [toolScript('prettier'), ...cached('prettier'), '--check', '--log-level', 'warn', '.'],
  ]);
}

/**
 * The quick run lets the compiler keep what it found out; that changes nothing but the time.
 *
 * @param {StageContext} context
 */
async function typecheck(context) {
  if (!context.quick) return script('typecheck', { after: [], limitMs: 4 * minute }).run(context);
  const projects = ['shared', 'electron', 'test', 'scripts'].map((project) => [
    ...[toolScript('typescript', 'tsc'), '-p', project, '--incremental', '--tsBuildInfoFile'],
    inCheckout('.cache', 'typescript', `${project}.json`),
  ]);
  const renderer = ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'];
  return runTools(context, [...projects, [toolScript('svelte-check'), ...renderer]]);
}

/**
 * Runs them one after the other, all of them; together they count as one.
 *
 * @param {StageContext} context
 * @param {string[][]} commands each a script with its arguments
 */
async function runTools({ env, output }, commands) {
  let worst = 0;
  for (const command of commands) {
    const code = await run(process.execPath, command, { env, output, timeoutMs: 4 * minute });
    worst = Math.max(worst, code);
  }
  return countTool(worst);
}

/**
 * The quick run gives each project a process of its own: one vitest leaves a core idle.
 *
 * @param {StageName} name
 * @param {string[]} projects
 * @param {number} limitMs
 * @returns {Stage}
 */
function vitest(name, projects, limitMs) {
  return {
    after: ['messages'],
    electron: false,
    run: async ({ env, output, quick }) => {
      const groups = quick ? projects.map((project) => [project]) : [projects];
      const counts = await Promise.all(
        groups.map(async (group) => {
          const report = freshReport(`${name}-${group.join('-')}.json`);
          const args = ['run', ...group.flatMap((project) => ['--project', project])];
          const reporters = [
            '--reporter=default',
            '--reporter=json',
            `--outputFile.json=${report}`,
          ];
          const command = [toolScript('vitest'), ...args, ...reporters];
          const options = { env, output, timeoutMs: limitMs };
          return countVitest(report, await run(process.execPath, command, options));
        }),
      );
      return sum(counts);
    },
  };
}

/**
 * @param {StageName} name
 * @param {string[]} options
 * @param {number} limitMs
 * @returns {Stage}
 */
function playwright(name, options, limitMs) {
  return {
    after: ['build'],
    electron: true,
    run: async ({ env }) => {
      const report = freshReport(`${name}.json`);
      const code = await runInDesktopSession(
        process.execPath,
        [
          ...[toolScript('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
          ...options,
        ],
        { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, timeoutMs: limitMs },
      );
      return countPlaywright(report, code);
    },
  };
}

/** @param {StageContext} context */
async function chaos({ env }) {
  let text = '';
  const output = {
    write(/** @type {string} */ piece) {
      text += piece;
      process.stdout.write(piece);
    },
  };
  const args = [toolScript('tsx'), inCheckout('test', 'chaos', 'main.ts'), '--points', '50'];
  const code = await runInDesktopSession(process.execPath, args, {
    env,
    output,
    timeoutMs: 5 * minute,
  });
  return countChaos(text, code);
}

/** @param {StageContext} context */
async function packaged({ env, output }) {
  const report = freshReport('packaged.tap');
  const options = { env, output, timeoutMs: 4 * minute };
  const packageCode = await run(process.execPath, [inCheckout('scripts', 'package.mjs')], options);
  if (packageCode !== 0) return countTool(packageCode);
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=tap', `--test-reporter-destination=${report}`],
  ].flat();
  const checks = inCheckout('test', 'packaged', 'smoke.mjs');
  return countTap(report, await run(process.execPath, ['--test', ...reporters, checks], options));
}

/** @param {StageContext} context */
async function faults({ env, output }) {
  const [command, args] = npm('run', '-s', 'faults', '--', '--check', '--ran');
  return countTool(await run(command, args, { env, output, timeoutMs: minute }));
}

/** @param {string} name */
function freshReport(name) {
  const file = `${reports}/${name}`;
  mkdirSync(reports, { recursive: true });
  // What an earlier run left must not be counted again.
  rmSync(file, { force: true });
  return file;
}
