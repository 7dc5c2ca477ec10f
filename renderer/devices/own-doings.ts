import { isAmbiguous } from '../../shared/ambiguous';
import type { Result } from '../../shared/result';
import type { OwnChange } from './device-changes';

/** PingOne may need a moment to show what it was told: so long, in milliseconds, a change counts as ours. */
const settlingTime = 15_000;

interface Doing {
  readonly change: OwnChange;
  endedAt: number | null;
}

/**
 * What this window is doing and has just done, so that it is not told as the doing of others. Times are milliseconds of
 * a clock that nobody can set.
 */
export class OwnDoings {
  #doings: Doing[] = [];

  /** From now on, and for a while after the returned function is called. What PingOne refused was not done. */
  begin(change: OwnChange): (result?: Result<unknown>) => void {
    const doing: Doing = { change, endedAt: null };
    this.#doings.push(doing);
    return (result) => {
      doing.endedAt = performance.now();
      if (result?.ok === false && !isAmbiguous(result.error))
        this.#doings = this.#doings.filter((other) => other !== doing);
    };
  }

  /** What may show in a list that was asked for at this moment. */
  seenAt(moment: number): readonly OwnChange[] {
    this.#doings = this.#doings.filter(
      ({ endedAt }) => endedAt === null || moment < endedAt + settlingTime,
    );
    return this.#doings.map(({ change }) => change);
  }

  forget(): void {
    this.#doings = [];
  }
}
