import type { DeskError } from '../../shared/errors';
import type { DevicesState } from '../devices/devices.svelte';

/** Whether the device that was just paired shall be the one that sign-ins ask for first. */
export class DefaultChoice {
  busy = $state(false);
  /** made the default here, a moment ago */
  made = $state(false);
  problem = $state.raw<DeskError | null>(null);
  readonly #devices: DevicesState;
  readonly #deviceId: string;

  constructor(devices: DevicesState, deviceId: string) {
    this.#devices = devices;
    this.#deviceId = deviceId;
  }

  /** Some other device is the default, as far as the list tells. */
  get offered(): boolean {
    const devices = this.#devices.list?.devices ?? [];
    const own = devices.find(({ id }) => id === this.#deviceId);
    if (own !== undefined) return own.status === 'active' && !own.isDefault;
    return devices.some(({ isDefault }) => isDefault);
  }

  /** A list from before the pairing does not know the device. */
  async look(): Promise<void> {
    const known = this.#devices.list?.devices.some(({ id }) => id === this.#deviceId);
    if (known !== true) await this.#devices.read();
  }

  /** Whether it is the default now. */
  async make(): Promise<boolean> {
    if (this.busy || this.made) return false;
    this.busy = true;
    const result = await this.#devices.makeDefault(this.#deviceId);
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    this.made = result.ok;
    return result.ok;
  }
}
