import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type en from '../../renderer/messages/en.json';

/** The name of a message. */
export type Word = Exclude<keyof typeof en, '$schema'>;
/** A language of the window; the last one is written from right to left, and made up. */
export type Locale = 'en' | 'de' | 'ar-XB';
export const locales = ['en', 'de', 'ar-XB'] as const;

type Message = (inputs: object, options: { readonly locale: Locale }) => string;

// every language at once; compiled before every test run, and without types of its own
const compiled = resolve(
  import.meta.dirname,
  '../../renderer/messages/compiled/messages/_index.js',
);
const messages = (await import(pathToFileURL(compiled).href)) as Record<Word, Message>;

/** What stands on a screen in this language. */
export const wordsIn = (locale: Locale, word: Word, inputs: object = {}): string =>
  messages[word](inputs, { locale });
