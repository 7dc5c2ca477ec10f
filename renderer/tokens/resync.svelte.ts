import type { DeskError } from '../../shared/errors';
import type { TokenView } from '../../shared/ipc/views';
import { settle, type Bridge } from '../bridge';
import { codeLimits } from '../pairing/code/digits';

/** What is wrong with what was typed, before anything is sent. */
export type CodeFlaw = 'missing' | 'incomplete' | 'same';

interface Flaw {
  readonly field: 'first' | 'second';
  readonly flaw: CodeFlaw;
}

/**
 * Two codes of a token that follow each other, in one call or in two. Codes are good for one try, so nothing of them is
 * kept longer than it takes: `second` stands for the next one where PingOne has asked for that.
 */
export class Resyncing {
  first = $state('');
  second = $state('');
  /** PingOne has taken a code, and wants the next one */
  oneMore = $state(false);
  busy = $state(false);
  flaw = $state.raw<Flaw | null>(null);
  error = $state.raw<DeskError | null>(null);
  readonly #token: Pick<TokenView, 'id' | 'length'>;
  readonly #resync: Bridge['tokens']['resync'];
  /** the code that PingOne has taken: the next one is another */
  #taken = '';

  constructor(token: Pick<TokenView, 'id' | 'length'>, resync: Bridge['tokens']['resync']) {
    this.#token = token;
    this.#resync = resync;
  }

  /** The token as it is now, where it is in step again; undefined where it is not, or not yet. */
  async send(): Promise<TokenView | null | undefined> {
    if (this.busy) return undefined;
    this.flaw = this.#flaw();
    if (this.flaw !== null) return undefined;
    const second = this.oneMore;
    const codes = second ? [this.second] : [this.first, this.second].filter((code) => code !== '');
    this.busy = true;
    this.error = null;
    const result = await settle(this.#resync({ tokenId: this.#token.id, codes, second }));
    this.busy = false;
    this.first = '';
    this.second = '';
    this.#taken = '';
    if (!result.ok) {
      this.error = result.error;
      this.oneMore = false;
      return undefined;
    }
    if (result.value.state === 'resynced') return result.value.token;
    this.#taken = codes.at(-1) ?? '';
    this.oneMore = true;
    return undefined;
  }

  /** Nothing is left of what was typed. */
  forget(): void {
    this.first = '';
    this.second = '';
    this.#taken = '';
  }

  #flaw(): Flaw | null {
    const first = this.oneMore ? null : this.#flawOf(this.first);
    if (first !== null) return { field: 'first', flaw: first };
    if (!this.oneMore && this.second === '') return null;
    const before = this.oneMore ? this.#taken : this.first;
    const second = this.second === before ? 'same' : this.#flawOf(this.second);
    return second === null ? null : { field: 'second', flaw: second };
  }

  #flawOf(code: string): CodeFlaw | null {
    if (code === '') return 'missing';
    const { length } = this.#token;
    const fits = length === null ? code.length >= codeLimits.shortest : code.length === length;
    return fits ? null : 'incomplete';
  }
}
