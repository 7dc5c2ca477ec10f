import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import type { Log } from './log/log';
import { hardened } from './security/preferences';
import type { Bounds } from './window-state';

/** Colours of the paper in `renderer/tokens.css`, shown for the moment before the page paints. */
const paper = { light: '#f7f6f3', dark: '#15171b' } as const;
export const paperColour = (): string =>
  nativeTheme.shouldUseDarkColors ? paper.dark : paper.light;

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly url: string;
  /** where it was last time; null: the usual size, in the middle */
  readonly bounds: Bounds | null;
  readonly hidden: boolean;
  /** fills the screen, and cannot be closed by whoever stands before it */
  readonly kiosk: boolean;
}

/** A display that is gone leaves a window nobody can reach. */
const isReachable = (bounds: Bounds): boolean =>
  screen.getAllDisplays().some(({ workArea }) => {
    const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + 20 };
    return (
      middle.x >= workArea.x &&
      middle.x <= workArea.x + workArea.width &&
      middle.y >= workArea.y &&
      middle.y <= workArea.y + workArea.height
    );
  });

/** The one window. Calm, small, resizable to 360 wide; shown when it has something to show. */
export const createWindow = ({
  session,
  preload,
  url,
  bounds,
  hidden,
  kiosk,
}: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    ...(kiosk
      ? screen.getPrimaryDisplay().bounds
      : bounds !== null && isReachable(bounds)
        ? bounds
        : { width: 880, height: 640 }),
    kiosk,
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: 'Enrollment Desk',
    backgroundColor: paperColour(),
    webPreferences: { session, preload, ...hardened },
  });
  if (!hidden) window.once('ready-to-show', () => window.show());
  void window.loadURL(url);
  return window;
};

/** A page that crashes twice within this time, in milliseconds, is not started a third time. */
const crashInterval = 60_000;

/** A crashed page is loaded again: the pairing lives in the main process, and the new page re-attaches to it. */
export const keepAlive = (window: BrowserWindow, log: Log): void => {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.warn('window.pageGone', { reason, exitCode });
    const at = Date.now();
    const again = at - lastCrash > crashInterval;
    lastCrash = at;
    if (reason === 'clean-exit') return;
    if (again) window.reload();
    else window.destroy();
  });
};
