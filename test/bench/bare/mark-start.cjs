/**
 * Loaded into both apps with `-r`: prints when the first window was shown and when it first took clicks, in milliseconds
 * since the epoch, and what was loaded by then, without either app knowing.
 */
/* global process, require, URL */
/* eslint-disable @typescript-eslint/no-require-imports -- what `-r` loads is CommonJS */
const { app } = /** @type {typeof import('electron')} */ (require('electron'));
const inspector = /** @type {typeof import('node:inspector')} */ (require('node:inspector'));

/** Runs in the page: until there is something to click, and nothing keeps it from being clicked. */
const untilInteractive = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('main button:enabled, main input:enabled') === null) return false;
    requestAnimationFrame(() => setTimeout(() => resolve({
      at: performance.timeOrigin + performance.now(),
      files: performance.getEntriesByType('resource').map(({ name }) => name),
    })));
    return true;
  };
  if (look()) return;
  const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
})`;

/** @param {string} name @param {unknown} value */
const mark = (name, value) => process.stdout.write(`${name} ${JSON.stringify(value)}\n`);

/** @type {string[]} */
const scripts = [];
if (process.argv.includes('--bench-scripts')) {
  const debugging = new inspector.Session();
  debugging.connect();
  debugging.on('Debugger.scriptParsed', ({ params }) => void scripts.push(params.url));
  debugging.post('Debugger.enable');
}

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => {
    mark('SHOWN', Date.now());
    mark(
      'SCRIPTS',
      scripts.filter((url) => url.startsWith('file:')).map((url) => new URL(url).pathname),
    );
  });
  window.webContents.once('dom-ready', () => {
    void window.webContents
      .executeJavaScript(untilInteractive)
      .then((interactive) => mark('INTERACTIVE', interactive));
  });
});
