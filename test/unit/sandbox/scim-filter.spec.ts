import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../sandbox/http/scim-filter';

const RULES = { attributes: ['username', 'name.family', 'status'], operators: ['eq', 'sw'] };
const fits = (filter: string, item: object) => parseFilter(filter, RULES)({ ...item });

describe('a filter', () => {
  it.each([
    ['username eq "kim"', true],
    ['username EQ "KIM"', true],
    ['(username eq "kim")', true],
    ['username sw "k"', true],
    ['username eq "alex" or name.family eq "Novak"', true],
    ['username eq "kim" and name.family eq "Okafor"', false],
    ['username eq "alex" and status eq "x" or username eq "kim"', true],
    ['username eq "alex" and (status eq "x" or username eq "kim")', false],
  ])('%s', (filter, expected) => {
    expect(fits(filter, { username: 'kim', name: { family: 'Novak' } })).toBe(expected);
  });

  it.each([
    '',
    'username',
    'username eq',
    'username eq kim',
    'username eq "kim',
    '(username eq "k"',
    'username eq "k")',
    'username co "k"',
    'shoe eq "44"',
    'username eq "a" xor username eq "b"',
    'username eq "a" and',
    'and username eq "a"',
    'username eq "a" username eq "b"',
    '((username eq "a")',
    '()',
    'username eq "a"b"',
    String.raw`username eq "a\b"`,
    String.raw`username eq "a\"`,
    'username eq true',
  ])('%j is refused', (filter) => {
    expect(() => fits(filter, {})).toThrow();
  });

  it.each([
    [String.raw`username eq "Dwayne \"Rocky\""`, 'Dwayne "Rocky"'],
    [String.raw`username sw "dwayne \"r"`, 'Dwayne "Rocky"'],
    [String.raw`username eq "back\\slash"`, String.raw`Back\slash`],
    [`username eq "o'brien"`, "O'Brien"],
    ['username sw "παπα"', 'Παπαδοπούλου'],
    ['username eq "ЩЕРБАК"', 'Щербак'],
    ['username sw "nguyễ"', 'Nguyễn'],
  ])('%s finds %s', (filter, username) => {
    expect(fits(filter, { username })).toBe(true);
    expect(fits(filter, { username: 'kim' })).toBe(false);
  });

  it('tells letters with marks from letters without', () => {
    expect(fits('username sw "nguye"', { username: 'Nguyễn' })).toBe(false);
  });

  it('finds any text once quotes and backslashes are escaped', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (username, other) => {
        const literal = `"${username.replace(/["\\]/g, '\\$&')}"`;
        expect(fits(`username eq ${literal}`, { username })).toBe(true);
        const same = username.toLowerCase() === other.toLowerCase();
        expect(fits(`username eq ${literal}`, { username: other })).toBe(same);
      }),
    );
  });
});
