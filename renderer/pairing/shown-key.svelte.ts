import type { DeskError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** The key of an app while its screen is up: nothing of it outlives `drop`. */
export class ShownKey<Key> {
  key = $state.raw<Key | null>(null);
  problem = $state.raw<DeskError | null>(null);
  readonly #ask: () => Promise<Result<Key>>;
  #version = 0;

  constructor(ask: () => Promise<Result<Key>>) {
    this.#ask = ask;
  }

  async read(): Promise<void> {
    const version = ++this.#version;
    this.problem = null;
    const result = await this.#ask();
    // dropped meanwhile: an answer that comes late is not kept
    if (version !== this.#version) return;
    if (result.ok) this.key = result.value;
    else this.problem = result.error;
  }

  drop(): void {
    this.#version += 1;
    this.key = null;
    this.problem = null;
  }
}
