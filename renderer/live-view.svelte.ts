import type { DeskError } from '../shared/errors';
import type { Result } from '../shared/result';
import { settle } from './bridge';

interface Source<T> {
  readonly read: () => Promise<Result<T>>;
  readonly changed: (listener: (value: T) => void) => () => void;
}

/**
 * What the main process says about one topic: read once, then followed. A window that is reloaded in the middle of
 * something reads where it stands and goes on.
 */
export class LiveView<T> {
  current = $state.raw<{ readonly value: T } | null>(null);
  problem = $state.raw<DeskError | null>(null);
  readonly #source: Source<T>;
  readonly #before: (value: T) => void;
  #version = 0;

  /** `before`: learns of each value before it is shown. */
  constructor(source: Source<T>, before: (value: T) => void = () => undefined) {
    this.#source = source;
    this.#before = before;
  }

  follow(): () => void {
    const stop = this.#source.changed((value) => {
      this.receive(value);
    });
    void this.read();
    return stop;
  }

  async read(): Promise<void> {
    const version = ++this.#version;
    const result = await settle(this.#source.read());
    // an event that came meanwhile is newer than this answer
    if (version !== this.#version) return;
    if (result.ok) this.receive(result.value);
    else this.problem = result.error;
  }

  receive(value: T): void {
    this.#version += 1;
    this.problem = null;
    this.#before(value);
    this.current = { value };
  }
}
