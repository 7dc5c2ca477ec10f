import type { DeskError } from '../../shared/errors';
import type { DeviceList, Notice } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';

/** The person's devices, as PingOne told them last. */
export class DevicesState {
  list = $state.raw<DeviceList | null>(null);
  problem = $state.raw<DeskError | null>(null);
  reading = $state(false);
  #dismissed = $state.raw<readonly string[]>([]);
  readonly #bridge: Bridge;
  #version = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get notices(): readonly Notice[] {
    return (this.list?.notices ?? []).filter((notice) => !this.#dismissed.includes(keyOf(notice)));
  }

  dismiss(notice: Notice): void {
    this.#dismissed = [...this.#dismissed, keyOf(notice)];
  }

  async read(): Promise<void> {
    const version = ++this.#version;
    this.reading = true;
    const result = await settle(this.#bridge.devices.list());
    // only the newest answer counts
    if (version !== this.#version) return;
    this.reading = false;
    this.problem = result.ok ? null : result.error;
    if (result.ok) this.list = result.value;
  }

  async rename(deviceId: string, nickname: string): Promise<Result<undefined>> {
    const result = await settle(this.#bridge.devices.rename({ deviceId, nickname }));
    await this.read();
    return result;
  }

  async remove(deviceId: string): Promise<Result<undefined>> {
    const result = await settle(this.#bridge.devices.remove({ deviceId }));
    // whatever came back: the list says what is true now
    await this.read();
    return result;
  }

  /** Nothing of one person is shown to the next. */
  forget(): void {
    this.#version += 1;
    this.list = null;
    this.problem = null;
    this.reading = false;
    this.#dismissed = [];
  }
}

const keyOf = (notice: Notice): string => JSON.stringify(notice);
