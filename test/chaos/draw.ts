import { createDice } from './dice';
import { screensOf, walkNames, type WalkName } from './electron/walks';
import { flowNames, type FlowName } from './flows';
import { harmsAt, kindOf, pointsOf, type Plan, type Tally } from './point';

/** The flow of the point with this number: all of them come up before one comes up again. */
export const flowAt = (seed: number, number: number): FlowName => {
  const round = Math.floor(number / flowNames.length);
  return createDice(seed + round).shuffled(flowNames)[number % flowNames.length]!;
};

/**
 * Where a flow is interrupted, and how. What is changed at PingOne is a small part of what happens, and the part that
 * matters: first a kind of crossing is drawn, then a moment of that kind.
 */
export const drawPlan = (seed: number, number: number, tallies: readonly Tally[]): Plan => {
  const dice = createDice(Math.imul(seed, 31) + number);
  const points = pointsOf(...tallies);
  const kinds = [...new Set(points.map(({ name }) => kindOf(name)))].sort();
  // as often as all others together
  const kind = kinds.includes('change') && dice.roll(2) === 0 ? 'change' : dice.pick(kinds);
  const point = dice.pick(points.filter(({ name }) => kindOf(name) === kind));
  return { ...point, harm: dice.pick(harmsAt(point.name)) };
};

/** As many points in real Electron as make sense: ten of fifty, and not more than two in a hundred of many. */
export const electronShare = (points: number): number =>
  Math.min(Math.ceil(points / 5), Math.max(10, Math.ceil(points / 50)));

export const walkAt = (seed: number, number: number): WalkName => {
  const round = Math.floor(number / walkNames.length);
  return createDice(~seed + round).shuffled(walkNames)[number % walkNames.length]!;
};

/** As `drawPlan`, for the whole program: at a change, as the same flow makes it in plain Node, or at a screen. */
export const drawElectronPlan = (
  seed: number,
  number: number,
  walk: WalkName,
  tallies: readonly Tally[],
): Plan => {
  const dice = createDice(Math.imul(~seed, 31) + number);
  // its own wires lead to the management API and to PingID Desktop
  const changes = pointsOf(...tallies).filter(({ name }) => /^(api|agent) (?!GET)/.test(name));
  const screens = screensOf(walk).map((title) => ({ name: `window: ${title}`, time: 1 }));
  const point = dice.roll(3) === 0 ? dice.pick(screens) : dice.pick(changes);
  return { ...point, harm: 'kill' };
};
