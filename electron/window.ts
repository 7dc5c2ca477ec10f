import { BrowserWindow, nativeTheme, type Session } from 'electron';

/** Colours of the paper in `renderer/tokens.css`, shown for the moment before the page paints. */
const paper = { light: '#f7f6f3', dark: '#15171b' } as const;

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly url: string;
}

/** The one window. Calm, small, resizable to 360 wide; shown when it has something to show. */
export const createWindow = ({ session, preload, url }: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    width: 880,
    height: 640,
    minWidth: 360,
    minHeight: 480,
    useContentSize: true,
    show: false,
    title: 'Enrollment Desk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: FLAVOUR === 'test',
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(url);
  return window;
};
