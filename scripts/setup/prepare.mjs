import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { electronVariables, ensureElectronRuntime } from './electron-runtime.mjs';
import { say } from './report.mjs';

/**
 * What a command needs before it can do its own work.
 *
 * @typedef {object} Needs
 * @property {import('./debian-packages.mjs').PackageGroup[]} [packages]
 */

/** Chromium's own sandbox refuses to start for uid 0, and for uid 0 alone it is switched off. */
export function sandboxArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** True where a window can be shown to somebody. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some(
    (name) => name !== undefined && name !== '',
  );
}

/** Dependencies alone: enough for everything that starts no Electron. */
export async function prepareDependencies() {
  await ensureDependencies();
  return { ...process.env };
}

/**
 * Dependencies, Debian packages and an Electron runtime. Answers the runtime, and the environment
 * that programs which start Electron get.
 *
 * @param {Needs} needs
 */
export async function prepareElectron({ packages = [] }) {
  await ensureDependencies();
  await ensureDebianPackages('electron', ...packages);
  const runtime = await ensureElectronRuntime(process.env);
  const electronArguments = sandboxArguments();
  if (electronArguments.length > 0) {
    say("Running as root: Electron is started with --no-sandbox, Chromium's sandbox is off.");
  }
  const env = {
    ...process.env,
    ...electronVariables(runtime),
    ENROLLMENT_DESK_ELECTRON_ARGS: electronArguments.join(' '),
  };
  return { runtime, env };
}
