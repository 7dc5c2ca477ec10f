/**
 * `npm start [-- --kiosk]`: the sandbox and the app. With a display a person uses it; without one the app runs
 * through a tour on a display of its own.
 */
import { buildApp } from './setup/build.mjs';
import { toolScript } from './setup/checkout.mjs';
import { runInDesktopSession } from './setup/desktop-session.mjs';
import { hasDisplay, prepareElectron } from './setup/prepare.mjs';
import { runCommand, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';

await runCommand(async () => {
  const display = hasDisplay();
  const { env } = await prepareElectron({
    packages: display ? ['keychain'] : ['keychain', 'desktopSession', 'browser'],
  });
  await buildApp(env);
  const tsx = toolScript('tsx');
  const asked = process.argv.slice(2);
  if (display) return run(process.execPath, [tsx, 'test/tour/interactive.ts', ...asked], { env });
  say('There is no display: the app runs through a tour under Xvfb.');
  return runInDesktopSession(process.execPath, [tsx, 'test/tour/tour.ts'], { env });
});
