import type { DeskError } from '../../shared/errors';
import type { RightAction } from '../../shared/kiosk/rights';
import type {
  Binding,
  HandOverAsk,
  Hands,
  Identification,
  KioskView,
  SearchResult,
  UndoReason,
} from '../../shared/kiosk/view';
import type { Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

interface Ports {
  /** somebody else is served from now on, or nobody: nothing of the one before may be left */
  readonly onSubject: () => void;
  /** the screen has changed hands */
  readonly onHands: (hands: Hands | null) => void;
}

/** The shift of the operator, as the main process tells it; and what the window decides on its own about it. */
export class KioskState {
  readonly view: LiveView<KioskView | null>;
  /** why the last thing that was asked for was not done */
  problem = $state.raw<DeskError | null>(null);
  /** the person gives the screen back: the operator has to show that they are there */
  returning = $state(false);
  /** "yes, that is me" is on its way */
  confirming = $state(false);
  /** what was undone a moment ago */
  undone = $state.raw<Binding | null>(null);
  #subject: string | null = null;
  /** undefined: not known yet */
  #hands = $state.raw<Hands | null | undefined>(undefined);
  #restUntil = 0;
  readonly #bridge: Bridge['kiosk'];
  readonly #ports: Ports;

  constructor(bridge: Bridge, ports: Ports) {
    this.#bridge = bridge.kiosk;
    this.#ports = ports;
    // what is put away is put away before a screen of the new state is built
    this.view = new LiveView(bridge.kiosk, (view) => {
      this.#onView(view);
    });
  }

  get current(): KioskView | null {
    return this.view.current?.value ?? null;
  }

  /** In whose hands the screen is; null where there is no shift. */
  get hands(): Hands | null {
    return this.#hands ?? null;
  }

  /** Whether the person who is signed in, and nobody else, has the screen; at a workstation always. */
  get isInOwnHands(): boolean {
    return this.#hands === null || this.#hands === 'operator';
  }

  /** Whether the operator is let: in doubt yes, and PingOne says no. */
  may(action: RightAction): boolean {
    return this.current?.missingRights.includes(action) !== true;
  }

  begin(pin: string | null): Promise<boolean> {
    return this.#ask(this.#bridge.begin({ pin }));
  }

  search(text: string): Promise<Result<SearchResult>> {
    return settle(this.#bridge.search({ text }));
  }

  open(userId: string): Promise<boolean> {
    return this.#ask(this.#bridge.open({ userId }));
  }

  identify(by: Identification): Promise<boolean> {
    return this.#ask(this.#bridge.identify({ by }));
  }

  enableMfa(): Promise<boolean> {
    return this.#ask(this.#bridge.enableMfa());
  }

  handOver(ask: HandOverAsk): Promise<boolean> {
    return this.#ask(this.#bridge.handOver({ ask }));
  }

  handOverAgain(): Promise<boolean> {
    return this.#ask(this.#bridge.handOverAgain());
  }

  async confirm(): Promise<boolean> {
    this.confirming = true;
    const confirmed = await this.#ask(this.#bridge.confirm());
    this.confirming = false;
    return confirmed;
  }

  deny(): Promise<boolean> {
    return this.#ask(this.#bridge.deny());
  }

  takeBack(pin: string): Promise<boolean> {
    return this.#ask(this.#bridge.takeBack({ pin }));
  }

  next(): Promise<boolean> {
    return this.#ask(this.#bridge.next());
  }

  async undo(binding: Binding, reason: UndoReason): Promise<Result<undefined>> {
    const result = await settle(this.#bridge.undo({ bindingId: binding.id, reason }));
    if (result.ok) this.undone = binding;
    return result;
  }

  endShift(): Promise<boolean> {
    return this.#ask(this.#bridge.endShift());
  }

  leave(): Promise<boolean> {
    return this.#ask(this.#bridge.leave());
  }

  /** Somebody answered the question whether they are there. */
  moreTime(): Promise<boolean> {
    return this.#ask(this.#bridge.moreTime());
  }

  /** Something was touched or typed. The main process is told seldom enough, and nobody is told when that fails. */
  noticeActivity(): void {
    const now = performance.now();
    if (this.current === null || now < this.#restUntil) return;
    this.#restUntil = now + restBetweenSigns;
    void settle(this.#bridge.moreTime());
  }

  noticeCopy(): void {
    if (this.current !== null) void settle(this.#bridge.copied());
  }

  async #ask(call: Promise<Result<undefined>>): Promise<boolean> {
    this.problem = null;
    const result = await settle(call);
    if (!result.ok) this.problem = result.error;
    return result.ok;
  }

  #onView(view: KioskView | null): void {
    const hands = view?.hands ?? null;
    const subject = view?.stage.name === 'serving' ? view.stage.person.id : null;
    if (hands !== this.#hands) this.#changeHands(hands);
    if (subject !== this.#subject) this.#forget(subject);
  }

  #changeHands(hands: Hands | null): void {
    this.#hands = hands;
    this.returning = false;
    this.problem = null;
    this.#ports.onHands(hands);
  }

  #forget(subject: string | null): void {
    this.#subject = subject;
    this.problem = null;
    this.undone = null;
    this.returning = false;
    this.#ports.onSubject();
  }
}

/** Milliseconds between two signs of life: far less than the shortest idle time. */
const restBetweenSigns = 5_000;
