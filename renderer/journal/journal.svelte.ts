import type { DeskError } from '../../shared/errors';
import type { JournalView } from '../../shared/ipc/journal-view';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

/** What was sent to PingOne and has no outcome yet, and what became of it. */
export class JournalState {
  readonly view: LiveView<JournalView | null>;
  /** why the last look was not even begun */
  #refused = $state.raw<DeskError | null>(null);
  #dismissed = $state.raw<readonly string[]>([]);
  readonly #bridge: Bridge;

  /** `onSettled`: what is shown of devices may have changed. */
  constructor(bridge: Bridge, onSettled: () => void = () => undefined) {
    this.#bridge = bridge;
    this.view = new LiveView(bridge.journal, (next) => {
      const told = this.current?.notices.length ?? next?.notices.length ?? 0;
      if ((next?.notices.length ?? 0) > told) onSettled();
    });
  }

  /** null: nobody is signed in, or it is not known yet */
  get current(): JournalView | null {
    return this.view.current?.value ?? null;
  }

  get open(): JournalView['open'] {
    return this.current?.open ?? [];
  }

  get notices(): JournalView['notices'] {
    return (this.current?.notices ?? []).filter(({ id }) => !this.#dismissed.includes(id));
  }

  get problem(): DeskError | null {
    return this.#refused ?? this.current?.problem ?? null;
  }

  dismiss(id: string): void {
    this.#dismissed = [...this.#dismissed, id];
  }

  async look(): Promise<void> {
    const looked = await settle(this.#bridge.journal.look());
    this.#refused = looked.ok ? null : looked.error;
  }
}
