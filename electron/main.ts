import { join } from 'node:path';
import { app, Menu } from 'electron';
import { compose } from './compose';
import { recordToVerify, runVerification } from './record/command';
import { recordFileIn } from './record/record';
import { registerAppScheme } from './security/app-protocol';
import { heedAcceleration } from './security/hardware-acceleration';
import { dangersOf } from './security/start-up-guard';

const argv = process.argv.slice(1);
const dangers = dangersOf(argv, process.env, FLAVOUR);
const record = recordToVerify(argv, recordFileIn(join(app.getPath('userData'), 'state', 'record')));

if (dangers.length > 0) {
  process.stderr.write(`Enrollment Desk does not start with: ${dangers.join(', ')}\n`);
  app.exit(78);
} else if (record !== null) {
  // beside a running app if need be: no window, no lock
  void runVerification(record).then(({ text, exitCode }) => {
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
  compose({
    environment: {
      ENROLLMENT_DESK_CONFIG: process.env.ENROLLMENT_DESK_CONFIG,
      ProgramData: process.env.ProgramData,
      SystemRoot: process.env.SystemRoot,
    },
    surroundings: { ...process.env },
    developmentUrl: app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null),
    arguments: argv,
    selfTest: argv.includes('--selftest'),
  });
}
