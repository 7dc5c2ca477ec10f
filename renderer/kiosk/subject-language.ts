import type { Hands } from '../../shared/kiosk/view';
import type { Language } from '../language.svelte';

type Locale = Language['current'];

/** The language that the person chose holds in the person's hands. The operator, and the next person, have their own. */
export class SubjectLanguage {
  readonly #language: Language;
  #chosen: Locale | null = null;
  #inHands = false;

  constructor(language: Language) {
    this.#language = language;
  }

  onHands(hands: Hands | null): void {
    const inHands = hands === 'subject';
    if (inHands === this.#inHands) return;
    this.#inHands = inHands;
    if (!inHands) {
      this.#chosen = this.#language.current;
      this.#language.reset();
    } else if (this.#chosen !== null) this.#language.choose(this.#chosen);
  }

  forget(): void {
    this.#chosen = null;
    this.#language.reset();
  }
}
