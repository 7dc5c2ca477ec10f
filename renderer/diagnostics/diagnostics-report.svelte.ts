import type { DeskError } from '../../shared/errors';
import type { Diagnostics } from '../../shared/ipc/views';
import { settle, type Bridge } from '../bridge';

/** What was collected for support, and what became of it. Only the newest counts. */
export class DiagnosticsReport {
  /** null: not collected yet */
  collected = $state.raw<Diagnostics | null>(null);
  /** why it could not be collected, saved or shown */
  problem = $state.raw<{ readonly at: 'collect' | 'save'; readonly error: DeskError } | null>(null);
  busy = $state<'collecting' | 'saving' | null>(null);
  /** where it was saved */
  file = $state<string | null>(null);
  readonly #diagnostics: Bridge['diagnostics'];
  #version = 0;

  constructor(diagnostics: Bridge['diagnostics']) {
    this.#diagnostics = diagnostics;
  }

  /** @returns whether there is something to look at now */
  async collect(): Promise<boolean> {
    const version = ++this.#version;
    this.busy = 'collecting';
    this.collected = null;
    this.problem = null;
    this.file = null;
    const result = await settle(this.#diagnostics.preview());
    if (version !== this.#version) return false;
    this.busy = null;
    if (result.ok) this.collected = result.value;
    else this.problem = { at: 'collect', error: result.error };
    return result.ok;
  }

  /** @returns where it was saved; null: nowhere, by choice or because it failed */
  async save(): Promise<string | null> {
    if (this.collected === null || this.busy !== null) return null;
    const version = this.#version;
    this.busy = 'saving';
    this.problem = null;
    const result = await settle(this.#diagnostics.save({ previewId: this.collected.id }));
    if (version !== this.#version) return null;
    this.busy = null;
    if (!result.ok) {
      this.problem = { at: 'save', error: result.error };
      return null;
    }
    // who cancels has not unsaved what they saved before
    this.file = result.value.file ?? this.file;
    return result.value.file;
  }

  async show(): Promise<void> {
    const result = await settle(this.#diagnostics.show());
    this.problem = result.ok ? null : { at: 'save', error: result.error };
  }

  /** What is still under way is not answered. */
  close(): void {
    this.#version += 1;
  }
}
