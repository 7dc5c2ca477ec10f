/**
 * `npm run bench [-- --quick] [--pairs=N] [--pairings=N] [--write]`: what the app costs beside a bare Electron window, and
 * what people wait for. What is weighed is a package as it is released; what is driven is the flavour that can be driven.
 */
import { extractAll } from '@electron/asar';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from './setup/build.mjs';
import { inCheckout, toolScript } from './setup/checkout.mjs';
import { runInDesktopSession } from './setup/desktop-session.mjs';
import { prepareElectron } from './setup/prepare.mjs';
import { Refusal, runCommand } from './setup/report.mjs';
import { run } from './setup/run.mjs';

await runCommand(async () => {
  const options = process.argv.slice(2);
  const { env } = await prepareElectron({ packages: ['keychain', 'desktopSession', 'browser'] });
  const weighed = options.includes('--quick') ? {} : await packageApp(env);
  await buildApp(env);
  const args = [toolScript('tsx'), 'test/bench/main.ts', ...options];
  return runInDesktopSession(process.execPath, args, { env: { ...env, ...weighed } });
});

/**
 * A package, and its app unpacked.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function packageApp(env) {
  const code = await run(process.execPath, [inCheckout('scripts', 'package.mjs')], { env });
  if (code !== 0) throw new Refusal('The package could not be made; see above.');
  const packaged = inCheckout('dist', 'linux-unpacked');
  const app = inCheckout('.cache', 'bench-release');
  await rm(app, { recursive: true, force: true });
  extractAll(join(packaged, 'resources', 'app.asar'), app);
  return { ENROLLMENT_DESK_BENCH_PACKAGE: packaged, ENROLLMENT_DESK_BENCH_RELEASE: app };
}
