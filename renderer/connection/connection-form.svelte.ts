import type { DeskError } from '../../shared/errors';
import type { ConnectionReport, Settings } from '../../shared/ipc/views';
import type { ConfigurationState } from './configuration.svelte';
import { draftOf, readDraft, type Draft, type FieldProblems } from './connection-draft';

type Tested =
  | { readonly ok: true; readonly report: ConnectionReport }
  | { readonly ok: false; readonly error: DeskError };

/** The connection settings while they are typed: only what has been tested, exactly as it is, can be saved. */
export class ConnectionForm {
  readonly draft: Draft;
  busy = $state<'testing' | 'saving' | null>(null);
  saveError = $state.raw<DeskError | null>(null);
  #tested = $state.raw<{ readonly settings: string; readonly outcome: Tested } | null>(null);
  #shown = $state(false);
  readonly #configuration: ConfigurationState;
  readonly #kept: Settings | null;

  constructor(configuration: ConfigurationState, kept: Settings | null) {
    this.#configuration = configuration;
    this.#kept = kept;
    this.draft = $state(draftOf(kept));
  }

  /** At each field, once the person has asked for a test. */
  get problems(): FieldProblems {
    if (!this.#shown) return {};
    const reading = this.#read();
    return reading.ok ? {} : reading.problems;
  }

  /** What the last test found out; null when there was none, or when something has changed since. */
  get outcome(): Tested | null {
    return this.#tested !== null && this.#tested.settings === this.#current()
      ? this.#tested.outcome
      : null;
  }

  get changedSinceTest(): boolean {
    return this.#tested !== null && this.#tested.settings !== this.#current();
  }

  get canSave(): boolean {
    return this.outcome?.ok === true;
  }

  /** Resolves to false when the fields have to be corrected first. */
  async test(): Promise<boolean> {
    this.#shown = true;
    const reading = this.#read();
    if (!reading.ok) return false;
    this.busy = 'testing';
    this.saveError = null;
    const result = await this.#configuration.test(reading.settings);
    this.busy = null;
    this.#tested = {
      settings: JSON.stringify(reading.settings),
      outcome: result.ok ? { ok: true, report: result.value } : result,
    };
    return true;
  }

  async save(): Promise<boolean> {
    const reading = this.#read();
    if (!reading.ok || !this.canSave) return false;
    this.busy = 'saving';
    const result = await this.#configuration.save(reading.settings);
    this.busy = null;
    this.saveError = result.ok ? null : result.error;
    return result.ok;
  }

  #read() {
    return readDraft($state.snapshot(this.draft), this.#kept);
  }

  #current(): string | null {
    const reading = this.#read();
    return reading.ok ? JSON.stringify(reading.settings) : null;
  }
}
