/** `npm run bench [-- --pairs=N]`: start-up time and memory, side by side with a bare Electron. */
import { buildApp } from './setup/build.mjs';
import { toolScript } from './setup/checkout.mjs';
import { runInDesktopSession } from './setup/desktop-session.mjs';
import { prepareElectron } from './setup/prepare.mjs';
import { runCommand } from './setup/report.mjs';

await runCommand(async () => {
  const { env } = await prepareElectron({ packages: ['keychain', 'desktopSession', 'browser'] });
  await buildApp(env);
  const tsx = toolScript('tsx');
  const args = [tsx, 'test/bench/main.ts', ...process.argv.slice(2)];
  return runInDesktopSession(process.execPath, args, { env });
});
