import { expect, it } from 'vitest';
import { dateOf, isSameDay } from '../../../renderer/times';

const lastSecond = new Date(2026, 11, 31, 23, 59, 59).getTime();
const newYear = lastSecond + 1_000;

// seen to fail with less than 24 hours taken for the same day, and with the year left out always; with days that begin
// at midnight UTC only in a zone that is not UTC (TZ=Pacific/Auckland)
it('[fault 68] the turn of the year is another day, and the old year is named from then on', () => {
  expect(isSameDay(lastSecond, lastSecond - 60_000)).toBe(true);
  expect(isSameDay(lastSecond, newYear)).toBe(false);
  expect(dateOf(lastSecond, lastSecond)).not.toContain('2026');
  expect(dateOf(lastSecond, newYear)).toContain('2026');
});
