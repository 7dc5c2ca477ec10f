/** How far PingOne's clock is from this computer's, as its answers tell. */
export interface ServerClock {
  /** `date`: what the answer's `Date` header said; `sentAt`, `receivedAt`: this computer's time around it. All in ms. */
  observe(date: number, sentAt: number, receivedAt: number): void;
  /** milliseconds that PingOne's clock is ahead; 0 while nothing is known */
  offset(): number;
}

/** An answer that took longer, in milliseconds, says too little about when it was dated. */
const slowest = 10_000;

export const createServerClock = (): ServerClock => {
  let offset = 0;
  return {
    observe(date, sentAt, receivedAt) {
      if (receivedAt < sentAt || receivedAt - sentAt > slowest) return;
      // the header has whole seconds: half of one is the best guess for the rest
      offset = date + 500 - (sentAt + receivedAt) / 2;
    },
    offset: () => offset,
  };
};
