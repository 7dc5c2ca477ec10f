import { appOrigin } from './app-protocol';

/** What the window may show. */
export interface OwnPages {
  readonly url: string;
  readonly isOwnUrl: (url: string) => boolean;
}

// a custom scheme's origin is opaque to URL.origin: scheme and host are compared
const originOf = (url: string): string => `${new URL(url).protocol}//${new URL(url).host}`;

/** @param developmentUrl the development server's; null: the built page */
export const ownPages = (developmentUrl: string | null): OwnPages => {
  const origins =
    developmentUrl === null
      ? [appOrigin]
      : // hot reload talks over a web socket; what a crash leads to is not served there
        [originOf(developmentUrl), originOf(developmentUrl).replace(/^http/, 'ws'), appOrigin];
  return {
    url: developmentUrl ?? `${appOrigin}/index.html`,
    isOwnUrl: (url) => URL.canParse(url) && origins.includes(originOf(url)),
  };
};
