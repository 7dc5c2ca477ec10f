import { afterEach, describe, expect, it } from 'vitest';
import { clockNote } from '../../../../renderer/clock-words';
import { Language } from '../../../../renderer/language.svelte';
import { listOf } from '../../../../renderer/lists';
import { m } from '../../../../renderer/messages/compiled/messages';
import { countryOptions } from '../../../../renderer/pairing/details/phone-words';
import { startName } from '../../../../renderer/pairing/details/start-name';
import { dateTimeOf, spokenTimeLeftOf } from '../../../../renderer/times';
import { nicknameSchema } from '../../../../shared/devices/catalog';
import * as v from 'valibot';

const isolated = (text: string): string => `\u2068${text}\u2069`;
const minute = 60_000;

describe('what follows the language', () => {
  afterEach(() => {
    new Language([]).reset();
  });

  it('are dates and times', () => {
    const at = new Date(2026, 2, 5, 16, 30).getTime();
    const language = new Language(['en']);
    expect(dateTimeOf(at).replaceAll(/\s/gu, ' ')).toBe('Mar 5, 2026, 4:30 PM');
    language.choose('de');
    expect(dateTimeOf(at)).toBe('05.03.2026, 16:30');
  });

  it('are durations and plural forms', () => {
    const language = new Language(['de']);
    expect(spokenTimeLeftOf(60)).toBe('Noch 1 Minute.');
    expect(spokenTimeLeftOf(120)).toBe('Noch 2 Minuten.');
    expect(clockNote(2 * 24 * 60 * minute)?.title).toBe(
      'Die Uhr dieses Computers geht um 2 Tage vor',
    );
    language.choose('ar-XB');
    // six forms, and each of them says how many
    for (const count of [0, 1, 2, 3, 11, 100])
      expect(m.clock_hours({ count })).toMatch(/^\d+ \u200f/);
  });

  it('are lists', () => {
    const language = new Language(['en']);
    expect(listOf(['3 paired', '1 proven', '1 waiting'])).toBe('3 paired, 1 proven, 1 waiting');
    language.choose('de');
    expect(listOf(['3 gekoppelt', '1 erprobt', '1 unfertig'])).toBe(
      '3 gekoppelt, 1 erprobt und 1 unfertig',
    );
  });

  it('are the names of countries and their order', () => {
    const countries = ['AT', 'EG', 'DE', 'OM'].map((code) => ({ code, callingCode: '1' }));
    const named = (locale: string) =>
      countryOptions({ countries, suggested: null }, locale).map(({ label }) => label);
    new Language(['en']).choose('en');
    expect(named('en')).toEqual(['Austria (+1)', 'Egypt (+1)', 'Germany (+1)', 'Oman (+1)']);
    // not after Z
    expect(named('de')).toEqual([
      'Ägypten (+1)',
      'Deutschland (+1)',
      'Oman (+1)',
      'Österreich (+1)',
    ]);
  });
});

describe('names and addresses in sentences', () => {
  afterEach(() => {
    new Language([]).reset();
  });

  it('are kept together where lines begin on the right', () => {
    const language = new Language(['ar-XB']);
    for (const name of ['+1 512 555 0123', 'kim@example.org', 'Kim (IT)', 'نور'])
      expect(m.app_signed_in_as({ name })).toContain(isolated(name));
    language.choose('de');
    expect(m.app_signed_in_as({ name: 'نور (IT)' })).toBe(`Angemeldet als ${isolated('نور (IT)')}`);
  });

  it('are left as they are where nothing could go wrong', () => {
    new Language(['en']).choose('en');
    for (const name of ['+1 512 555 0123', 'kim@example.org', 'Kim (IT)', 'Žofie Łukasz'])
      expect(m.app_signed_in_as({ name })).toBe(`Signed in as ${name}`);
  });

  it('carry no marks of direction into a name that is kept', () => {
    new Language(['ar-XB']).choose('ar-XB');
    const name = startName(m.describe_token_suggestion({ serial: '23AB009' }), []);
    expect(name).toContain('23AB009');
    expect(v.is(nicknameSchema, name)).toBe(true);
  });
});
