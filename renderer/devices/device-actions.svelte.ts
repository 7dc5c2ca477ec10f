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
  readonly what: 'rename' | 'remove' | 'block' | 'requestLogs' | 'replace';
  readonly device: DeviceView;
}

/** What was asked for without a dialog, and not done. */
export interface Refused {
  readonly what: 'order' | 'unblock' | 'unlock';
  readonly device: DeviceView | null;
  readonly error: DeskError;
}

const lifted = { unblock: m.unblock_done, unlock: m.unlock_done };

/** What a person does with a device, from the list as from its page. */
export class DeviceActions {
  /** the dialog that is open */
  asked = $state.raw<Asked | null>(null);
  refused = $state.raw<Refused | null>(null);
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
        if (isDeviceType(device.type)) return answering.begin(device.type);
        pairing.problem = { code: 'deviceUnsupported' };
        return;
      case 'prove':
        return answering.prove(device.id);
      case 'makeDefault':
        return this.#makeDefault(device);
      case 'moveUp':
        return this.#move(device, -1);
      case 'moveDown':
        return this.#move(device, 1);
      case 'unblock':
      case 'unlock':
        return this.#lift(action, device);
      case 'rename':
      case 'remove':
      case 'block':
      case 'requestLogs':
      case 'replace':
        this.asked = { what: action, device };
        return;
      default:
        return action satisfies never;
    }
  }

  close(): void {
    this.asked = null;
  }

  /** A new device is paired, which shall take the place of this one. */
  replace(device: DeviceView): Promise<unknown> {
    this.close();
    return this.#desk.answering.begin(undefined, device.id);
  }

  /** `ids`: all active devices by priority. */
  reorder(ids: readonly string[]): Promise<boolean> {
    return this.#settle('order', null, this.#desk.devices.reorder(ids));
  }

  async #makeDefault(device: DeviceView): Promise<void> {
    const { announcer, devices } = this.#desk;
    if (await this.#settle('order', device, devices.makeDefault(device.id)))
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

  async #lift(what: 'unblock' | 'unlock', device: DeviceView): Promise<void> {
    const { announcer, devices } = this.#desk;
    if (await this.#settle(what, device, devices[what](device.id)))
      announcer.say(lifted[what]({ name: nameOf(device) }));
  }

  async #settle(
    what: Refused['what'],
    device: DeviceView | null,
    change: Promise<Result<undefined>>,
  ): Promise<boolean> {
    this.refused = null;
    const result = await change;
    // an order that met another list is offered again
    if (!result.ok && result.error.code !== 'listChanged')
      this.refused = { what, device, error: result.error };
    return result.ok;
  }
}
