import type { CurrentPairing } from '../current-pairing.svelte';
import type { CodeView } from './code-words';

/** A code while it is being typed and sent: empty again as soon as PingOne has looked at it. */
export class TypedCode {
  digits = $state('');
  /** what cannot be used in what was typed, in words */
  flaw = $state<string>();
  sending = $state(false);
  readonly #pairing: CurrentPairing;
  /** what is asked for now has been answered already */
  #answered = false;
  #round: number | null = null;
  #problem: string | null = null;

  constructor(pairing: CurrentPairing) {
    this.#pairing = pairing;
  }

  clear(): void {
    this.digits = '';
    this.flaw = undefined;
  }

  async send(code: string): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.#answered = true;
    await this.#pairing.act({ kind: 'answer', code });
    this.sending = false;
  }

  /**
   * Follows the screen. Answers what is asked anew: a code after a `problem`, the one of another `round`, or nothing new.
   * A view may come again with the same problem while somebody types: that is no reason to take the digits away.
   */
  follow({ busy, problem }: Pick<CodeView, 'busy' | 'problem'>, round: number): Asked {
    if (busy !== null) return 'nothing';
    const turned = this.#round !== null && this.#round !== round;
    const said = problem === null ? null : JSON.stringify(problem);
    const refused = said !== null && (this.#answered || turned || said !== this.#problem);
    this.#round = round;
    this.#problem = said;
    if (!turned && !refused) return 'nothing';
    this.#answered = false;
    this.clear();
    return refused ? 'again' : 'next';
  }
}

export type Asked = 'nothing' | 'again' | 'next';
