import type { BrowserWindow, Session } from 'electron';
import type { WipePorts } from '../kiosk/wiping';

const clear = async (session: Session): Promise<void> => {
  await Promise.all([
    session.clearStorageData(),
    session.clearCache(),
    session.clearAuthCache(),
    session.clearHostResolverCache(),
  ]);
};

/** Nothing of it is on the disk, and nothing is left in memory that a page could read. */
const isClean = async (session: Session): Promise<boolean> =>
  session.getStoragePath() === null &&
  (await session.cookies.get({})).length === 0 &&
  (await session.getCacheSize()) === 0;

/**
 * A fresh page in the window: what the last one knew goes with it, and so do its title and its history. Then it is
 * looked at whether all that is so. `others`: sessions without a window.
 */
export const cleanWindow = async (
  window: BrowserWindow,
  url: string,
  others: readonly Session[],
): ReturnType<WipePorts['window']> => {
  const { webContents } = window;
  const sessions = [webContents.session, ...others];
  await Promise.all(sessions.map(clear));
  await window.loadURL(url);
  webContents.navigationHistory.clear();
  const clean = await Promise.all(sessions.map(isClean));
  return {
    window: webContents.navigationHistory.length() <= 1 && webContents.getURL() === url,
    storage: clean.every((each) => each),
    // refused before they begin: see `lockSession`
    downloads: webContents.session.listenerCount('will-download') > 0,
  };
};
