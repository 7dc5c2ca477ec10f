import { existsSync } from 'node:fs';
import { inCheckout, readJson } from './checkout.mjs';
import { Refusal, step } from './report.mjs';
import { run } from './run.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} LockedPackages */

const oldestNode = [20, 19];

/**
 * Installs what `package-lock.json` names, when something else is installed. No install script is
 * needed by any dependency, so none runs, whatever this npm's default is.
 */
export async function ensureDependencies() {
  requireNode();
  if (dependenciesAreInstalled()) return;
  const [command, args] = npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  await step('Installing the dependencies with npm ci', async () => {
    const code = await run(command, args);
    if (code !== 0) throw new Refusal(`npm ci failed (exit code ${String(code)}).`);
  });
}

/**
 * True when npm's own record of what it installed agrees with the lock file. That record is the
 * last thing npm writes, so an interrupted installation does not count.
 */
export function dependenciesAreInstalled() {
  const installedRecord = inCheckout('node_modules', '.package-lock.json');
  if (!existsSync(installedRecord)) return false;
  const installed = packagesOf(installedRecord);
  return Object.entries(packagesOf(inCheckout('package-lock.json'))).every(([path, locked]) => {
    if (path === '') return true;
    const present = installed[path];
    // npm leaves out what belongs to another platform.
    if (present === undefined) return locked.optional === true || locked.devOptional === true;
    return present.version === locked.version;
  });
}

/**
 * The npm that started us, or the one on the path.
 *
 * @param {...string} args
 * @returns {[command: string, args: string[]]}
 */
export function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') === true ? [process.execPath, [script, ...args]] : ['npm', args];
}

/**
 * @param {string} file
 * @returns {LockedPackages}
 */
function packagesOf(file) {
  return /** @type {LockedPackages} */ (readJson(file).packages ?? {});
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Refusal(
    `Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
  );
}
