import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createShiftPin } from '../../../../electron/kiosk/pin';

const wrong = (attemptsRemaining: number) => ({
  ok: false,
  error: { code: 'pinWrong', attemptsRemaining },
});
const spent = { ok: false, error: { code: 'pinSpent' } };

it('is right when it is right, leading zeros and all', () => {
  const pin = createShiftPin();
  pin.set('0042');
  expect(pin.check('42')).toEqual(wrong(4));
  expect(pin.check('0042').ok).toBe(true);
  expect(pin.triesLeft()).toBe(5);
});

it('is worth nothing after five wrong tries, not even when it is right then', () => {
  const pin = createShiftPin();
  pin.set('4711');
  for (const left of [4, 3, 2, 1]) expect(pin.check('0815')).toEqual(wrong(left));
  expect(pin.check('0815')).toEqual(spent);
  expect(pin.check('4711')).toEqual(spent);
  expect(pin.triesLeft()).toBeNull();
  pin.renew();
  expect(pin.check('4711').ok).toBe(true);
});

it('lets nobody in where none was chosen, and after the shift', () => {
  const pin = createShiftPin();
  expect(pin.triesLeft()).toBeNull();
  expect(pin.check('')).toEqual(spent);
  pin.set('4711');
  pin.forget();
  expect(pin.check('4711')).toEqual(spent);
});

it('is nowhere to be read', () => {
  const pin = createShiftPin();
  pin.set('4711');
  expect(inspect(pin, { depth: 9, showHidden: true })).not.toContain('4711');
});
