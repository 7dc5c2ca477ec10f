import { BrowserWindow, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { ceremonyContract } from '../../shared/webauthn/ceremony';
import { fail, ok } from '../../shared/result';
import { serve } from '../ipc/serve';
import type { Log } from '../log/log';
import { lockContents } from '../security/lockdown';
import { hardened } from '../security/preferences';
import type { CeremonyDependencies, Conversation } from '../webauthn/ceremony';
import { paperColour } from '../window';
import { pagePath, type Pages } from './page';
import { createSession, disposeOf } from './session';

export interface CeremonyWindowDependencies {
  /** the window that waits for the answer, below this one; null: there is none */
  readonly parent: () => BrowserWindow | null;
  readonly preload: string;
  readonly pages: Pages;
  readonly log: Log;
  readonly newReference: () => string;
}

/** Answers this page, in this very window, and nobody else. */
const converse = (
  contents: WebContents,
  pageUrl: string,
  { take, give }: Conversation,
  { log, newReference }: CeremonyWindowDependencies,
): void =>
  serve(
    ceremonyContract,
    {
      ceremony: {
        take() {
          const task = take();
          return task === null ? fail({ code: 'notAllowed' }) : ok(task);
        },
        give(outcome) {
          give(outcome);
          return ok(undefined);
        },
      },
    },
    {
      port: {
        handle: (channel, listener) =>
          contents.ipc.handle(channel, (event, input: unknown) => listener(event, input)),
      },
      isTrusted: ({ senderFrame }: IpcMainInvokeEvent) =>
        senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.url === pageUrl,
      reach: () => null,
      log,
      newReference,
    },
  );

const createWindow = (parent: BrowserWindow, own: Session, preload: string): BrowserWindow =>
  new BrowserWindow({
    parent,
    modal: true,
    // at a kiosk type and targets are larger
    ...(parent.isKiosk() ? { width: 600, height: 720 } : { width: 460, height: 600 }),
    minWidth: 320,
    minHeight: 360,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    show: false,
    title: 'Enrollment Desk',
    backgroundColor: paperColour(),
    webPreferences: { session: own, preload, ...hardened },
  });

/** Opens a window of its own for each ceremony; nothing of one is left for the next. */
export const createCeremonyWindow = (
  dependencies: CeremonyWindowDependencies,
): CeremonyDependencies['open'] => {
  const { parent: parentNow, preload, pages, log } = dependencies;
  let count = 0;

  return (origin, conversation) => {
    const pageUrl = `${origin}${pagePath}`;
    const parent = parentNow();
    let window: BrowserWindow | null = null;
    let isOver = false;
    const gone: typeof conversation.gone = (how) => {
      if (!isOver) conversation.gone(how);
    };

    const show = async (below: BrowserWindow): Promise<void> => {
      const own = await createSession(`ceremony-${String((count += 1))}`, origin, pages);
      // taken back meanwhile, or without anybody who waits for it
      if (isOver || below.isDestroyed()) {
        gone('closed');
        return disposeOf(own);
      }
      const shown = createWindow(below, own, preload);
      window = shown;
      const { webContents } = shown;
      lockContents(webContents, () => false);
      converse(webContents, pageUrl, conversation, dependencies);
      webContents.once('render-process-gone', () => gone('broken'));
      webContents.once('preload-error', () => gone('broken'));
      webContents.once('did-navigate', (_event, _url, status) => {
        if (status !== 200) gone('broken');
      });
      shown.once('ready-to-show', () => shown.show());
      shown.once('closed', () => {
        gone('closed');
        disposeOf(own).catch((cause: unknown) => log.error('ceremony.notDisposed', {}, cause));
      });
      await shown.loadURL(pageUrl);
    };

    if (parent === null || parent.isDestroyed()) gone('closed');
    else
      show(parent).catch((cause: unknown) => {
        if (isOver) return;
        log.error('ceremony.notShown', {}, cause);
        gone('broken');
      });

    return {
      close() {
        isOver = true;
        if (window?.isDestroyed() === false) window.destroy();
        // at once it would be in the middle of closing itself, if it took this one with it: that ends the program
        setImmediate(() => {
          if (parent?.isDestroyed() === false) parent.focus();
        });
      },
    };
  };
};
