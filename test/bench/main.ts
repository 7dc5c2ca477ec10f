/**
 * What Enrollment Desk costs on top of Electron itself: the same runtime starts a bare window and
 * the app in turns, so that a busy moment of the machine hits both. Then: what a click costs beside the waiting for
 * PingOne, what an operator waits for at a kiosk, and how long a look at PingID Desktop takes.
 *
 *   npm run bench [-- --pairs=N]      default 5; differences below 10 % need 15 or more
 */
import { resolve } from 'node:path';
import { createApp, type StartUp } from './start-up';
import { measureClicks } from './clicks';
import { measureFiftyDevices } from './devices';
import { measureKiosk } from './kiosk';
import { measurePreflight } from './preflight';
import { median, tableOf, tableOfSteps, type Comparison } from './statistics';

const electron = process.env.ELECTRON_EXEC_PATH;
if (electron === undefined) throw new Error('ELECTRON_EXEC_PATH is not set; type: npm run bench');

const bare = createApp(electron, resolve(import.meta.dirname, 'bare'));
const ours = createApp(electron, resolve(import.meta.dirname, '../..'));
try {
  const pairs = await measurePairs(pairsWanted(process.argv.slice(2)));
  console.log(tableOf(startUpComparisons(pairs)));
  console.log(`\n${tableOfSteps(await measureClicks(5))}`);
  const { searches, wipes } = await measureKiosk(5);
  console.log(
    `\nkiosk, search among 5,000, from the answer to the list: ${inMilliseconds(searches)}`,
  );
  console.log(`kiosk, wipe with a pending device: ${inMilliseconds(wipes)}`);
  const listed = inMilliseconds(await measureFiftyDevices(10));
  console.log(`\n50 devices, from the answer to a list that takes clicks: ${listed}`);
  const { answered, worst } = await measurePreflight(20, 3);
  console.log(`preflight, PingID Desktop answers: ${inMilliseconds(answered)}`);
  console.log(`preflight, nobody answers anything: ${inMilliseconds(worst)}`);
} finally {
  bare.remove();
  ours.remove();
}

function inMilliseconds(times: readonly number[]): string {
  const whole = (time: number) => String(Math.round(time));
  return `median ${whole(median(times))} ms, at most ${whole(Math.max(...times))} ms (${String(times.length)} times)`;
}

interface Pair {
  readonly bare: StartUp;
  readonly ours: StartUp;
}

async function measurePairs(count: number): Promise<Pair[]> {
  // Not counted: fills the disk cache and both profiles.
  await bare.measure();
  await ours.measure();
  const pairs: Pair[] = [];
  for (let number = 1; number <= count; number += 1) {
    const pair = { bare: await bare.measure(), ours: await ours.measure() };
    pairs.push(pair);
    console.log(`pair ${String(number)} of ${String(count)}: ${inWords(pair)}`);
  }
  return pairs;
}

function startUpComparisons(pairs: readonly Pair[]): Comparison[] {
  const compare = (
    quantity: string,
    unit: string,
    value: (start: StartUp) => number,
  ): Comparison => ({
    quantity,
    unit,
    bare: pairs.map((pair) => value(pair.bare)),
    ours: pairs.map((pair) => value(pair.ours)),
  });
  return [
    compare('start to ready-to-show', 'ms', (start) => start.shownMs),
    compare('memory (PSS) at the first screen', 'MiB', (start) => start.memoryMiB),
  ];
}

function inWords(pair: Pair): string {
  return `bare ${String(pair.bare.shownMs)} ms, ours ${String(pair.ours.shownMs)} ms`;
}

function pairsWanted(options: readonly string[]): number {
  const option = options.find((text) => text.startsWith('--pairs='));
  const count = option === undefined ? 5 : Number(option.slice('--pairs='.length));
  if (!Number.isInteger(count) || count < 1) throw new Error('--pairs= takes a number from 1 on');
  return count;
}
