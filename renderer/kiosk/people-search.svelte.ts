import type { DeskError } from '../../shared/errors';
import { searchMinimum, type KioskPerson, type SearchResult } from '../../shared/kiosk/view';
import type { Result } from '../../shared/result';

/** Milliseconds of quiet after the last key before PingOne is asked. */
export const quietBeforeSearch = 300;

const tidied = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What is typed, and whom that found. Only the newest search has an answer. */
export class PeopleSearch {
  text = $state('');
  result = $state.raw<SearchResult | null>(null);
  problem = $state.raw<DeskError | null>(null);
  searching = $state(false);
  /** who would be opened by Enter */
  active = $state.raw<KioskPerson | null>(null);
  readonly #ask: (text: string) => Promise<Result<SearchResult>>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;

  constructor(ask: (text: string) => Promise<Result<SearchResult>>) {
    this.#ask = ask;
  }

  get people(): readonly KioskPerson[] {
    return this.result?.people ?? [];
  }

  get isLongEnough(): boolean {
    return Array.from(tidied(this.text)).length >= searchMinimum;
  }

  type(text: string): void {
    const before = tidied(this.text);
    this.text = text;
    if (tidied(text) === before) return;
    // whom another text found is not opened by mistake
    this.#drop();
    if (!this.isLongEnough) return;
    this.searching = true;
    this.#timer = setTimeout(() => void this.search(), quietBeforeSearch);
  }

  clear(): void {
    this.text = '';
    this.#drop();
  }

  /** At once, without waiting for more to be typed. */
  async search(): Promise<void> {
    this.#drop();
    if (!this.isLongEnough) return;
    const version = this.#version;
    this.searching = true;
    const result = await this.#ask(tidied(this.text));
    if (version !== this.#version) return;
    this.searching = false;
    if (!result.ok) {
      this.problem = result.error;
      return;
    }
    this.result = result.value;
    const [only, ...others] = result.value.people;
    this.active = others.length === 0 ? (only ?? null) : null;
  }

  /** Chooses another one of the people found; beyond one end is the other. */
  move(by: 1 | -1): void {
    const { people, active } = this;
    const index = people.findIndex(({ id }) => id === active?.id);
    const from = index === -1 && by === -1 ? 0 : index;
    this.active = people[(from + by + people.length) % people.length] ?? null;
  }

  /** Nothing that is still under way is answered. */
  close(): void {
    this.#drop();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#version += 1;
    this.searching = false;
    this.result = null;
    this.problem = null;
    this.active = null;
  }
}
