import type * as all from './messages/compiled/messages/_index';
// what every language needs goes with the window: one file less to wait for
import './messages/compiled/isolated.mjs';
import './messages/compiled/registry';
import { getLocale, type Locale } from './messages/compiled/runtime';

type Message = (inputs?: object) => string;

/**
 * [Note: One language at a time] Each language is a file of its own, which is loaded when it is first spoken: most people
 * never see a second one. A message that is called before its language is there is a bug; `Language` waits for it.
 */
const sources = {
  en: () => import('./messages/compiled/languages/en'),
  de: () => import('./messages/compiled/languages/de'),
  'ar-XB': () => import('./messages/compiled/languages/ar-XB'),
} satisfies Record<Locale, () => Promise<{ readonly default: object }>>;

// code that was loaded stays loaded, like every module
const loaded = new Map<Locale, object>();

export const isLoaded = (locale: Locale): boolean => loaded.has(locale);

export const loadWords = async (locale: Locale): Promise<void> => {
  loaded.set(locale, (await sources[locale]()).default);
};

const say = (name: string, inputs: object | undefined): string => {
  const locale = getLocale();
  const words = loaded.get(locale);
  if (words === undefined) throw new Error(`nobody speaks ${locale} yet`);
  // every language has every message, with the same inputs: the compiler's types, and a test
  return (Reflect.get(words, name) as Message)(inputs);
};

/** Every message by its name, in the language that is spoken when it is called. */
export const m = new Proxy({} as Omit<typeof all, 'default'>, {
  get:
    (_all, name): Message =>
    (inputs) =>
      say(String(name), inputs),
});
