import { app, type Session, type WebContents } from 'electron';

/** Denies every permission and every request that does not stay inside the program. */
export const lockSession = (session: Session, isOwnUrl: (url: string) => boolean): void => {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.setSpellCheckerEnabled(false);
  // Chromium would fetch their dictionaries from Google all the same
  session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest((request, callback) =>
    callback({ cancel: !isOwnUrl(request.url) }),
  );
  session.on('will-download', (event) => event.preventDefault());
};

/** A page goes nowhere but to what is its own, and opens nothing. */
export const lockContents = (contents: WebContents, isOwnUrl: (url: string) => boolean): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
};

/** Every page that is ever made, by whomever, obeys the same rules. */
export const lockAllContents = (isOwnUrl: (url: string) => boolean): void => {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, isOwnUrl));
};
