import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exactly,
  startsLike,
  startsLikeWithoutPrefixes,
} from '../../../../electron/kiosk/search-filter';
import { parseFilter } from '../../../sandbox/http/scim-filter';

const attributes = ['username', 'email', 'name.given', 'name.family'];
const finds = (filter: string, user: object): boolean =>
  parseFilter(filter, { attributes, operators: ['eq', 'sw'] })(user as never);

/** What people type, and what somebody types who wants to find out what the filter does with it. */
const typed = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      'kim" or username sw "',
      '\\" or (username pr) or "',
      'a\\',
      '"',
      'eq "x"',
      ') and (',
      "o'neil",
      'Ελένη Παπαδοπούλου',
    ),
  )
  .map((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim())
  .filter((text) => text !== '');

describe('what is typed stays what it is', () => {
  it('finds the very user name or e-mail address, and nobody else', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const filter = exactly(text);
        expect(finds(filter, { username: text, email: 'someone@example.org' })).toBe(true);
        expect(finds(filter, { username: 'someone', email: text })).toBe(true);
        expect(finds(filter, { username: `${text}x`, email: `x${text}` })).toBe(false);
      }),
    );
  });

  it('finds names that begin like it, and never everybody', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const filter = startsLike(text);
        expect(finds(filter, { username: `${text}x` })).toBe(true);
        expect(finds(filter, { name: { family: `${text}x` } })).toBe(true);
        expect(finds(filter, { username: '\u{10ffff}', name: {} })).toBe(false);
      }),
    );
  });
});

describe('a name of several words', () => {
  const novak = { username: 'u1', name: { given: 'Kim', family: 'Novak' } };
  const carmen = { username: 'u2', name: { given: 'Maria del Carmen', family: 'Ruiz' } };

  it.each(['Kim Nov', 'Nov Kim', 'Kim', 'Novak'])('%s finds Kim Novak', (text) => {
    expect(finds(startsLike(text), novak)).toBe(true);
    expect(finds(startsLike(text), carmen)).toBe(false);
  });

  it.each(['Maria del Carmen', 'Maria del Carmen Ru', 'Ruiz Maria del'])(
    '%s finds both halves',
    (text) => {
      expect(finds(startsLike(text), carmen)).toBe(true);
      expect(finds(startsLike(text), novak)).toBe(false);
    },
  );

  it('of many words makes no filter without end', () => {
    const filter = startsLike(
      Array.from({ length: 60 }, (_, index) => `w${String(index)}`).join(' '),
    );
    expect(filter.length).toBeLessThan(2_000);
  });

  it('is found whole where the directory knows no prefixes', () => {
    expect(finds(startsLikeWithoutPrefixes('Kim Novak'), novak)).toBe(true);
    expect(finds(startsLikeWithoutPrefixes('Kim Nov'), novak)).toBe(false);
  });
});
