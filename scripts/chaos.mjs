/**
 * `npm run test:chaos [-- --seed S] [-- --points N]`: desks are killed, lose power or are cut off at random moments, and
 * what is left is judged. The last line is `chaos: N points, D duplicates, P unaccounted, S secrets`.
 */
import { buildApp } from './setup/build.mjs';
import { toolScript } from './setup/checkout.mjs';
import { prepareDependencies, prepareElectron } from './setup/prepare.mjs';
import { runInDesktopSession } from './setup/desktop-session.mjs';
import { Refusal, runCommand, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';

await runCommand(async () => {
  const args = [toolScript('tsx'), 'test/chaos/main.ts', ...process.argv.slice(2)];
  try {
    const { env } = await prepareElectron({ packages: ['keychain', 'desktopSession'] });
    await buildApp(env);
    return await runInDesktopSession(process.execPath, args, { env });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // plain Node is enough for most of it; the program itself says that it does without Electron
    say(error.message);
    return run(process.execPath, args, { env: await prepareDependencies() });
  }
});
