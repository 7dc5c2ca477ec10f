import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { pressOnce } from '../../../renderer/press-once';

const pressed = vi.fn();
let button: HTMLButtonElement;

beforeAll(() => pressOnce(window));
beforeEach(() => {
  pressed.mockReset();
  button = document.createElement('button');
  button.append(document.createElement('span'));
  button.addEventListener('click', pressed);
  document.body.append(button);
});
afterEach(() => button.remove());

const click = (target: Element, detail: number): boolean =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
/** Whether the browser does what it usually does with this key. */
const key = (name: string, repeat: boolean): boolean =>
  button.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, repeat, bubbles: true, cancelable: true }),
  );

// both were seen to fail without their listener
it('[fault 35] the second click of two presses no button', () => {
  click(button, 1);
  expect(click(button.firstElementChild ?? button, 2)).toBe(false);
  click(button, 3);
  expect(pressed).toHaveBeenCalledTimes(1);
  click(button, 1);
  // a key that presses a button is a click without a number
  click(button, 0);
  expect(pressed).toHaveBeenCalledTimes(3);
});

it('[fault 35] Enter that is held down presses once', () => {
  expect(key('Enter', false)).toBe(true);
  expect(key('Enter', true)).toBe(false);
  expect(key('ArrowDown', true)).toBe(true);
});

it('what is no button may be clicked as often as anybody likes', () => {
  const text = document.createElement('p');
  document.body.append(text);
  expect(click(text, 2)).toBe(true);
  text.remove();
});
