import { describe, expect, it } from 'vitest';
import pseudo from '../../../renderer/messages/ar-XB.json';
import de from '../../../renderer/messages/de.json';
import en from '../../../renderer/messages/en.json';
import type { locales } from '../../../renderer/messages/compiled/runtime';

const sources = import.meta.glob<string>(
  ['../../../renderer/**/*.{svelte,ts}', '!../../../renderer/messages/**'],
  { query: '?raw', import: 'default', eager: true },
);
const used = new Set(
  Object.values(sources).flatMap((source) =>
    Array.from(source.matchAll(/\bm\.([a-z0-9_]+)/g), ([, key]) => key ?? ''),
  ),
);

type Message =
  | string
  | readonly {
      readonly declarations: readonly string[];
      readonly selectors: readonly string[];
      readonly match: Readonly<Record<string, string>>;
    }[];

const messagesOf = (file: Record<string, unknown>): [key: string, message: Message][] =>
  Object.entries(file as Record<string, Message>).filter(([key]) => key !== '$schema');
const keysOf = (file: Record<string, unknown>): string[] => messagesOf(file).map(([key]) => key);
const textsOf = (message: Message): string[] =>
  typeof message === 'string'
    ? [message]
    : message.flatMap((variants) => Object.values(variants.match));
const placeholdersOf = (text: string): string[] =>
  Array.from(text.matchAll(/\{([^}]*)\}/g), ([, name]) => name ?? '').sort();

const defined = keysOf(en);
const translations = { de, 'ar-XB': pseudo } satisfies Record<
  Exclude<(typeof locales)[number], 'en'>,
  Record<string, unknown>
>;
const english = new Map(messagesOf(en));

/** What is the same in German, and why. */
const sameInGerman = new Set([
  // names of products
  ...['app_name', 'app_document_title', 'kind_pingid_desktop', 'kind_whatsapp'],
  ...['connection_group_environment', 'connection_group_desktop'],
  // placeholders and what stands between them
  ...['device_detail', 'describe_name_numbered', 'phone_country_option', 'app_named_as'],
  'kiosk_binding',
  // Name, Token, Code, PIN, Computer, Details, Downloads, Person, Population, Region, optional
  ...['device_fact_name', 'rename_label', 'describe_name_label', 'done_name'],
  ...['rail_token_described', 'describe_token_suggestion', 'code_label', 'kiosk_pin_label'],
  ...['device_fact_computer', 'done_desktop_description', 'device_open', 'kiosk_part_downloads'],
  ...['kiosk_find_label', 'kiosk_person_population', 'connection_field_region', 'common_optional'],
]);

describe('the messages', () => {
  it('are looked for in every file of the window', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50);
  });

  it('exist for every use', () => {
    expect([...used].filter((key) => !defined.includes(key))).toEqual([]);
  });

  it('are all used', () => {
    expect(defined.filter((key) => !used.has(key))).toEqual([]);
  });

  it('say something, without space around it', () => {
    for (const file of [en, de, pseudo])
      for (const [key, message] of messagesOf(file))
        for (const text of textsOf(message)) {
          expect(text, key).not.toBe('');
          expect(text, key).toBe(text.trim());
        }
  });
});

describe.each(Object.entries(translations))('the messages in %s', (locale, file) => {
  it('are those of English, in its order', () => {
    expect(keysOf(file)).toEqual(defined);
  });

  it('take what the English ones take, in every plural form of the language', () => {
    const formsOf = (message: Message) =>
      typeof message === 'string'
        ? { other: placeholdersOf(message) }
        : message.map(({ declarations, selectors, match }) => ({
            declarations,
            selectors,
            forms: Object.keys(match).sort(),
            // the form for many says how many; another need not: "one field"
            other: placeholdersOf(match[`${selectors[0] ?? ''}=other`] ?? ''),
            strangers: Object.values(match)
              .flatMap(placeholdersOf)
              .filter((name) => !declarations.includes(`input ${name}`)),
          }));
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const expectedOf = (message: Message) => {
      const forms = formsOf(message);
      if (!Array.isArray(forms)) return forms;
      return forms.map((variants) => ({
        ...variants,
        forms: pluralCategories.map((form) => `${variants.selectors[0] ?? ''}=${form}`).sort(),
      }));
    };
    for (const [key, message] of messagesOf(file))
      expect(formsOf(message), key).toEqual(expectedOf(english.get(key) ?? ''));
  });
});

describe('the German messages', () => {
  it('are German', () => {
    const untranslated = messagesOf(de)
      .filter(([key, message]) => JSON.stringify(message) === JSON.stringify(english.get(key)))
      .map(([key]) => key);
    expect(untranslated.filter((key) => !sameInGerman.has(key))).toEqual([]);
    expect([...sameInGerman].filter((key) => !untranslated.includes(key))).toEqual([]);
  });
});
