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
  readonly log: Log;
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
  log,
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
  window.loadURL(url).catch(() => log.warn('window.notLoaded'));
  return window;
};
