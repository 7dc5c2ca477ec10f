import {
  baseLocale,
  getTextDirection,
  locales,
  overwriteGetLocale,
  type Locale,
} from './messages/compiled/runtime';
import { isLoaded, loadWords } from './words';

export interface OfferedLanguage {
  readonly locale: Locale;
  /** in its own words */
  readonly label: string;
}

/** Written by a command, to find what cannot be translated (scripts/messages/pseudo-locale.mjs). */
const pseudo: Locale = 'ar-XB';

const offered: readonly Locale[] =
  import.meta.env.RELEASE === true ? locales.filter((locale) => locale !== pseudo) : locales;

/** RFC 4647, section 3.4: `de-AT` is served by `de`, and never by another region's. */
const matchOf = (tag: string): Locale | undefined => {
  const parts = tag.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const range = parts.slice(0, length).join('-');
    const match = offered.find((locale) => locale.toLowerCase() === range);
    if (match !== undefined) return match;
  }
  return undefined;
};

const firstMatch = (tags: readonly string[]): Locale => {
  for (const tag of tags) {
    const match = matchOf(tag);
    if (match !== undefined) return match;
  }
  return baseLocale;
};

type Tell = (locale: Locale, chosen: boolean) => void;

/**
 * The language of the window. [Note: Words follow the language] Every message asks for the language when it is called,
 * and the answer is a rune: whatever shows a message in markup or in a `$derived` is told anew when the language
 * changes, in place, and nothing that was typed or opened is lost. Words must not be kept in a `const` or a `$state`.
 */
export class Language {
  #current = $state<Locale>(baseLocale);
  #start: Locale;
  #wanted: Locale = baseLocale;
  #shown: Promise<void> = Promise.resolve();
  #kept: string | null = null;
  #configured: string | undefined = undefined;
  #chosen = false;
  readonly #preferred: readonly string[];
  readonly #tell: Tell;

  /**
   * `preferred`: what this computer says about the person's languages, BCP 47, best first. `tell`: learns of every
   * language that is shown, and whether the person chose it.
   */
  constructor(preferred: readonly string[], tell: Tell = () => undefined) {
    this.#preferred = preferred;
    this.#tell = tell;
    this.#start = firstMatch(preferred);
    overwriteGetLocale(() => this.#current);
    this.#show(this.#start);
  }

  get current(): Locale {
    return this.#current;
  }

  get available(): readonly OfferedLanguage[] {
    return offered.map((locale) => ({
      locale,
      label: new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale,
    }));
  }

  /** Settles once the language that is wanted is shown: its words may have to be loaded first. */
  get shown(): Promise<void> {
    return this.#shown;
  }

  /** What was chosen at this workstation before (BCP 47) comes before everything else; null: nothing was. */
  recall(kept: string | null): void {
    this.#kept = kept;
    this.#startAnew();
  }

  /** The language that the configuration names (BCP 47) comes before those of the computer; undefined: it names none. */
  startIn(configured: string | undefined): void {
    this.#configured = configured;
    this.#startAnew();
  }

  /** Holds until `reset`, and at a workstation also for the next start. */
  choose(locale: Locale): void {
    this.#chosen = true;
    this.#show(locale);
  }

  /** Back to the language of the start: what one person chose is nothing for the next. */
  reset(): void {
    this.#chosen = false;
    this.#show(this.#start);
  }

  #startAnew(): void {
    const named = [this.#kept, this.#configured].filter((tag) => typeof tag === 'string');
    this.#start = firstMatch([...named, ...this.#preferred]);
    if (!this.#chosen) this.#show(this.#start);
  }

  #show(locale: Locale): void {
    this.#wanted = locale;
    if (isLoaded(locale)) this.#speak(locale);
    else
      this.#shown = loadWords(locale).then(() => {
        // another one may be wanted by now
        if (this.#wanted === locale) this.#speak(locale);
      });
  }

  #speak(locale: Locale): void {
    this.#current = locale;
    document.documentElement.lang = locale;
    document.documentElement.dir = getTextDirection(locale);
    this.#tell(locale, this.#chosen);
  }
}
