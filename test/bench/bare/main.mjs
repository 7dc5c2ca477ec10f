/** The least that shows a window: what Electron itself costs on this machine. */
import { app, BrowserWindow } from 'electron';

// Not awaited: an ES module that waits for `ready` here waits for ever.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 880,
    height: 640,
    show: false,
    webPreferences: { sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadFile('index.html');
});
