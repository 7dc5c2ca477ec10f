import type { BrowserWindow, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { createTrustedSender } from '../../../../electron/security/trusted-sender';

const own = 'app://bundle/index.html';

const frame = (url: string): WebFrameMain => ({ url }) as unknown as WebFrameMain;
const contentsWith = (mainFrame: WebFrameMain): WebContents =>
  ({ mainFrame }) as unknown as WebContents;
const windowWith = (webContents: WebContents, isDestroyed = false): BrowserWindow =>
  ({ webContents, isDestroyed: () => isDestroyed }) as unknown as BrowserWindow;
const from = (sender: WebContents, senderFrame: WebFrameMain | null): IpcMainInvokeEvent =>
  ({ sender, senderFrame }) as unknown as IpcMainInvokeEvent;

const top = frame(own);
const contents = contentsWith(top);
const elsewhere = contentsWith(frame(own));
const trusts = (window: BrowserWindow | null, event: IpcMainInvokeEvent): boolean =>
  createTrustedSender(
    () => window,
    (url) => url.startsWith('app://bundle/'),
  )(event);

// seen to fail: each condition of createTrustedSender taken out
describe('whose calls are heard', () => {
  const window = windowWith(contents);

  it('is the top frame of the one window', () => {
    expect(trusts(window, from(contents, top))).toBe(true);
  });

  it.each([
    ['a frame within the page', from(contents, frame(own))],
    ['a frame that is gone', from(contents, null)],
    ['another window, on our own page', from(elsewhere, elsewhere.mainFrame)],
  ])('is not %s', (_what, event) => {
    expect(trusts(window, event)).toBe(false);
  });

  it.each(['about:blank', 'https://elsewhere.example/', 'file:///index.html', ''])(
    'is not the window when it shows %j',
    (url) => {
      const shown = contentsWith(frame(url));
      expect(trusts(windowWith(shown), from(shown, shown.mainFrame))).toBe(false);
    },
  );

  it('is nobody while there is no window', () => {
    expect(trusts(null, from(contents, top))).toBe(false);
    expect(trusts(windowWith(contents, true), from(contents, top))).toBe(false);
  });
});
