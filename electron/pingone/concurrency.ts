/** Which requests were under way at the same time, and a way for one to be alone. */
export interface Concurrency {
  /** `beside`: whether another request was under way at any time while this one was. */
  watch<T>(send: () => Promise<T>): Promise<{ readonly result: T; readonly beside: boolean }>;
  /** One at a time, of those that are sent again in this way. */
  alone<T>(send: () => Promise<T>): Promise<T>;
}

export const createConcurrency = (): Concurrency => {
  const underWay = new Set<{ beside: boolean }>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    async watch(send) {
      const mine = { beside: underWay.size > 0 };
      for (const other of underWay) other.beside = true;
      underWay.add(mine);
      try {
        return { result: await send(), beside: mine.beside };
      } finally {
        underWay.delete(mine);
      }
    },
    alone(send) {
      const mine = last.then(send);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
};
