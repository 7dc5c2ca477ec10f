import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, spelled } from '../../../renderer/key-groups';

describe('a pairing key in groups', () => {
  it('has four characters in each, and what is left in the last', () => {
    expect(groupsOf('019876543210')).toEqual(['0198', '7654', '3210']);
    expect(groupsOf('01987654321098')).toEqual(['0198', '7654', '3210', '98']);
    expect(groupsOf('7')).toEqual(['7']);
    expect(groupsOf('')).toEqual([]);
  });

  it('loses nothing that can be seen, whatever its length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z-]{1,64}$/), (code) => {
        const groups = groupsOf(code);
        expect(groups.join('')).toBe(code);
        for (const group of groups.slice(0, -1)) expect(Array.from(group)).toHaveLength(4);
        expect(groups.at(-1)?.length).toBeGreaterThan(0);
      }),
    );
  });

  it('leaves out what would change how it reads', () => {
    expect(groupsOf('12\u202e34\u0000\u200f\u2066\n5').join('')).toBe('12345');
  });

  it('does not cut a character in two', () => {
    expect(groupsOf('😀😁😂😃😄')).toEqual(['😀😁😂😃', '😄']);
  });

  it('is spelled, with a pause after each group', () => {
    expect(spelled(groupsOf('019876'))).toBe('0 1 9 8, 7 6');
  });
});
