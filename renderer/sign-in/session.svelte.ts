import type { DeskError } from '../../shared/errors';
import type { SessionView } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

export class SessionState {
  readonly view: LiveView<SessionView>;
  /** why the last thing the person asked for was not even begun */
  problem = $state.raw<DeskError | null>(null);
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.view = new LiveView(bridge.session);
  }

  signIn(): Promise<boolean> {
    return this.#ask(this.#bridge.session.signIn());
  }

  cancel(): Promise<boolean> {
    return this.#ask(this.#bridge.session.cancelSignIn());
  }

  /** The browser window may be lost: a new attempt opens another one. */
  async openBrowserAgain(): Promise<void> {
    if (await this.cancel()) await this.signIn();
  }

  signOut(): Promise<boolean> {
    return this.#ask(this.#bridge.session.signOut());
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
