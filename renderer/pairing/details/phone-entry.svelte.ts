import type { DeskError } from '../../../shared/errors';
import type { PhoneReading } from '../../../shared/ipc/views';
import { settle, type Bridge } from '../../bridge';
import type { TypedPhone } from '../typed';
import type { PhoneNumber } from './phone-words';

/** How long nobody has to have typed before a number is looked at, in milliseconds. */
export const pause = 250;
/** Nobody types a longer one, in characters. */
const longest = 200;

/** A telephone number while it is typed. The main process understands it; the newest answer counts. */
export class PhoneEntry {
  country = $state<string | null>(null);
  text = $state('');
  /** what the text was understood as; null while that is not known */
  reading = $state.raw<PhoneReading | null>(null);
  /** why nobody could tell */
  problem = $state.raw<DeskError | null>(null);
  readonly #read: Bridge['phone']['read'];
  readonly #onchange: () => void;
  #asked: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;
  #closed = false;

  /** `onchange`: something of what was typed or understood is different now */
  constructor(read: Bridge['phone']['read'], start: TypedPhone, onchange: () => void) {
    this.#read = read;
    this.country = start.country;
    this.text = start.text;
    this.#onchange = onchange;
  }

  get typed(): TypedPhone {
    return { country: this.country, text: this.text };
  }

  get number(): PhoneNumber | null {
    return this.reading?.kind === 'number' ? this.reading : null;
  }

  type(text: string): void {
    this.text = text;
    this.#forget();
    this.#timer = setTimeout(() => void this.settle(), pause);
    this.#onchange();
  }

  choose(country: string | null): void {
    this.country = country;
    this.#forget();
    void this.settle();
    this.#onchange();
  }

  /** Where this person most likely is, unless the number or the person said something else. */
  suggest(country: string | null): void {
    if (country === null || this.country !== null) return;
    if (this.#saysCountry) this.country = country;
    else this.choose(country);
  }

  /** Waits until what is typed now is understood. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.reading !== null || this.#closed) return;
    const version = this.#version;
    this.#asked ??= this.#ask();
    await this.#asked;
    // typed on meanwhile
    if (version !== this.#version) await this.settle();
  }

  /** Shows the number as it was understood, without the extension behind it. */
  tidy(): void {
    if (this.number === null) return;
    this.text = this.number.international;
    this.reading = { ...this.number, extension: null };
    this.#onchange();
  }

  close(): void {
    this.#closed = true;
    this.#forget();
  }

  /** A number that begins with + says itself where it belongs. */
  get #saysCountry(): boolean {
    return /^\s*[+＋]/u.test(this.text);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#version += 1;
    this.#asked = null;
    this.reading = null;
    this.problem = null;
  }

  async #ask(): Promise<void> {
    const version = this.#version;
    const text = this.text.slice(0, longest);
    const result = await settle(this.#read({ country: this.country, text }));
    if (version !== this.#version) return;
    this.#asked = null;
    this.problem = result.ok ? null : result.error;
    this.reading = result.ok ? result.value : null;
    if (this.#saysCountry) this.country = this.number?.country ?? this.country;
    this.#onchange();
  }
}
