import { beforeEach, expect, it, vi } from 'vitest';
import {
  clipboardLifetime,
  copyingTime,
  createSecretClipboard,
} from '../../../electron/secret-clipboard';

let text: string;
let clipboard: ReturnType<typeof createSecretClipboard>;

beforeEach(() => {
  vi.useFakeTimers();
  text = 'mine';
  clipboard = createSecretClipboard({
    read: () => Promise.resolve(text),
    write: (written) => Promise.resolve(void (text = written)),
    clear: () => Promise.resolve(void (text = '')),
  });
  return () => vi.useRealTimers();
});

it('a secret leaves the clipboard after a minute', async () => {
  await clipboard.put('secret');
  await vi.advanceTimersByTimeAsync(clipboardLifetime - 1);
  expect(text).toBe('secret');
  await vi.advanceTimersByTimeAsync(1);
  expect(text).toBe('');
});

it('what was copied since is not touched', async () => {
  await clipboard.put('secret');
  text = 'something else';
  await vi.advanceTimersByTimeAsync(clipboardLifetime);
  expect(text).toBe('something else');
});

it('a second secret has a minute of its own', async () => {
  await clipboard.put('one');
  await vi.advanceTimersByTimeAsync(clipboardLifetime / 2);
  await clipboard.put('two');
  await vi.advanceTimersByTimeAsync(clipboardLifetime / 2);
  expect(text).toBe('two');
  await vi.advanceTimersByTimeAsync(clipboardLifetime / 2);
  expect(text).toBe('');
});

it('can be taken off before its time, and once only', async () => {
  await clipboard.put('secret');
  await clipboard.take();
  expect(text).toBe('');
  text = 'secret';
  await clipboard.take();
  expect(text).toBe('secret');
});

it('takes off what was copied from the window, and says that it is gone', async () => {
  // the page tells of it before it is there
  const noted = clipboard.note();
  const taken = clipboard.take();
  text = 'a code that somebody copied';
  await vi.advanceTimersByTimeAsync(copyingTime);
  await noted;
  expect(await taken).toBe(true);
  expect(text).toBe('');
});

it('says so when it could not take it off', async () => {
  const stubborn = createSecretClipboard({
    read: () => Promise.resolve(text),
    write: (written) => Promise.resolve(void (text = written)),
    clear: () => Promise.resolve(),
  });
  await stubborn.put('secret');
  expect(await stubborn.take()).toBe(false);
  text = 'something else';
  expect(await stubborn.take()).toBe(true);
});
