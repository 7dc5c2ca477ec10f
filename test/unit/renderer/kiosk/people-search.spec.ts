import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeopleSearch, quietBeforeSearch } from '../../../../renderer/kiosk/people-search.svelte';
import type { SearchResult } from '../../../../shared/kiosk/view';
import { fail, ok, type Result } from '../../../../shared/result';
import { aKioskPerson } from '../../../fakes/views';

const one = aKioskPerson();
const two = aKioskPerson();
const finds = (text: string, people = [one]): Result<SearchResult> =>
  ok({ text, people, more: false });

/** A directory that answers when it is told to, in any order. */
const createDirectory = () => {
  const asked: { text: string; answer: (result: Result<SearchResult>) => void }[] = [];
  const search = new PeopleSearch(
    (text) =>
      new Promise((answer) => {
        asked.push({ text, answer });
      }),
  );
  return { asked, search };
};

describe('a search for people', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks once, when there is quiet, for at least three letters', async () => {
    const { asked, search } = createDirectory();
    search.type('ki');
    await vi.advanceTimersByTimeAsync(quietBeforeSearch);
    expect(asked).toHaveLength(0);
    search.type('kim');
    await vi.advanceTimersByTimeAsync(quietBeforeSearch - 1);
    search.type('kim  n');
    await vi.advanceTimersByTimeAsync(quietBeforeSearch - 1);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ text }) => text)).toEqual(['kim n']);
  });

  it('counts letters, not what a computer makes of them', async () => {
    const { asked, search } = createDirectory();
    search.type('𠮷𠮷');
    await vi.advanceTimersByTimeAsync(quietBeforeSearch);
    expect(asked).toHaveLength(0);
  });

  it('never lets an older answer take the place of a newer one', async () => {
    const { asked, search } = createDirectory();
    search.type('kim');
    void search.search();
    search.type('kimb');
    void search.search();
    const [older, newer] = asked;
    newer?.answer(finds('kimb', [two]));
    await vi.advanceTimersByTimeAsync(0);
    older?.answer(finds('kim', [one]));
    await vi.advanceTimersByTimeAsync(0);
    expect(search.people).toEqual([two]);
  });

  it('forgets whom another text found, and an answer to it that is still to come', async () => {
    const { asked, search } = createDirectory();
    search.type('kim');
    void search.search();
    search.type('kimb');
    asked[0]?.answer(finds('kim'));
    await vi.advanceTimersByTimeAsync(0);
    expect(search.result).toBeNull();
    expect(search.searching).toBe(true);
    search.clear();
    expect(search.searching).toBe(false);
    await vi.advanceTimersByTimeAsync(quietBeforeSearch);
    expect(asked).toHaveLength(1);
  });

  it('offers to open the only one, and nobody where there are several', async () => {
    const { asked, search } = createDirectory();
    search.type('kim');
    void search.search();
    asked[0]?.answer(finds('kim'));
    await vi.advanceTimersByTimeAsync(0);
    expect(search.active).toBe(one);
    void search.search();
    asked[1]?.answer(finds('kim', [one, two]));
    await vi.advanceTimersByTimeAsync(0);
    expect(search.active).toBeNull();
    search.move(-1);
    expect(search.active).toBe(two);
    search.move(1);
    expect(search.active).toBe(one);
  });

  it('says why it did not work, and can be repeated', async () => {
    const { asked, search } = createDirectory();
    search.type('kim');
    void search.search();
    asked[0]?.answer(fail({ code: 'timedOut' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(search.problem).toEqual({ code: 'timedOut' });
    void search.search();
    expect(search.problem).toBeNull();
    expect(asked).toHaveLength(2);
  });
});
