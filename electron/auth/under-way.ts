import type { Result } from '../../shared/result';

type Outcome = Result<undefined>;

/** At most one sign-in at a time. */
export interface UnderWay {
  isIdle(): boolean;
  /** Only when idle. Settles as `work` does, which never rejects. */
  begin(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome>;
  abort(): void;
  /** Settles when nothing is under way any more. */
  settled(): Promise<void>;
}

export const createUnderWay = (): UnderWay => {
  let controller = new AbortController();
  let running: Promise<Outcome> | null = null;
  return {
    isIdle: () => running === null,
    begin(work) {
      controller = new AbortController();
      running = work(controller.signal).finally(() => {
        running = null;
      });
      return running;
    },
    abort: () => controller.abort(),
    async settled() {
      await running;
    },
  };
};
