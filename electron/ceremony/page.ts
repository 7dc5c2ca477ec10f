import { net, type Session } from 'electron';
import { builtFile, manifestOf, notFound } from '../security/app-protocol';

/** Where the page lies at the origin of the relying party. Nobody else's page is touched: none is ever asked for. */
export const pagePath = '/ceremony/index.html';

export interface Pages {
  /** with everything that was built for windows */
  readonly folder: string;
  /** the development server, with what is not built yet; null: the built page */
  readonly developmentUrl: string | null;
}

/** What the page consists of: itself, and what it loads. */
const isPart = (path: string): boolean => path === pagePath || path.startsWith('/assets/ceremony-');

const fromServer = (developmentUrl: string, { pathname, search }: URL): Promise<Response> =>
  net.fetch(new URL(`${pathname}${search}`, developmentUrl).href, {
    bypassCustomProtocolHandlers: true,
  });

/** Serves the page of the ceremony to this session, at this origin; nothing else of the web is there. */
export const servePage = (session: Session, origin: string, pages: Pages): void => {
  const { folder, developmentUrl } = pages;
  const manifest = developmentUrl === null ? manifestOf(folder) : new Map<string, string>();
  session.protocol.handle('https', (request) => {
    const url = new URL(request.url);
    if (url.origin !== origin || request.method !== 'GET') return notFound();
    if (developmentUrl !== null) return fromServer(developmentUrl, url);
    const file = isPart(url.pathname) ? manifest.get(url.pathname) : undefined;
    return file === undefined ? notFound() : builtFile(file);
  });
};
