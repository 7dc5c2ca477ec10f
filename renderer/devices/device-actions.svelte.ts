import { isDeviceType } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { DeviceView } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import type { Desk } from '../desk';
import { m } from '../messages/compiled/messages';
import type { DeviceAction } from './allowed-actions';
import { activeIds, moved, positionOf } from './device-order';
import { nameOf } from './device-words';

interface Asked {
  readonly what: 'rename' | 'remove';
  readonly device: DeviceView;
}

/** What a person does with a device, from the list as from its page. */
export class DeviceActions {
  /** the dialog that is open */
  asked = $state.raw<Asked | null>(null);
  /** why the order was not saved */
  orderProblem = $state.raw<DeskError | null>(null);
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  do(action: DeviceAction, device: DeviceView): Promise<unknown> | undefined {
    const { answering, kiosk, navigation, pairing } = this.#desk;
    switch (action) {
      case 'open':
        pairing.problem = null;
        kiosk.problem = null;
        navigation.openDevice(device.id);
        return;
      case 'finish':
        return answering.resume(device.id);
      case 'pairAgain':
        return isDeviceType(device.type) ? answering.begin(device.type) : undefined;
      case 'prove':
        return answering.prove(device.id);
      case 'makeDefault':
        return this.#makeDefault(device);
      case 'moveUp':
        return this.#move(device, -1);
      case 'moveDown':
        return this.#move(device, 1);
      case 'rename':
      case 'remove':
        this.asked = { what: action, device };
        return;
      default:
        return action satisfies never;
    }
  }

  close(): void {
    this.asked = null;
  }

  /** `ids`: all active devices by priority. */
  reorder(ids: readonly string[]): Promise<boolean> {
    return this.#settle(this.#desk.devices.reorder(ids));
  }

  async #makeDefault(device: DeviceView): Promise<void> {
    const { announcer, devices } = this.#desk;
    if (await this.#settle(devices.makeDefault(device.id)))
      announcer.say(m.device_default_done({ name: nameOf(device) }));
  }

  async #move(device: DeviceView, by: number): Promise<void> {
    const { announcer, devices } = this.#desk;
    const ids = activeIds(devices.list?.devices ?? []);
    const saved = this.reorder(moved(ids, device.id, ids.indexOf(device.id) + by));
    const place = positionOf(devices.list?.devices ?? [], device.id);
    if (place !== null) announcer.say(m.order_position({ name: nameOf(device), ...place }));
    await saved;
  }

  async #settle(change: Promise<Result<undefined>>): Promise<boolean> {
    this.orderProblem = null;
    const result = await change;
    this.orderProblem = result.ok ? null : result.error;
    return result.ok;
  }
}
