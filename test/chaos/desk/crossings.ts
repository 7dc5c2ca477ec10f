import { createMeter, type Plan, type Tally } from '../point';
import type { Stillness } from './stillness';

/** Every port that is not the wire: where the process dies when the planned moment is one of these. */
export interface Crossings {
  /** A moment has come. Does not return from the planned one. */
  pass(name: string): void;
  /** Runs something between the moments before and after it. */
  cross<T>(name: string, work: () => Promise<T>): Promise<T>;
  tally(): Tally;
}

export const createCrossings = (plan: Plan | null, stillness: Stillness): Crossings => {
  const meter = createMeter(plan);
  const pass = (name: string): void => {
    if (meter.passes(name)) process.kill(process.pid, 'SIGKILL');
  };
  return {
    pass,
    async cross(name, work) {
      const end = stillness.begins();
      try {
        pass(`${name}: before`);
        const done = await work();
        pass(`${name}: after`);
        return done;
      } finally {
        end();
      }
    },
    tally: () => meter.tally(),
  };
};
