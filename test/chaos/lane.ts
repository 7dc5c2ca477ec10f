import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { losePower } from './desk/platter';
import { flows, type FlowName } from './flows';
import { both, judge, judgeEnd, noFault, type Truth, type Verdict } from './judge';
import { answerLost, type Ask, type Job, type Told } from './messages';
import type { Plan, Tally } from './point';
import { startDeskProcess, type DeskProcess, type Ended } from './world/desk-process';
import type { Round, World } from './world/world';

/** What came of a point. */
export interface Outcome {
  readonly verdict: Verdict;
  /** whether the planned moment came at all */
  readonly reached: boolean;
}

/** One desk after another, at a PingOne of their own. */
export interface Lane {
  /** Walks a flow to its end, and counts the moments that it passes. */
  measure(
    number: number,
    flow: FlowName,
  ): Promise<Outcome & { readonly tallies: readonly Tally[] }>;
  interrupt(number: number, flow: FlowName, plan: Plan): Promise<Outcome>;
  close(): Promise<void>;
}

/** A restart needs one renewal, and one more where the first was cut off from its answer. */
const mostRenewals = 2;

export const createLane = (world: World, program: string, folder: string): Lane => {
  const temp = join(folder, 'temp');
  mkdirSync(temp, { recursive: true });
  let spare = startDeskProcess(program, temp);
  let current: DeskProcess | null = null;
  const process = (): DeskProcess => {
    if (current?.isAlive() !== true) {
      current = spare;
      // loading takes longer than most jobs: the next one gets ready meanwhile
      spare = startDeskProcess(program, temp);
    }
    return current;
  };

  const truthOf = async (round: Round): Promise<Truth> => ({
    devices: world.sandbox.devices(round.cast.person.id),
    livingKeys: await round.livingKeys(),
  });

  const jobFor = (
    round: Round,
    place: string,
    flow: FlowName,
    does: Job['does'],
    plan: Plan | null,
  ): Job => ({
    does,
    flow,
    cast: round.cast,
    folder: place,
    address: { ...world.sandbox.address, users: [], oathTokens: [] },
    wires: world.wires,
    agentPort: world.agentPort,
    offset: world.offset(),
    plan,
  });

  const broken = (ended: Ended): Verdict => {
    if (ended.kind === 'finished') return noFault;
    const why = ended.kind === 'broke' ? ended.why : 'it ended unasked';
    const printed = readFileSync(join(temp, 'output.txt'), 'utf8').slice(-2_000);
    return { ...noFault, unaccounted: [`the desk broke: ${why} ${printed}`] };
  };

  /** Somebody comes back to what is left: looks first, and then goes on. */
  const comeBack = async (
    round: Round,
    place: string,
    flow: FlowName,
    before: Told | null,
  ): Promise<Verdict> => {
    const { wants } = flows[flow];
    let verdict = noFault;
    round.renewals();
    round.meter(null, () => undefined);
    // whoever was told before does not have to be told once more
    const knows = (told: Told): Told => ({
      ...told,
      screens: [
        ...(before?.screens.filter((screen) => screen === answerLost) ?? []),
        ...told.screens,
      ],
    });
    const looks = async (told: Told): Promise<void> => {
      verdict = both(verdict, judge(wants, knows(told), await truthOf(round)));
      const renewals = round.renewals();
      if (renewals > mostRenewals)
        verdict = both(verdict, { ...noFault, unaccounted: [`${String(renewals)} renewals`] });
    };
    const answer = (ask: Ask): Promise<unknown> =>
      ask.kind === 'settled' ? looks(ask.told) : round.answer(ask);
    const ended = await process().work(jobFor(round, place, flow, 'comeBack', null), answer);
    if (ended.kind !== 'finished') return both(verdict, broken(ended));
    const truth = await truthOf(round);
    return both(both(verdict, judge(wants, knows(ended.told), truth)), judgeEnd(wants, truth));
  };

  const walk = async (
    number: number,
    flow: FlowName,
    plan: Plan | null,
  ): Promise<Outcome & { readonly tallies: readonly Tally[] }> => {
    const round = world.begin(number);
    const place = join(folder, `point-${String(number)}`);
    mkdirSync(place, { recursive: true });
    const walking = process();
    const meter = round.meter(plan, () => void walking.kill());
    const answer = (ask: Ask): Promise<unknown> =>
      ask.kind === 'settled' ? Promise.resolve() : round.answer(ask);
    const ended = await walking.work(jobFor(round, place, flow, 'walk', plan), answer);
    const tallies = [meter.tally(), ...(ended.kind === 'finished' ? [ended.tally] : [])];

    let verdict = noFault;
    const killed = ended.kind === 'killed' && plan !== null && plan.harm !== 'cut';
    const reached = killed || (plan?.harm === 'cut' && (tallies[0]?.[plan.name] ?? 0) >= plan.time);
    if (!killed) verdict = broken(ended);
    if (ended.kind === 'finished')
      verdict = both(verdict, judge(flows[flow].wants, ended.told, await truthOf(round)));
    if (killed && plan.harm === 'power') losePower(join(place, 'state'), join(place, 'platter'));
    if (plan !== null)
      verdict = both(
        verdict,
        await comeBack(round, place, flow, ended.kind === 'finished' ? ended.told : null),
      );
    else verdict = both(verdict, judgeEnd(flows[flow].wants, await truthOf(round)));
    const written = ['state', 'logs'].map((name) => join(place, name));
    const secrets = round.markers.foundIn([...written, temp]);
    rmSync(place, { recursive: true, force: true });
    return { verdict: both(verdict, { ...noFault, secrets }), reached, tallies };
  };

  return {
    measure: (number, flow) => walk(number, flow, null),
    interrupt: (number, flow, plan) => walk(number, flow, plan),
    async close() {
      await Promise.all([spare.kill(), current?.kill()]);
      await world.close();
    },
  };
};
