/**
 * What is done at a point: the process is killed; it is killed, and what was not flushed is lost with it; the wire is
 * cut, and the process lives on.
 */
export type Harm = 'kill' | 'power' | 'cut';

/** Where a flow can be interrupted: one moment of one crossing of a port, by its name and how often it came up before. */
export interface Point {
  /** e.g. `api POST users/*\/devices: arrived` */
  readonly name: string;
  /** 1 for the first time */
  readonly time: number;
}
export interface Plan extends Point {
  readonly harm: Harm;
}

/** How often each moment came up while a flow ran to its end. */
export type Tally = Readonly<Record<string, number>>;

export const inWords = ({ name, time }: Point): string => `${name}, no. ${String(time)}`;

/** Counts the moments of a run, and says when the planned one has come. */
export interface Meter {
  /** Whether this is the planned moment. */
  passes(name: string): boolean;
  tally(): Tally;
}

export const createMeter = (plan: Plan | null): Meter => {
  const counts = new Map<string, number>();
  return {
    passes(name) {
      const time = (counts.get(name) ?? 0) + 1;
      counts.set(name, time);
      return plan?.name === name && plan.time === time;
    },
    tally: () => Object.fromEntries(counts),
  };
};

/** What crosses the port: changes at PingOne weigh as much as all that is only read there, or written here. */
export const kindOf = (name: string): string => {
  if (!/^(api|auth|agent) /.test(name)) return name.split(' ')[0] ?? name;
  if (name.includes('/token')) return 'token';
  return /^\w+ GET /.test(name) ? 'read' : 'change';
};

const isOnTheWire = (name: string): boolean => /^(api|auth|agent) /.test(name);

export const harmsAt = (name: string): readonly Harm[] =>
  isOnTheWire(name) ? ['kill', 'power', 'cut'] : ['kill', 'power'];

/** All points of these runs, in an order that does not depend on which came first. */
export const pointsOf = (...tallies: readonly Tally[]): Point[] =>
  tallies
    .flatMap((tally) => Object.entries(tally))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, count]) =>
      Array.from({ length: count }, (_, index) => ({ name, time: index + 1 })),
    );
