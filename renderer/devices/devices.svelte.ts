import type { DeskError } from '../../shared/errors';
import type { DeviceList } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';
import {
  changesBetween,
  isOwn,
  withChanges,
  type DeviceChange,
  type OwnChange,
} from './device-changes';
import { activeIds, arranged, ordered } from './device-order';
import { stillWished } from './device-wish';
import { OwnDoings } from './own-doings';
import { ownerWords } from './owner-words';
import { QuietReading } from './quiet-reading';

/** The person's devices, as PingOne told them last. */
export class DevicesState {
  problem = $state.raw<DeskError | null>(null);
  reading = $state(false);
  /** what others did since this was dismissed last */
  elsewhere = $state.raw<readonly DeviceChange[]>([]);
  #told = $state.raw<DeviceList | null>(null);
  /** an order that PingOne has not answered yet */
  #order = $state.raw<readonly string[] | null>(null);
  /** an order that was not taken, because the list had changed meanwhile */
  #wish = $state.raw<readonly string[] | null>(null);
  readonly #bridge: Bridge;
  readonly #isServed: () => boolean;
  readonly #doings = new OwnDoings();
  readonly #quiet = new QuietReading(() => this.read());
  #latest = Promise.resolve();
  #version = 0;
  #person = 0;
  #orders = 0;
  #ordering: Promise<unknown> = Promise.resolve();

  /** What the person wanted the order to be, and still can have: it is shown, and not saved. */
  readonly wish = $derived.by((): readonly string[] | null =>
    this.#told === null || this.#order !== null || this.#wish === null
      ? null
      : stillWished(this.#told.devices, this.#wish),
  );

  readonly list = $derived.by((): DeviceList | null => {
    const told = this.#told;
    if (told === null) return null;
    if (this.#order !== null) return { ...told, devices: [...ordered(told.devices, this.#order)] };
    return this.wish === null ? told : { ...told, devices: [...arranged(told.devices, this.wish)] };
  });

  /** `isServed`: whether they are somebody else's than the one's who is signed in. */
  constructor(bridge: Bridge, isServed: () => boolean = () => false) {
    this.#bridge = bridge;
    this.#isServed = isServed;
  }

  get words(): (typeof ownerWords)['own' | 'served'] {
    return ownerWords[this.#isServed() ? 'served' : 'own'];
  }

  dismissElsewhere(): void {
    this.elsewhere = [];
  }

  /** Done when the newest answer is there, whoever asked for it. */
  read(): Promise<void> {
    this.#latest = this.#read();
    return this.#latest;
  }

  /** Reads again because something may have changed elsewhere: not too often, and never under the person's hands. */
  refresh(): void {
    this.#quiet.ask();
  }

  /** Nothing is read quietly until the returned function is called. */
  hold(): () => void {
    return this.#quiet.hold();
  }

  /** A pairing, or a proof, works with devices of this type until the returned function is called. */
  pairs(type: string): () => void {
    return this.#doings.begin({ kind: 'paired', type });
  }

  rename(deviceId: string, nickname: string): Promise<Result<undefined>> {
    return this.#change({ kind: 'renamed', deviceId }, () =>
      this.#bridge.devices.rename({ deviceId, nickname }),
    );
  }

  /** `lastConfirmed`: the person knows that nothing is left to sign in with. */
  remove(deviceId: string, lastConfirmed: boolean): Promise<Result<undefined>> {
    return this.#change({ kind: 'removed', deviceId }, () =>
      this.#bridge.devices.remove({ deviceId, lastConfirmed }),
    );
  }

  block(deviceId: string): Promise<Result<undefined>> {
    return this.#change({ kind: 'blocked', deviceId }, () =>
      this.#bridge.devices.block({ deviceId }),
    );
  }

  unblock(deviceId: string): Promise<Result<undefined>> {
    return this.#change({ kind: 'blocked', deviceId }, () =>
      this.#bridge.devices.unblock({ deviceId }),
    );
  }

  /** Ends a lock before its time. */
  unlock(deviceId: string): Promise<Result<undefined>> {
    // nobody is told of a lock that is over
    return this.#change(null, () => this.#bridge.devices.unlock({ deviceId }));
  }

  /** Nothing of it shows in the list. */
  requestLogs(deviceId: string): Promise<Result<undefined>> {
    return settle(this.#bridge.devices.requestLogs({ deviceId }));
  }

  /** Shown at once. `deviceIds`: all active devices by priority. */
  async reorder(deviceIds: readonly string[]): Promise<Result<undefined>> {
    const turn = ++this.#orders;
    this.#order = deviceIds;
    await this.#ordering;
    // one order at a time, and the newest last: what was overtaken while it waited is not sent
    if (turn !== this.#orders) return ok(undefined);
    const sent = this.#change(
      { kind: 'reordered' },
      () => this.#bridge.devices.reorder({ deviceIds: [...deviceIds] }),
      (result) => {
        if (result.ok && this.#told !== null) {
          this.#told = { ...this.#told, devices: [...ordered(this.#told.devices, deviceIds)] };
          this.#wish = null;
        }
        if (!result.ok && result.error.code === 'listChanged') this.#wish = deviceIds;
        if (turn === this.#orders) this.#order = null;
      },
    );
    this.#ordering = sent;
    return sent;
  }

  async makeDefault(deviceId: string): Promise<Result<undefined>> {
    const active = () => activeIds(this.list?.devices ?? []);
    // a device that was paired a moment ago may not be in the list yet
    if (!active().includes(deviceId)) await this.read();
    if (!active().includes(deviceId)) return fail(this.problem ?? { code: 'deviceGone' });
    if (this.list?.devices.some(({ id, isDefault }) => id === deviceId && isDefault) === true)
      return ok(undefined);
    return this.reorder([deviceId, ...active().filter((id) => id !== deviceId)]);
  }

  /** The order stays as PingOne has it. */
  dropWish(): void {
    this.#wish = null;
  }

  /** Nothing of one person is shown to the next. */
  forget(): void {
    this.#version += 1;
    this.#person += 1;
    this.#orders += 1;
    this.#latest = Promise.resolve();
    this.#ordering = Promise.resolve();
    this.#quiet.forget();
    this.#doings.forget();
    this.#told = null;
    this.#order = null;
    this.#wish = null;
    this.elsewhere = [];
    this.problem = null;
    this.reading = false;
  }

  async #read(): Promise<void> {
    const version = ++this.#version;
    this.reading = true;
    const { asked, result } = await this.#quiet.during(() => settle(this.#bridge.devices.list()));
    // only the newest answer counts
    if (version !== this.#version) return this.#latest;
    this.reading = false;
    this.problem = result.ok ? null : result.error;
    if (result.ok) this.#take(result.value, asked);
  }

  #take(list: DeviceList, asked: number): void {
    const own = this.#doings.seenAt(asked);
    if (this.#told !== null) {
      const changes = changesBetween(this.#told.devices, list.devices);
      this.elsewhere = withChanges(
        this.elsewhere,
        changes.filter((change) => !isOwn(change, own)),
      );
    }
    this.#told = list;
  }

  async #change(
    own: OwnChange | null,
    send: () => Promise<Result<undefined>>,
    onAnswer?: (result: Result<undefined>) => void,
  ): Promise<Result<undefined>> {
    const person = this.#person;
    const end = own === null ? undefined : this.#doings.begin(own);
    const result = await settle(send());
    end?.(result);
    if (person !== this.#person) return result;
    onAnswer?.(result);
    // whatever came back: the list says what is true now
    await this.read();
    return result;
  }
}
