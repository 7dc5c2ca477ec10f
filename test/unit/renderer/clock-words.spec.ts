import { describe, expect, it } from 'vitest';
import { clockNote } from '../../../renderer/clock-words';

const minute = 60_000;

describe('a clock that is wrong', () => {
  it.each([
    [7 * minute, '7 minutes fast'],
    [-61_000, '1 minute slow'],
    [20_000, '1 minute fast'],
    [-89 * minute, '89 minutes slow'],
    [120 * minute, '2 hours fast'],
    [-60 * 24 * 365 * minute, '365 days slow'],
  ])('by %i ms is %s', (error, words) => {
    expect(clockNote(error)?.title).toBe(`The clock of this computer is ${words}`);
  });

  it('is set by the person', () => {
    expect(clockNote(7 * minute)?.text).toContain('Set the clock');
  });

  it('is not mentioned when it is right', () => {
    expect(clockNote(null)).toBeNull();
  });
});
