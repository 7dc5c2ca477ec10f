import type { DeviceType } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { AppKey, PairingKey } from '../../shared/ipc/views';
import type { PersonAction } from '../../shared/pairing/event';
import type { PairingView } from '../../shared/pairing/screen';
import { fail, type Result } from '../../shared/result';
import type { Announcer } from '../announcer.svelte';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';
import { m } from '../messages/compiled/messages';
import { Typed } from './typed';

/** The pairing that the main process runs at the moment, if there is one. */
export class CurrentPairing {
  readonly view: LiveView<PairingView | null>;
  /** why the last thing the person asked for was not done */
  problem = $state.raw<DeskError | null>(null);
  /** what this person typed in this pairing */
  typed = new Typed();
  readonly #bridge: Bridge;
  readonly #announcer: Announcer;
  readonly #mayPutAway: () => boolean;
  #putAway: string | null = null;
  #typedIn: string | null = null;

  /** `mayPutAway`: whether a pairing that left nothing may be put away now; else `putAway` is called later. */
  constructor(bridge: Bridge, announcer: Announcer, mayPutAway: () => boolean = () => true) {
    this.#bridge = bridge;
    this.#announcer = announcer;
    this.#mayPutAway = mayPutAway;
    const { read, changed } = bridge.pairing;
    this.view = new LiveView({
      read: async () => {
        const result = await read();
        if (result.ok) this.#onView(result.value);
        return result;
      },
      changed: (listener) =>
        changed((view) => {
          this.#onView(view);
          listener(view);
        }),
    });
  }

  get current(): PairingView | null {
    return this.view.current?.value ?? null;
  }

  /**
   * Starts a pairing; with a type, goes on with it at once where that is possible. `replaces`: the device that the new
   * one shall take the place of.
   */
  async begin(type?: DeviceType, replaces: string | null = null): Promise<void> {
    if (!(await this.#ask(this.#bridge.pairing.begin({ replaces })))) return;
    await this.view.read();
    if (type === undefined || this.current?.screen.kind !== 'choose') return;
    const method = this.current.screen.methods.find((offered) => offered.type === type);
    if (method?.unavailable === null) await this.act({ kind: 'choose', type });
  }

  async resume(deviceId: string): Promise<void> {
    if (await this.#ask(this.#bridge.pairing.resume({ deviceId }))) await this.view.read();
  }

  /** Starts the proof of a device that is paired already. */
  async prove(deviceId: string): Promise<void> {
    if (await this.#ask(this.#bridge.pairing.prove({ deviceId }))) await this.view.read();
  }

  /** The key for an authenticator app: a secret, which the caller lets go of with its screen. */
  async key(): Promise<Result<AppKey>> {
    const pairing = this.current;
    return pairing === null
      ? fail({ code: 'notAllowed' })
      : settle(this.#bridge.pairing.key({ pairingId: pairing.id }));
  }

  /** The key for the mobile app: a secret, which the caller lets go of with its screen. */
  async pairingKey(): Promise<Result<PairingKey>> {
    const pairing = this.current;
    return pairing === null
      ? fail({ code: 'notAllowed' })
      : settle(this.#bridge.pairing.pairingKey({ pairingId: pairing.id }));
  }

  /** Whether the key for an authenticator app is on the clipboard now. */
  async copyKey(): Promise<boolean> {
    const pairing = this.current;
    if (pairing === null) return false;
    return this.#ask(this.#bridge.pairing.copyKey({ pairingId: pairing.id }));
  }

  /** Whether the main process took it; what came of it arrives as a new view. */
  async act(action: PersonAction): Promise<boolean> {
    const pairing = this.current;
    if (pairing === null) return false;
    return this.#ask(this.#bridge.pairing.act({ pairingId: pairing.id, action }));
  }

  async close(): Promise<boolean> {
    const pairing = this.current;
    if (pairing === null) return true;
    if (!(await this.#ask(this.#bridge.pairing.close({ pairingId: pairing.id })))) return false;
    await this.view.read();
    return true;
  }

  /** Leaves a pairing in which nothing has been created yet, and begins another one with nothing in its way. */
  async beginAnew(): Promise<void> {
    // put away here, and not by itself
    this.#putAway = this.current?.id ?? null;
    if (!(await this.act({ kind: 'leave' }))) this.#putAway = null;
    else if (await this.close()) await this.begin();
  }

  async #ask(call: Promise<Result<undefined>>): Promise<boolean> {
    this.problem = null;
    const result = await settle(call);
    if (!result.ok) this.problem = result.error;
    return result.ok;
  }

  /** What was typed in one pairing is nothing for the next. */
  #keepTyped(pairingId: string | null): void {
    if (this.#typedIn === pairingId) return;
    this.#typedIn = pairingId;
    this.typed = new Typed();
  }

  /** What somebody typed is nothing for the next person. */
  forget(): void {
    this.problem = null;
    this.typed = new Typed();
  }

  /** A pairing that ended without leaving anything has nothing more to say. */
  putAway(view: PairingView | null = this.current): void {
    if (view?.screen.kind !== 'abandoned' || view.screen.left !== null) return;
    if (this.#putAway === view.id || !this.#mayPutAway()) return;
    this.#putAway = view.id;
    this.#announcer.say(m.abandoned_nothing());
    void this.#ask(this.#bridge.pairing.close({ pairingId: view.id })).then(() => this.view.read());
  }

  #onView(view: PairingView | null): void {
    this.#keepTyped(view?.id ?? null);
    this.putAway(view);
  }
}
