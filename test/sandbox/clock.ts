/** Milliseconds since the epoch, UTC. Runs on from wherever it was moved to. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
  set(ms: number): void;
}

export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
    set: (ms) => {
      offset = ms - Date.now();
    },
  };
}

/** The format of every PingOne timestamp: ISO 8601, UTC, with milliseconds. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
