/** `npm run package`: a hardened package of the app, unpacked, in `dist/`. */
import { toolScript } from './setup/checkout.mjs';
import { buildApp } from './setup/build.mjs';
import { prepareElectron } from './setup/prepare.mjs';
import { runCommand, say } from './setup/report.mjs';
import { run } from './setup/run.mjs';

const platforms = /** @type {Partial<Record<NodeJS.Platform, string>>} */ ({
  darwin: '--mac',
  win32: '--win',
});

await runCommand(async () => {
  const { env, runtime } = await prepareElectron({});
  await buildApp(env, 'release');
  const code = await run(
    process.execPath,
    [
      toolScript('electron-builder'),
      platforms[process.platform] ?? '--linux',
      'dir',
      '--publish=never',
      `--config.electronDist=${runtime.folder}`,
      `--config.electronVersion=${runtime.version}`,
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
