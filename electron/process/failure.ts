import type { Log } from '../log/log';

/** EX_SOFTWARE of sysexits.h. */
export const failureExitCode = 70;

/** Milliseconds that somebody has to read and answer; then the program ends all the same. */
export const readingTime = 60_000;

/** Milliseconds for taking away what must not be left behind. */
export const tidyingTime = 2_000;

export type AfterFailure = 'again' | 'end';

export interface FailurePorts {
  readonly log: Log;
  readonly newReference: () => string;
  /** Says that the program has to end, with this reference, and asks what then. */
  readonly tell: (reference: string) => Promise<AfterFailure>;
  /** what is done when nobody answers */
  readonly unanswered: () => AfterFailure;
  /** Takes away what must not outlive the program. */
  readonly tidy: () => Promise<unknown>;
  readonly startAgain: () => void;
  readonly end: (exitCode: number) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * What is done about something that was thrown and that nobody caught: from then on nobody knows what state the main
 * process is in. It is logged, told with the reference under which it stands in the log, and the program ends. It
 * always ends, whatever else fails on the way; the journal is flushed before each change, so nothing has to be saved now.
 */
export const createFailureEnd = (ports: FailurePorts): ((cause: unknown) => void) => {
  let isEnding = false;

  const attempt = async <T>(
    step: () => T | Promise<T>,
    limit: number,
    otherwise: () => T,
  ): Promise<T> => {
    try {
      return await Promise.race([step(), ports.sleep(limit).then(otherwise)]);
    } catch {
      return otherwise();
    }
  };

  const note = (reference: string, cause: unknown): void => {
    try {
      ports.log.error('process.failed', { reference, ending: isEnding }, cause);
    } catch {
      // the log may be what failed
    }
  };

  const end = async (reference: string): Promise<void> => {
    const next = await attempt(() => ports.tell(reference), readingTime, ports.unanswered);
    await attempt<unknown>(ports.tidy, tidyingTime, () => undefined);
    try {
      if (next === 'again') ports.startAgain();
    } finally {
      ports.end(failureExitCode);
    }
  };

  return (cause) => {
    const reference = ports.newReference();
    note(reference, cause);
    if (isEnding) return;
    isEnding = true;
    void end(reference);
  };
};
