import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './report.mjs';

/** The root folder of this checkout, without a trailing separator. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {...string} parts */
export function inCheckout(...parts) {
  return join(root, ...parts);
}

/**
 * Where downloads are kept: a folder of the user, not of the checkout, so that every fresh clone
 * and every worktree reuses the 200 MB that the first one fetched.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  const base = env.XDG_CACHE_HOME ?? env.LOCALAPPDATA;
  return join(
    base === undefined || base === '' ? join(homedir(), '.cache') : base,
    'enrollment-desk',
  );
}

/**
 * @param {string} file
 * @returns {Record<string, unknown>}
 */
export function readJson(file) {
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {Record<string, unknown>} */ (content);
}

/**
 * The script of a tool that a dependency brings, to be run by Node. Goes round
 * `node_modules/.bin`, whose entries are shell scripts on Windows.
 *
 * @param {string} packageName
 * @param {string} [toolName] when it is not called like the package
 */
export function toolScript(packageName, toolName = packageName) {
  const folder = inCheckout('node_modules', packageName);
  const bin = /** @type {string | Record<string, string> | undefined} */ (
    readJson(join(folder, 'package.json')).bin
  );
  const entry = typeof bin === 'string' ? bin : bin?.[toolName];
  if (entry === undefined) throw new Refusal(`The package ${packageName} brings no ${toolName}.`);
  return join(folder, entry);
}
