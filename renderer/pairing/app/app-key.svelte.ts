import type { DeskError } from '../../../shared/errors';
import type { AppKey } from '../../../shared/ipc/views';
import type { Result } from '../../../shared/result';
import { m } from '../../messages/compiled/messages';

/** The key of an authenticator app while its screen is up: nothing of it outlives `drop`. */
export class ShownKey {
  key = $state.raw<AppKey | null>(null);
  problem = $state.raw<DeskError | null>(null);
  readonly #ask: () => Promise<Result<AppKey>>;
  #version = 0;

  constructor(ask: () => Promise<Result<AppKey>>) {
    this.#ask = ask;
  }

  async read(): Promise<void> {
    const version = ++this.#version;
    this.problem = null;
    const result = await this.#ask();
    // dropped meanwhile: an answer that comes late is not kept
    if (version !== this.#version) return;
    if (result.ok) this.key = result.value;
    else this.problem = result.error;
  }

  drop(): void {
    this.#version += 1;
    this.key = null;
    this.problem = null;
  }
}

/** As the app will list it. */
export const nameIn = ({ issuer, account }: AppKey): string | null =>
  issuer === null || account === null ? (issuer ?? account) : m.app_named_as({ issuer, account });

/** `JBSW Y3DP EHPK 3PXP`: groups of four are easier to type. */
export const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? '';
