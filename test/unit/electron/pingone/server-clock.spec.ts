import { expect, it } from 'vitest';
import { createServerClock } from '../../../../electron/pingone/server-clock';
import { clockErrorOf } from '../../../../shared/pairing/view';

it('knows how far PingOne is ahead, from what its answer was dated and when it came', () => {
  const clock = createServerClock();
  expect(clock.offset()).toBe(0);
  clock.observe(420_000, 1_000, 1_200);
  expect(clock.offset()).toBe(420_500 - 1_100);
});

it('learns nothing from an answer that took too long, or came before it was asked for', () => {
  const clock = createServerClock();
  clock.observe(420_000, 1_000, 20_000);
  clock.observe(420_000, 1_000, 500);
  expect(clock.offset()).toBe(0);
});

it('a clock that is wrong by less than a minute does no harm', () => {
  expect(clockErrorOf(59_999)).toBeNull();
  expect(clockErrorOf(-59_999)).toBeNull();
  // PingOne is ahead: this computer is behind
  expect(clockErrorOf(420_000)).toBe(-420_000);
  expect(clockErrorOf(-420_000)).toBe(420_000);
});
