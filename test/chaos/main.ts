/**
 * Random kills: desks are killed, lose power or are cut off in the middle of what they do, and what is left is judged.
 *
 *   npm run test:chaos -- [--seed S] [--points N]
 *   npm run test:chaos -- --seed S [--points N] --point P    the P-th of them alone
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawElectronPlan, drawPlan, electronShare, flowAt, walkAt } from './draw';
import { createElectronLane } from './electron/electron-lane';
import { flowNames, type FlowName } from './flows';
import type { Verdict } from './judge';
import { createLane, type Lane, type Outcome } from './lane';
import { inWords, type Plan, type Tally } from './point';
import { buildProgram } from './world/program';
import { createWorld } from './world/world';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    points: { type: 'string', default: '50' },
    point: { type: 'string' },
  },
});
const numberOf = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`not a number: ${text}`);
  return number;
};
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : numberOf(values.seed);
const points = numberOf(values.points);
const only = values.point === undefined ? null : numberOf(values.point);
/** Whether the point of this number, 1 for the first, is to be judged. */
const isChosen = (number: number): boolean => only === null || number === only;
console.log(`chaos: seed ${String(seed)}, ${String(points)} points`);

const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-chaos-'));
const total = { duplicates: 0, unaccounted: 0, secrets: 0 };
let judged = 0;
let missed = 0;

const faultsOf = ({ duplicates, unaccounted, secrets }: Verdict): string[] => [
  ...duplicates.map((what) => `duplicate: ${what}`),
  ...unaccounted.map((what) => `unaccounted: ${what}`),
  ...secrets.map((what) => `secret: ${what}`),
];

const report = (title: string, verdict: Verdict): void => {
  total.duplicates += verdict.duplicates.length;
  total.unaccounted += verdict.unaccounted.length;
  total.secrets += verdict.secrets.length;
  console.log([title, ...faultsOf(verdict).map((fault) => `    ${fault}`)].join('\n'));
};

const lanes: Lane[] = [];
const measured = new Map<FlowName, Promise<readonly Tally[]>>();
const tallyOf = (lane: Lane, flow: FlowName): Promise<readonly Tally[]> => {
  const known =
    measured.get(flow) ??
    lane.measure(points + flowNames.indexOf(flow), flow).then(({ verdict, tallies }) => {
      if (faultsOf(verdict).length > 0) report(`${flow}, uninterrupted`, verdict);
      return tallies;
    });
  measured.set(flow, known);
  return known;
};

/** Where there is an Electron and a desktop session for it (`scripts/chaos.mjs` sees to both). */
const hasElectron =
  (process.env.ELECTRON_EXEC_PATH ?? '') !== '' &&
  (process.env.DISPLAY ?? '') !== '' &&
  (process.env.DBUS_SESSION_BUS_ADDRESS ?? '') !== '';
const inElectron = hasElectron ? electronShare(points) : 0;
const inNode = points - inElectron;
console.log(
  hasElectron
    ? `${String(inElectron)} of them in Electron, ${String(inNode)} in plain Node`
    : 'no Electron or no display here: all of them in plain Node',
);

const tell = (title: string, plan: Plan, { verdict, reached }: Outcome): void => {
  judged += 1;
  if (!reached) missed += 1;
  report(`${title}: ${inWords(plan)}${reached ? '' : ' (did not come)'}`, verdict);
};

let next = 0;
const run = async (lane: Lane): Promise<void> => {
  for (let number = next++; number < inNode; number = next++) {
    if (!isChosen(number + 1)) continue;
    const flow = flowAt(seed, number);
    const plan = drawPlan(seed, number, await tallyOf(lane, flow));
    const outcome = await lane.interrupt(number, flow, plan);
    tell(`${String(number + 1)} ${plan.harm}, ${flow}`, plan, outcome);
  }
};

const runInElectron = async (lane: Lane): Promise<void> => {
  const electron = await createElectronLane(await createWorld(inElectron + 1));
  try {
    for (let number = 0; number < inElectron; number += 1) {
      if (!isChosen(inNode + number + 1)) continue;
      const walk = walkAt(seed, number);
      const plan = drawElectronPlan(seed, number, walk, await tallyOf(lane, walk));
      const outcome = await electron.interrupt(number + 1, walk, plan);
      tell(`${String(inNode + number + 1)} kill in Electron, ${walk}`, plan, outcome);
    }
  } finally {
    await electron.close();
  }
};

try {
  const program = await buildProgram();
  for (let number = 1; number <= Math.min(2, points); number += 1)
    lanes.push(
      createLane(
        await createWorld(points + flowNames.length),
        program,
        join(folder, String(number)),
      ),
    );
  await Promise.all(lanes.map(run));
  // last and alone: windows are slow enough
  const [first] = lanes;
  if (first !== undefined && (only === null ? inElectron > 0 : only > inNode))
    await runInElectron(first);
} finally {
  await Promise.all(lanes.map((lane) => lane.close()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
if (missed > 0) console.log(`${String(missed)} moments did not come: this seed does not replay.`);
const { duplicates, unaccounted, secrets } = total;
console.log(
  `chaos: ${String(judged)} points, ${String(duplicates)} duplicates, ` +
    `${String(unaccounted)} unaccounted, ${String(secrets)} secrets`,
);
process.exitCode = duplicates + unaccounted + secrets + missed === 0 ? 0 : 1;
