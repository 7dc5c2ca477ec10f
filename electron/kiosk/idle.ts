/** Runs something later, unless it is called off. Milliseconds. */
export type After = (delay: number, run: () => void) => () => void;

export interface IdleWatch {
  /** Somebody is there: all begins anew. */
  active(): void;
  /** When it will be too late; null while nobody has to be warned. */
  deadline(): number | null;
  stop(): void;
}

export interface IdleWatchDependencies {
  readonly after: After;
  readonly now: () => number;
  /** seconds without anybody until `onIdle`; the warning is part of them */
  readonly seconds: number;
  /** the warning begins, or is taken back */
  readonly onWarning: () => void;
  readonly onIdle: () => void;
}

/** How long the warning lasts, in milliseconds, where the whole time is not shorter than twice that. */
const warning = 30_000;

/** Watches whether anybody is there. Stopped until `active` is called first, and after `onIdle`. */
export const createIdleWatch = (dependencies: IdleWatchDependencies): IdleWatch => {
  const { after, now, seconds, onWarning, onIdle } = dependencies;
  const whole = seconds * 1_000;
  const warned = Math.min(warning, whole / 2);
  let deadline: number | null = null;
  let cancel: (() => void) | null = null;

  const stop = (): void => {
    cancel?.();
    cancel = null;
    deadline = null;
  };
  const warn = (): void => {
    deadline = now() + warned;
    cancel = after(warned, () => {
      stop();
      onIdle();
    });
    onWarning();
  };

  return {
    active() {
      const wasWarned = deadline !== null;
      stop();
      cancel = after(whole - warned, warn);
      if (wasWarned) onWarning();
    },
    deadline: () => deadline,
    stop,
  };
};
