import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
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
}

/** A window that nobody sees yet. */
export interface LoadingWindow {
  readonly window: BrowserWindow;
  /** once it has something to show */
  readonly painted: Promise<void>;
  /** whether its page came at all; settles whatever becomes of it */
  readonly loaded: Promise<boolean>;
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

/** The one window. Calm, small, resizable to 360 wide. */
export const createWindow = ({ session, preload, url }: WindowOptions): LoadingWindow => {
  const window = new BrowserWindow({
    width: 880,
    height: 640,
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: 'Enrollment Desk',
    backgroundColor: paperColour(),
    webPreferences: { session, preload, ...hardened },
  });
  return {
    window,
    painted: new Promise((resolve) => window.once('ready-to-show', () => resolve())),
    loaded: Promise.race([
      window.loadURL(url).then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) =>
        window.webContents.once('render-process-gone', () => resolve(false)),
      ),
    ]),
  };
};

/** Where it was last time, or as a kiosk: filling the screen, and not to be closed by whoever stands before it. */
export const placeWindow = (
  window: BrowserWindow,
  bounds: Bounds | null,
  isKiosk: boolean,
): void => {
  if (isKiosk) {
    window.setBounds(screen.getPrimaryDisplay().bounds);
    window.setKiosk(true);
  } else if (bounds !== null && isReachable(bounds)) window.setBounds(bounds);
};
