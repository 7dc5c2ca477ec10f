import type { Outcome, Task } from '../../shared/webauthn/ceremony';
import type { CeremonyBridge } from './bridge';
import { browserKey, failureOf, type Key } from './key';

/** Milliseconds after the person's time in which the browser may say itself that it is over. */
const patience = 1_000;

/** One ceremony, from the moment at which its page is shown until its outcome is given away. */
export class Ceremony {
  readonly task: Task;
  /** milliseconds since the epoch, UTC, until which the key is waited for; null: the person has not begun yet */
  deadline = $state.raw<number | null>(null);
  readonly #bridge: CeremonyBridge;
  readonly #key: Key;
  #given = false;

  constructor(task: Task, bridge: CeremonyBridge, key: Key = browserKey) {
    this.task = task;
    this.#bridge = bridge;
    this.#key = key;
  }

  readonly start = async (): Promise<void> => {
    if (this.deadline !== null) return;
    const { work } = this.task;
    const started = performance.now();
    const passed = () => performance.now() - started;
    this.deadline = Date.now() + work.options.timeout;
    const limit = setTimeout(() => {
      this.#key.release();
    }, work.options.timeout + patience);
    try {
      await this.#give(await this.#key.use(work));
    } catch (thrown) {
      await this.#give(failureOf(thrown, passed()));
    } finally {
      clearTimeout(limit);
    }
  };

  readonly cancel = (): void => {
    void this.#give({ outcome: 'cancelled' });
    this.#key.release();
  };

  /** Something is wrong with this page itself. */
  readonly break = (): void => {
    void this.#give(failureOf(null, 0));
  };

  /** The first word holds: the window is closed upon it. */
  async #give(outcome: Outcome): Promise<void> {
    if (this.#given) return;
    this.#given = true;
    const taken = await this.#bridge.give(outcome);
    // too large, or not what was agreed
    if (!taken.ok && outcome.outcome !== 'failed') await this.#bridge.give(failureOf(null, 0));
  }
}
