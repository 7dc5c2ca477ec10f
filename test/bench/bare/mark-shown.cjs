/**
 * Loaded into both apps with `-r`: says when the first window could be shown, in milliseconds
 * since the epoch, without either app knowing.
 */
/* global process, require */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what `-r` loads is CommonJS
const { app } = /** @type {typeof import('electron')} */ (require('electron'));

app.once('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => process.stdout.write(`SHOWN ${String(Date.now())}\n`));
});
