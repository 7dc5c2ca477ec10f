import { join } from 'node:path';
import { app, ipcMain, Menu, session } from 'electron';
import { createDoor } from './ipc/door';
import type { ContractShape } from './ipc/shape';
import { recordFileIn, recordToVerify } from './record/asked';
import { prepareAnswers, registerAppScheme, serveApp } from './security/app-protocol';
import { heedAcceleration } from './security/hardware-acceleration';
import { lockAllContents, lockSession } from './security/lockdown';
import { ownPages } from './security/own-pages';
import { dangersOf } from './security/start-up-guard';
import { createWindow, type LoadingWindow } from './window';

/**
 * [Note: The window comes first] What this file loads is what has to be there before a page may be shown. The page is on
 * its way, in processes of its own, while what places the window is loaded, and on the screen before everything else is.
 */

/** `shared/ipc/contract.ts` without its schemas, put in by the build (electron.vite.config.ts). */
declare const CONTRACT_SHAPE: ContractShape;

const argv = process.argv.slice(1);
const dangers = dangersOf(argv, process.env, FLAVOUR);
const record = recordToVerify(argv, recordFileIn(join(app.getPath('userData'), 'state', 'record')));

if (dangers.length > 0) {
  process.stderr.write(`Enrollment Desk does not start with: ${dangers.join(', ')}\n`);
  app.exit(78);
} else if (record !== null) {
  // beside a running app if need be: no window, no lock
  void import('./record/command').then(async ({ runVerification }) => {
    const { text, exitCode } = await runVerification(record);
    process.stdout.write(text);
    app.exit(exitCode);
  });
} else if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.setAppUserModelId('io.enrollmentdesk.app');
  // root cannot run Chromium's sandbox; only the test flavour gets this far with the switch
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  heedAcceleration(argv);
  registerAppScheme();
  Menu.setApplicationMenu(null);
  const start = {
    environment: {
      ENROLLMENT_DESK_CONFIG: process.env.ENROLLMENT_DESK_CONFIG,
      ProgramData: process.env.ProgramData,
      SystemRoot: process.env.SystemRoot,
    },
    surroundings: { ...process.env },
    developmentUrl: app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null),
    arguments: argv,
    selfTest: argv.includes('--selftest'),
  };
  const built = (...path: string[]): string => join(import.meta.dirname, '..', ...path);
  const pages = ownPages(start.developmentUrl);
  const madePages = new Map<string, () => Response>();
  const calls = createDoor(CONTRACT_SHAPE, {
    handle: (channel, listener: (sender: Electron.IpcMainInvokeEvent, input: unknown) => unknown) =>
      ipcMain.handle(channel, (event, input: unknown) => listener(event, input)),
  });
  lockAllContents(pages.isOwnUrl);

  const open = (): LoadingWindow =>
    createWindow({
      session: session.fromPartition('window'),
      preload: built('preload', 'preload.cjs'),
      url: pages.url,
    });

  void app.whenReady().then(async () => {
    const own = session.fromPartition('window');
    lockSession(own, pages.isOwnUrl);
    const pageStarts = serveApp(own, built('renderer'), madePages);
    const first = open();
    // the processes of the page are being started meanwhile
    prepareAnswers();
    const { createPlacing } = await import('./placing');
    const placing = createPlacing({ ...start, dataFolder: app.getPath('userData') });
    const isKiosk = await placing.place(first);
    // loading the rest keeps Chromium from handing anything to the page; the best time is while that reads its script. It is
    // drawn with the next frame: `ready-to-show` would wait for the script
    await Promise.race([pageStarts, first.loaded]);
    // a kiosk's is not seen before somebody sees to it that nobody closes it
    if (!isKiosk) placing.show(first);
    // closed again by then, it has taken the program with it
    if (first.window.isDestroyed()) return;
    const { compose } = await import('./compose');
    compose(start, { built, pages, madePages, calls, placing, first, isKiosk, open });
    if (isKiosk) placing.show(first);
  });
}
