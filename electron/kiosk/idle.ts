/** Runs something later, unless it is called off. Milliseconds. */
export type After = (delay: number, run: () => void) => () => void;

export interface IdleWatch {
  /** Somebody is there: all begins anew. */
  active(): void;
  /** The computer has slept: what is due by now is done now, and the rest in time. */
  woke(): void;
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
  let activeAt = 0;
  let deadline: number | null = null;
  let cancel: (() => void) | null = null;

  const stop = (): void => {
    cancel?.();
    cancel = null;
    deadline = null;
  };
  const strike = (): void => {
    stop();
    onIdle();
  };
  const warn = (time: number): void => {
    deadline = now() + time;
    cancel = after(time, strike);
    onWarning();
  };
  const wait = (time: number): void => {
    cancel = after(time, () => warn(warned));
  };

  return {
    active() {
      const wasWarned = deadline !== null;
      stop();
      activeAt = now();
      wait(whole - warned);
      if (wasWarned) onWarning();
    },
    woke() {
      if (cancel === null) return;
      // a clock that was set back makes nobody's time longer
      const left = Math.min(activeAt + whole - now(), whole);
      stop();
      if (left <= 0) strike();
      else if (left <= warned) warn(left);
      else wait(left - warned);
    },
    deadline: () => deadline,
    stop,
  };
};
