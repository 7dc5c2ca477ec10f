import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inCheckout } from '../../scripts/setup/checkout.mjs';
import { runInDesktopSession } from '../../scripts/setup/desktop-session.mjs';

/** The account that owns nothing; only used when these checks run as root. */
const nobody = { uid: 65_534, gid: 65_534 };
const limitMs = 30_000;
const manyLimitMs = 120_000;
const nodeVariables = ['NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'NODE_PATH'];

export const packageFolder = inCheckout('dist', 'linux-unpacked');

/**
 * A copy of the package that any user may read, wherever this checkout lies.
 *
 * @returns {Promise<{ executable: string, remove: () => Promise<void> }>}
 */
export async function installCopy() {
  const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-package-'));
  const installed = join(folder, 'app');
  await cp(packageFolder, installed, { recursive: true });
  // mkdtemp's folder is for its owner alone.
  await chmod(folder, 0o755);
  return {
    executable: join(installed, 'enrollment-desk'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Starts the packaged app as it is released: as an unprivileged user, with Chromium's sandbox.
 *
 * @param {string} executable
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [variables]
 * @param {number} [timeoutMs]
 */
export async function runPackaged(executable, args, variables = {}, timeoutMs = limitMs) {
  let output = '';
  const own = Object.entries(process.env).filter(([name]) => !isOurs(name));
  const code = await runInDesktopSession(executable, args, {
    cwd: tmpdir(),
    env: { ...Object.fromEntries(own), ...variables },
    ...(process.getuid?.() === 0 && { user: nobody }),
    output: { write: (text) => void (output += text) },
    timeoutMs,
  });
  return { code, output };
}

/**
 * The same for several starts that end at once, in one desktop session.
 *
 * @param {string} executable
 * @param {{ args: string[], variables: NodeJS.ProcessEnv }[]} starts
 * @returns {Promise<{ code: number | null, output: string }[]>} in the order of the starts
 */
export async function runMany(executable, starts) {
  const script = inCheckout('test', 'packaged', 'session-of-many.mjs');
  // another user may not be able to read this checkout
  const copy = join(executable, '..', 'session-of-many.mjs');
  await cp(script, copy);
  const args = [copy, executable, JSON.stringify(starts)];
  const { code, output } = await runPackaged(process.execPath, args, {}, manyLimitMs);
  if (code !== 0) throw new Error(output);
  const lines = output.split('\n').filter((line) => line.startsWith('{"index":'));
  return lines
    .map((line) => {
      /** @type {unknown} */
      const start = JSON.parse(line);
      return /** @type {{ index: number, code: number | null, output: string }} */ (start);
    })
    .sort((left, right) => left.index - right.index);
}

/**
 * The first line that is a JSON object.
 *
 * @param {string} output
 * @returns {Record<string, unknown> | undefined}
 */
export function jsonIn(output) {
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) return undefined;
  /** @type {unknown} */
  const content = JSON.parse(line);
  return /** @type {Record<string, unknown>} */ (content);
}

/**
 * What set-up and the test runner hand down must not reach the app under test.
 *
 * @param {string} name
 */
function isOurs(name) {
  return (
    name.startsWith('ELECTRON_') ||
    name.startsWith('ENROLLMENT_DESK_') ||
    nodeVariables.includes(name)
  );
}
