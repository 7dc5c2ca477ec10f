import type { DeskError } from '../../shared/errors';
import type { TokenList, TokenView } from '../../shared/ipc/views';
import { settle, type Bridge } from '../bridge';

interface Found extends TokenList {
  /** what was searched for */
  readonly text: string;
}

/** Hardware tokens by their serial number. Only the newest search has an answer. */
export class TokenSearch {
  text = $state('');
  found = $state.raw<Found | null>(null);
  problem = $state.raw<DeskError | null>(null);
  searching = $state(false);
  readonly #find: Bridge['tokens']['find'];
  #version = 0;

  constructor({ find }: Pick<Bridge['tokens'], 'find'>) {
    this.#find = find;
  }

  get isLongEnough(): boolean {
    return this.text.trim() !== '';
  }

  async search(): Promise<void> {
    this.close();
    const text = this.text.trim();
    if (text === '') return;
    const version = this.#version;
    this.searching = true;
    const result = await settle(this.#find({ text }));
    if (version !== this.#version) return;
    this.searching = false;
    if (result.ok) this.found = { ...result.value, text };
    else this.problem = result.error;
  }

  /** What is known of a token now; null: what was known may not be true any more. */
  update(tokenId: string, token: TokenView | null): void {
    if (this.found === null) return;
    const tokens = this.found.tokens.map((known) =>
      known.id === tokenId ? (token ?? { ...known, drift: null }) : known,
    );
    this.found = { ...this.found, tokens };
  }

  /** Nothing that is still under way is answered. */
  close(): void {
    this.#version += 1;
    this.searching = false;
    this.found = null;
    this.problem = null;
  }
}
