/** `npm run screenshots`: takes the pictures in `docs/screenshots/` from the running app. */
import { buildApp } from './setup/build.mjs';
import { toolScript } from './setup/checkout.mjs';
import { runInDesktopSession } from './setup/desktop-session.mjs';
import { prepareElectron } from './setup/prepare.mjs';
import { runCommand } from './setup/report.mjs';

await runCommand(async () => {
  const { env } = await prepareElectron({ packages: ['keychain', 'desktopSession', 'browser'] });
  await buildApp(env);
  const tsx = toolScript('tsx');
  return runInDesktopSession(process.execPath, [tsx, 'test/tour/screenshots.ts'], { env });
});
