import { dialog, type BrowserWindow } from 'electron';
import type { Log } from '../log/log';
import { afterCrash, type ShownPage } from '../process/page-crash';
import { wordsIn } from '../process/words';

export interface KeepAliveDependencies {
  readonly pages: Readonly<Record<ShownPage, string>>;
  /** BCP 47, as the window speaks it */
  readonly language: () => string;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * A window whose page crashes or hangs gets another one: the pairing lives in the main process, and the new page
 * re-attaches to it.
 */
export const keepAlive = (window: BrowserWindow, dependencies: KeepAliveDependencies): void => {
  const { pages, language, now, log } = dependencies;
  const { webContents } = window;
  let lastCrash = -Infinity;
  // a page that hangs is ended to be loaded anew, which is no crash
  let isEnded = false;
  let asked: AbortController | null = null;

  const load = (page: ShownPage): void => {
    if (window.isDestroyed()) return;
    window.loadURL(pages[page]).catch(() => log.warn('window.notLoaded', { page }));
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.warn('window.pageGone', { reason, exitCode });
    asked?.abort();
    if (reason === 'clean-exit') return;
    if (isEnded) {
      isEnded = false;
      load('own');
      return;
    }
    const at = now();
    const shown = webContents.getURL() === pages.error ? 'error' : 'own';
    const next = afterCrash(shown, at - lastCrash);
    lastCrash = at;
    setTimeout(load, next.delay, next.page);
  });

  const ask = async (signal: AbortSignal): Promise<void> => {
    const { title, lead, wait, reload } = wordsIn(language()).hung;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: title,
      detail: lead,
      buttons: [wait, reload],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    });
    if (response !== 1 || signal.aborted || window.isDestroyed()) return;
    // a page that hangs hears no request to reload
    isEnded = true;
    webContents.forcefullyCrashRenderer();
  };

  window.on('unresponsive', () => {
    if (asked !== null) return;
    log.warn('window.unresponsive');
    asked = new AbortController();
    ask(asked.signal)
      .catch((cause: unknown) => log.error('window.notAsked', {}, cause))
      .finally(() => {
        asked = null;
      });
  });
  window.on('responsive', () => asked?.abort());
  // before anybody looked after it
  if (webContents.isCrashed()) load('own');
};
