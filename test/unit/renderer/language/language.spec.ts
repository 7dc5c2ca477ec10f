import { afterEach, describe, expect, it } from 'vitest';
import { Language } from '../../../../renderer/language.svelte';
import { m } from '../../../../renderer/messages/compiled/messages';

describe('the language of the window', () => {
  // other specs of the same thread read English
  afterEach(() => {
    new Language([]).reset();
  });

  it.each([
    { preferred: ['de-AT', 'en-GB'], locale: 'de' },
    { preferred: ['fr-FR', 'de', 'en'], locale: 'de' },
    { preferred: ['DE-ch-1996'], locale: 'de' },
    { preferred: ['en-GB', 'de'], locale: 'en' },
    { preferred: ['fr', 'nds', 'deu-x'], locale: 'en' },
    { preferred: [], locale: 'en' },
    // nobody who reads Arabic is served the pseudo-locale
    { preferred: ['ar', 'ar-EG'], locale: 'en' },
    { preferred: ['ar-XB'], locale: 'ar-XB' },
  ])('starts with the first that it has of $preferred: $locale', ({ preferred, locale }) => {
    expect(new Language(preferred).current).toBe(locale);
    expect(document.documentElement.lang).toBe(locale);
  });

  it('starts with the one that the configuration names, and with the next best when it has not got that', () => {
    const language = new Language(['en']);
    language.startIn('de-LI');
    expect(language.current).toBe('de');
    language.startIn('fi');
    expect(language.current).toBe('en');
    language.startIn('de');
    language.startIn(undefined);
    expect(language.current).toBe('en');
  });

  it('keeps what a person chose until it is reset', () => {
    const language = new Language(['en']);
    language.startIn('de');
    language.choose('ar-XB');
    language.startIn('en');
    expect(language.current).toBe('ar-XB');
    language.reset();
    expect(language.current).toBe('en');
    language.startIn('de');
    expect(language.current).toBe('de');
  });

  it('starts with what was chosen here before, whatever the configuration names', () => {
    const language = new Language(['en']);
    language.startIn('en');
    language.recall('de');
    expect(language.current).toBe('de');
    language.startIn('ar-XB');
    expect(language.current).toBe('de');
  });

  it.each([null, 'fi'])('goes by the configuration when %j was chosen here before', (kept) => {
    const language = new Language(['en']);
    language.startIn('de');
    language.recall(kept);
    expect(language.current).toBe('de');
  });

  it('tells of every language that it speaks, and which of them a person chose', () => {
    const told: unknown[] = [];
    const language = new Language(['en'], (...each) => void told.push(each));
    language.startIn('de');
    language.choose('en');
    language.reset();
    expect(told).toEqual([
      ['en', false],
      ['de', false],
      ['en', true],
      ['de', false],
    ]);
  });

  it('says its words, and tells the page its name and direction', () => {
    const language = new Language(['en']);
    expect(m.common_cancel()).toBe('Cancel');
    language.choose('de');
    expect(m.common_cancel()).toBe('Abbrechen');
    expect(document.documentElement).toMatchObject({ lang: 'de', dir: 'ltr' });
    language.choose('ar-XB');
    expect(document.documentElement).toMatchObject({ lang: 'ar-XB', dir: 'rtl' });
    language.reset();
    expect(document.documentElement).toMatchObject({ lang: 'en', dir: 'ltr' });
  });

  it('calls each language by its own name', () => {
    const { available } = new Language(['de']);
    expect(available.slice(0, 2)).toEqual([
      { locale: 'en', label: 'English' },
      { locale: 'de', label: 'Deutsch' },
    ]);
  });
});
