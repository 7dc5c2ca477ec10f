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
  ])('%j is refused', (filter) => {
    expect(() => fits(filter, {})).toThrow();
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
