import type { DeskError } from '../../shared/errors';
import type { SessionView, SignInProgress, SignInWay } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

export class SessionState {
  readonly view: LiveView<SessionView>;
  /** why the last thing the person asked for was not even begun */
  problem = $state.raw<DeskError | null>(null);
  #chosen = $state<SignInWay>('browser');
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.view = new LiveView(bridge.session);
  }

  /** How somebody can sign in here, as far as is known; the best one first: of a phone nothing stays on this computer. */
  get ways(): readonly SignInWay[] {
    const view = this.view.current?.value;
    const offered = view?.state === 'signedOut' || view?.state === 'signedIn' ? view.ways : [];
    return (['phone', 'browser'] as const).filter((way) => offered.includes(way));
  }

  /** The sign-in under way, of either kind. */
  get progress(): SignInProgress | null {
    const view = this.view.current?.value;
    if (view?.state === 'signingIn') return view;
    return view?.state === 'signedIn' && view.again?.state === 'running' ? view.again : null;
  }

  /** Which way it goes: what this window asked for, where it has not come far enough to tell. */
  get way(): SignInWay {
    return (this.progress?.phone ?? null) === null ? this.#chosen : 'phone';
  }

  signIn(way: SignInWay): Promise<boolean> {
    this.#chosen = way;
    return this.#ask(this.#bridge.session.signIn({ way }));
  }

  /** Whoever is signed in shows that it is still them. */
  signInAgain(way: SignInWay): Promise<boolean> {
    this.#chosen = way;
    return this.#ask(this.#bridge.session.signInAgain({ way }));
  }

  /** Gives up either of the two, or puts away why the second did not work. */
  cancel(): Promise<boolean> {
    return this.#ask(this.#bridge.session.cancelSignIn());
  }

  /** The browser window may be lost, or the code: a new attempt of the same kind takes the place of this one. */
  async startOver(): Promise<void> {
    const again = this.view.current?.value.state === 'signedIn';
    const { way } = this;
    if (await this.cancel()) await (again ? this.signInAgain(way) : this.signIn(way));
  }

  signOut(): Promise<boolean> {
    return this.#ask(this.#bridge.session.signOut());
  }

  /** Only the network is in the way, and the main process tries again by itself. */
  get triesAgain(): boolean {
    const view = this.view.current?.value;
    return view?.state === 'signedOut' && view.triesAgain === true;
  }

  /** Not to be waited for: at once. */
  restore(): Promise<boolean> {
    return this.#ask(this.#bridge.session.restore());
  }

  retryKeychain(): Promise<boolean> {
    return this.#ask(this.#bridge.session.retryKeychain());
  }

  async #ask(call: Promise<Result<undefined>>): Promise<boolean> {
    const result = await settle(call);
    this.problem = result.ok ? null : result.error;
    return result.ok;
  }
}
