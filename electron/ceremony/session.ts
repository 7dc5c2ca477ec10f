import { session, type Session } from 'electron';
import { lockSession } from '../security/lockdown';
import { servePage, type Pages } from './page';

/** Chromium's own requests pass by everything that a session forbids; behind this proxy there is nothing. */
const nowhere = { proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' };

/** A session that knows one page and no network. No `persist:` in its name, so it is in memory alone. */
export const createSession = async (
  name: string,
  origin: string,
  pages: Pages,
): Promise<Session> => {
  const own = session.fromPartition(name);
  lockSession(own, (url) => url.startsWith(`${origin}/`));
  servePage(own, origin, pages);
  await own.setProxy(nowhere);
  return own;
};

/** What Electron keeps of a session is its name. */
export const disposeOf = async (own: Session): Promise<void> => {
  own.protocol.unhandle('https');
  own.webRequest.onBeforeRequest(null);
  await Promise.all([own.clearStorageData(), own.clearCache(), own.closeAllConnections()]);
};
