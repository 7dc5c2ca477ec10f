/**
 * What Enrollment Desk costs on top of Electron itself: the same runtime starts a bare window and the app in turns, so
 * that a busy moment of the machine hits both. Then what it weighs, what a sign-in and a thousand pairings cost, and what
 * people wait for: a click, an operator's search, a list of fifty devices, a look at PingID Desktop.
 *
 *   npm run bench [-- --quick] [--pairs=N] [--pairings=N] [--write]
 *
 * `--quick`: few of everything, which is no judgement. `--write`: puts the table into docs/performance.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationFor } from '../driver/profile';
import { createSandbox } from '../sandbox';
import { measureClicks } from './clicks';
import { measureFiftyDevices } from './devices';
import { measureKiosk } from './kiosk';
import { writePage } from './page';
import { measurePairings } from './pairings';
import { measurePreflight } from './preflight';
import { rowsOf, textOf } from './report';
import { measureSignIn } from './sign-in';
import { loadedSizeOf, sizeOf, zippedSizeOf } from './sizes';
import { createApp, type StartUp } from './start-up';
import { inMilliseconds, median, tableOfSteps } from './statistics';
import type { Measurement } from './targets';

const at = (path: string): string => resolve(import.meta.dirname, '../..', path);
const options = process.argv.slice(2);
const quick = options.includes('--quick');

const numberOf = (name: string, usual: number): number => {
  const option = options.find((text) => text.startsWith(`--${name}=`));
  const count = option === undefined ? usual : Number(option.slice(name.length + 3));
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name}= takes a number from 1 on`);
  return count;
};
const pairs = numberOf('pairs', quick ? 3 : 15);
const pairings = numberOf('pairings', quick ? 50 : 1_000);

const electron = process.env.ELECTRON_EXEC_PATH;
const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH;
/** the folder of a package, and its unpacked app; not there: the build that is driven is weighed instead */
const packaged = process.env.ENROLLMENT_DESK_BENCH_PACKAGE;
const release = process.env.ENROLLMENT_DESK_BENCH_RELEASE ?? at('.');
if (electron === undefined || runtime === undefined)
  throw new Error('There is no Electron: type npm run bench.');

interface Pair {
  readonly bare: StartUp;
  readonly ours: StartUp;
}

/** Starts both in turns; first each once, uncounted, which fills the disk cache and both profiles. */
const measureStarts = async (): Promise<{ looked: StartUp; all: Pair[] }> => {
  const sandbox = await createSandbox();
  const configuration = configurationFor(sandbox.address);
  const bare = createApp({
    electron,
    folder: resolve(import.meta.dirname, 'bare'),
    configuration: null,
  });
  const ours = createApp({ electron, folder: at('.'), configuration });
  try {
    await bare.measure();
    const looked = await ours.measure(true);
    const all: Pair[] = [];
    for (let number = 1; number <= pairs; number += 1) {
      const pair = { bare: await bare.measure(), ours: await ours.measure() };
      all.push(pair);
      const bareMs = String(pair.bare.shownMs);
      const oursMs = String(pair.ours.shownMs);
      console.log(
        `pair ${String(number)} of ${String(pairs)}: bare ${bareMs} ms, ours ${oursMs} ms`,
      );
    }
    return { looked, all };
  } finally {
    bare.remove();
    ours.remove();
    await sandbox.close();
  }
};

const whole = (values: readonly number[], unit: string): string =>
  `${median(values).toFixed(0)} ${unit}`;

/** The same on both sides, pair by pair: ratios carry over between machines, milliseconds do not. */
const compared = (
  quantity: Measurement['quantity'],
  unit: string,
  all: readonly Pair[],
  ofBare: (start: StartUp) => number,
  ofOurs = ofBare,
): Measurement => ({
  quantity,
  values: all.map(({ bare, ours }) => ofOurs(ours) / ofBare(bare)),
  bare: whole(
    all.map(({ bare }) => ofBare(bare)),
    unit,
  ),
  ours: whole(
    all.map(({ ours }) => ofOurs(ours)),
    unit,
  ),
});

