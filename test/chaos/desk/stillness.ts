/**
 * Time of a run: what is under way is counted, and what sleeps wakes only when nothing is under way and the person has
 * nothing to do. So a flow passes the same moments each time it is walked, however busy the computer is.
 */
export interface Stillness {
  /** Something is under way until the function that this gives is called. */
  begins(): () => void;
  /** Settles once nothing is under way any more. */
  still(): Promise<void>;
  /** As `DeskPorts.sleep`. */
  sleep(signal: AbortSignal): Promise<void>;
  /** As `KioskPorts.after`: what takes minutes never comes. */
  after(delay: number, run: () => void): () => void;
  /** Wakes all that sleeps; false where nothing does. */
  wake(): boolean;
  /** What `work` comes to; what sleeps meanwhile is woken as often as it takes. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Milliseconds of real time without anything going on after which a run is believed to hang. */
const patience = 20_000;
const longestNap = 5_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

export const createStillness = (): Stillness => {
  let underWay = 0;
  let begun = 0;
  let waiting: (() => void)[] = [];
  const sleepers = new Set<() => void>();

  const still = async (): Promise<void> => {
    for (let calm = 0, seen = begun; calm < 4;) {
      if (underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      await turn();
      calm = underWay === 0 && begun === seen ? calm + 1 : 0;
      seen = begun;
    }
  };
  const wake = (): boolean => {
    const awake = [...sleepers];
    sleepers.clear();
    for (const each of awake) each();
    return awake.length > 0;
  };

  return {
    begins() {
      underWay += 1;
      begun += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        underWay -= 1;
        if (underWay > 0) return;
        const all = waiting;
        waiting = [];
        for (const each of all) each();
      };
    },
    still,
    sleep: (signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          sleepers.delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        if (signal.aborted) {
          resolve();
          return;
        }
        sleepers.add(end);
        signal.addEventListener('abort', end, { once: true });
      }),
    after(delay, run) {
      if (delay > longestNap) return () => undefined;
      sleepers.add(run);
      return () => void sleepers.delete(run);
    },
    wake,
    async during<T>(work: Promise<T>): Promise<T> {
      const run = { done: false };
      const end = (): void => {
        run.done = true;
      };
      work.then(end, end);
      for (let since = Date.now(); ;) {
        await still();
        if (run.done) return work;
        if (wake()) since = Date.now();
        else if (Date.now() - since > patience) throw new Error('nothing goes on any more');
        else await moment();
      }
    },
  };
};
