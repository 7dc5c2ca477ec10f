import type { DeskError } from '../../shared/errors';
import type { DevicesState } from '../devices/devices.svelte';
import type { Replaced } from './replaced-words';

/** Whether the device goes whose place the new one has taken: only the person decides that. */
export class ReplacedChoice {
  decided = $state<'removed' | 'kept' | null>(null);
  busy = $state(false);
  problem = $state.raw<DeskError | null>(null);
  readonly #devices: DevicesState;
  readonly #replaced: Replaced | null;

  constructor(devices: DevicesState, replaced: Replaced | null) {
    this.#devices = devices;
    this.#replaced = replaced;
  }

  /** What has to be decided; null: nothing, or nothing any more. */
  get open(): Replaced | null {
    return this.decided === null ? this.#replaced : null;
  }

  keep(): void {
    this.decided = 'kept';
    this.problem = null;
  }

  /** Whether it is gone now. */
  async remove(): Promise<boolean> {
    if (this.#replaced === null || this.busy) return false;
    this.busy = true;
    const result = await this.#devices.remove(this.#replaced.deviceId, false);
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    if (result.ok) this.decided = 'removed';
    return result.ok;
  }
}