const { looked, all } = await measureStarts();
const measurements: Measurement[] = [
  compared('shown', 'ms', all, ({ shownMs }) => shownMs),
  compared(
    'interactive',
    'ms',
    all,
    ({ shownMs }) => shownMs,
    ({ interactiveMs }) => interactiveMs ?? Number.NaN,
  ),
  compared(
    'firstScreen',
    'ms',
    all,
    ({ shownMs }) => shownMs,
    ({ screenMs }) => screenMs ?? Number.NaN,
  ),
  compared('memory', 'MiB', all, ({ memoryMiB }) => memoryMiB),
];
if (packaged !== undefined) {
  const [bare, ours] = [sizeOf(runtime, ['default_app.asar']), sizeOf(packaged)];
  measurements.push({
    quantity: 'installed',
    values: [ours / bare],
    bare: `${(bare / 1e6).toFixed(1)} MB`,
    ours: `${(ours / 1e6).toFixed(1)} MB`,
  });
}
const weigh = (quantity: Measurement['quantity'], value: number): void =>
  void measurements.push({ quantity, values: [value] });
weigh('rendererJs', zippedSizeOf(resolve(release, 'out/renderer/assets'), looked.pageFiles));
weigh('preload', sizeOf(resolve(release, 'out/preload'), ['ceremony.cjs']) / 1000);
weigh(
  'mainJs',
  loadedSizeOf(
    resolve(release, 'out/main'),
    looked.mainFiles.filter((path) => path.startsWith(at('out/main'))),
  ),
);

const signIns: number[] = [];
for (let round = 0; round < (quick ? 1 : 5); round += 1) signIns.push(await measureSignIn());
measurements.push({ quantity: 'signIn', values: signIns });
const many = await measurePairings(pairings);
weigh('eventLoop', many.delayMs);
const [first = Number.NaN, last = Number.NaN] = [many.memory[0], many.memory.at(-1)];
measurements.push({
  quantity: 'growth',
  values: [many.growth],
  bare: `${first.toFixed(0)} MiB`,
  ours: `${last.toFixed(0)} MiB`,
});
weigh('slope', many.slope);

const rows = rowsOf(measurements);
const table = textOf(rows);
console.log(`\n${table}\n`);

const steps = tableOfSteps(await measureClicks(quick ? 2 : 5));
const { searches, wipes } = await measureKiosk(quick ? 2 : 5);
const fifty = await measureFiftyDevices(quick ? 3 : 10);
const { answered, worst } = await measurePreflight(quick ? 5 : 20, quick ? 1 : 3);
const waits = [
  `kiosk, search among 5,000, from the answer to the list: ${inMilliseconds(searches)}`,
  `kiosk, wipe with a pending device: ${inMilliseconds(wipes)}`,
  `50 devices, from the answer to a list that takes clicks: ${inMilliseconds(fifty)}`,
  `preflight, PingID Desktop answers: ${inMilliseconds(answered)}`,
  `preflight, nobody answers anything: ${inMilliseconds(worst)}`,
];
console.log(`${steps}\n\n${waits.join('\n')}\n`);

const result = { quick, pairs, pairings, measurements, rows, memory: many.memory, waits };
mkdirSync(at('.cache'), { recursive: true });
writeFileSync(at('.cache/bench.json'), `${JSON.stringify(result, null, 2)}\n`);
console.log('Written to .cache/bench.json');
if (quick) console.log('This was a quick look, and is no judgement.');
else if (options.includes('--write')) await writePage({ rows, steps, waits, pairs, pairings });

const missed = rows.filter((row) => row.missed);
for (const { name, median: value, must } of missed)
  console.log(`MISSED: ${name}: ${value}, and it must be ${must} at most`);
process.exitCode = missed.length > 0 && !quick ? 1 : 0;
