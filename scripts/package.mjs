/**
 * `npm run package`: a hardened package of the app, unpacked, in `dist/`.
 *
 *   npm run package -- --installers    what people install, for this system (docs/releasing.md)
 *
 * What follows `--config.` goes to electron-builder as it is.
 */
import { toolScript } from './setup/checkout.mjs';
import { buildApp } from './setup/build.mjs';
import { prepareElectron } from './setup/prepare.mjs';
import { Refusal, runCommand, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';

const platforms = /** @type {Partial<Record<NodeJS.Platform, string>>} */ ({
  darwin: '--mac',
  win32: '--win',
});

await runCommand(async () => {
  const options = process.argv.slice(2);
  const installers = options.includes('--installers');
  const { env, runtime } = await prepareElectron({});
  if (installers && !runtime.releasable) {
    throw new Refusal(
      `There are no installers with Electron ${runtime.version} as npm serves it: people must get ` +
        'the official one.\nPackage on a machine that can download it.',
    );
  }
  await buildApp(env, 'release');
  const code = await run(
    process.execPath,
    [
      toolScript('electron-builder'),
      platforms[process.platform] ?? '--linux',
      ...(installers ? [] : ['dir']),
      '--publish=never',
      `--config.electronDist=${runtime.folder}`,
      `--config.electronVersion=${runtime.version}`,
      ...options.filter((option) => option.startsWith('--config.')),
    ],
    { env },
  );
  if (code === 0 && !runtime.releasable) {
    say(
      `\nThis package holds Electron ${runtime.version} as npm serves it. It is for development ` +
        'and tests only.\nDO NOT RELEASE IT: package on a machine that can download Electron.',
    );
  }
  return code;
});
