import type { Ask, FromDesk, Job, ToDesk } from '../messages';

/** The line to the process that plays the world. It outlives this one. */
export interface Line {
  /** What the world says; the caller knows what it has asked for. */
  ask<T>(ask: Ask): Promise<T>;
  say(message: FromDesk): void;
  onJob(take: (job: Job) => void): void;
}

export const createLine = (): Line => {
  const waiting = new Map<number, (value: unknown) => void>();
  let lastId = 0;
  let take: (job: Job) => void = () => undefined;
  const say = (message: FromDesk): void => void process.send?.(message);

  process.on('message', (message: ToDesk) => {
    if (message.kind === 'job') take(message.job);
    else {
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
    }
  });
  // the world is gone: nobody wants to know any more
  process.on('disconnect', () => process.exit());

  return {
    say,
    ask: <T>(ask: Ask) =>
      new Promise<T>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve as (value: unknown) => void);
        say({ kind: 'ask', id: lastId, ask });
      }),
    onJob(listener) {
      take = listener;
    },
  };
};
