import type { DeviceView } from '../../shared/ipc/views';
import type { Announcer } from '../announcer.svelte';
import { m } from '../messages/compiled/messages';
import { activeIds, isSameOrder, moved } from './device-order';
import { nameOf } from './device-words';

interface Held {
  readonly deviceId: string;
  readonly hand: 'keys' | 'pointer';
  /** where it would be if it were dropped now */
  readonly to: number;
  /** how far the pointer has carried it, in pixels */
  readonly travel: number;
}

interface Ports {
  readonly announcer: Announcer;
  readonly devices: () => readonly DeviceView[];
  readonly reorder: (ids: readonly string[]) => unknown;
}

/** A device that is picked up, moved and dropped at another place of the order. Nothing is sent before it is dropped. */
export class Reordering {
  #held = $state.raw<Held | null>(null);
  readonly #ports: Ports;

  /** what is in hand; a device that is gone meanwhile is not */
  readonly held = $derived.by(() =>
    this.#held !== null && this.#ids.includes(this.#held.deviceId) ? this.#held : null,
  );

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  get #ids(): readonly string[] {
    return activeIds(this.#ports.devices());
  }

  /** The order in which the rows stand. The pointer carries its row; with the keys the row moves at once. */
  get shownIds(): readonly string[] {
    const { held } = this;
    return held?.hand === 'keys' ? moved(this.#ids, held.deviceId, held.to) : this.#ids;
  }

  /** Between which rows a carried row would land: above or below the one of this device. */
  markAt(deviceId: string): 'above' | 'below' | null {
    const { held } = this;
    if (held?.hand !== 'pointer') return null;
    const from = this.#ids.indexOf(held.deviceId);
    if (from === held.to || this.#ids[held.to] !== deviceId) return null;
    return held.to < from ? 'above' : 'below';
  }

  /** Space, Enter or a click on the handle: picks up, or drops what is in hand. */
  press(deviceId: string): void {
    if (this.held !== null) {
      this.drop();
      return;
    }
    this.#held = { deviceId, hand: 'keys', to: this.#ids.indexOf(deviceId), travel: 0 };
    this.#say((place) => m.order_picked_up({ ...place, hint: m.order_hint() }));
  }

  /** Whether the key meant something here. */
  key(key: string): boolean {
    const { held } = this;
    if (held === null) return false;
    if (key === 'Escape') {
      this.putBack();
      return true;
    }
    if (held.hand === 'pointer') return false;
    const to = { ArrowUp: held.to - 1, ArrowDown: held.to + 1, Home: 0, End: Infinity }[key];
    if (to === undefined) return false;
    this.#held = { ...held, to: Math.max(0, Math.min(to, this.#ids.length - 1)) };
    this.#say(m.order_position);
    return true;
  }

  /** `to`: where the pointer is among the rows. */
  carry(deviceId: string, to: number, travel: number): void {
    this.#held = { deviceId, hand: 'pointer', to, travel };
  }

  drop(): void {
    const { held } = this;
    if (held === null) return;
    const ids = moved(this.#ids, held.deviceId, held.to);
    this.#say(m.order_dropped);
    const unchanged = isSameOrder(ids, this.#ids);
    this.#held = null;
    if (!unchanged) this.#ports.reorder(ids);
  }

  putBack(): void {
    const { held } = this;
    if (held === null) return;
    this.#held = { ...held, to: this.#ids.indexOf(held.deviceId) };
    this.#say(m.order_put_back);
    this.#held = null;
  }

  #say(words: (place: { name: string; position: number; count: number }) => string): void {
    const { held } = this;
    const device = this.#ports.devices().find(({ id }) => id === held?.deviceId);
    if (held === null || device === undefined) return;
    const place = { position: held.to + 1, count: this.#ids.length };
    this.#ports.announcer.say(words({ name: nameOf(device), ...place }));
  }
}
