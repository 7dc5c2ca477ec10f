/**
 * Loaded into both apps with `-r`: prints when the first window was shown, when it first took clicks and when its first
 * screen did, in milliseconds since the epoch, and what was loaded by then, without either app knowing.
 */
/* global process, require, URL */
/* eslint-disable @typescript-eslint/no-require-imports -- what `-r` loads is CommonJS */
const { app } = /** @type {typeof import('electron')} */ (require('electron'));
const inspector = /** @type {typeof import('node:inspector')} */ (require('node:inspector'));

/**
 * Runs in the page: until there is something to click, and nothing keeps it from being clicked.
 *
 * @param {string} selector
 */
const untilEnabled = (selector) => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('${selector}') === null) return false;
    requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    return true;
  };
  if (look()) return;
  const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
})`;

/**
 * The addresses of all scripts that a page has loaded.
 *
 * @param {import('electron').WebContents} contents
 */
const scriptsOfPage = async (contents) => {
  /** @type {string[]} */
  const addresses = [];
  contents.debugger.on('message', (_event, method, params) => {
    if (method === 'Debugger.scriptParsed') addresses.push(String(Reflect.get(params, 'url')));
  });
  contents.debugger.attach();
  await contents.debugger.sendCommand('Debugger.enable');
  contents.debugger.detach();
  return addresses.filter((address) => address.startsWith('app:'));
};

/** @param {string} name @param {unknown} value */
const mark = (name, value) => process.stdout.write(`${name} ${JSON.stringify(value)}\n`);

const looking = process.argv.includes('--bench-scripts');
/** @type {string[]} */
const scripts = [];
if (looking) {
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
  const { webContents: contents } = window;
  contents.once('dom-ready', () => {
    void contents
      .executeJavaScript(untilEnabled('button:enabled'))
      .then((at) => mark('CLICKS', at));
    void contents.executeJavaScript(untilEnabled('main button:enabled')).then(async (at) => {
      mark('SCREEN', at);
      mark('PAGE', looking ? await scriptsOfPage(contents) : []);
    });
  });
});
