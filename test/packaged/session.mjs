import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inCheckout } from '../../scripts/setup/checkout.mjs';
import { runInDesktopSession } from '../../scripts/setup/desktop-session.mjs';

/** The account that owns nothing; only used when these checks run as root. */
const nobody = { uid: 65_534, gid: 65_534 };
const limitMs = 30_000;
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
 */
export async function runPackaged(executable, args, variables = {}) {
  let output = '';
  const own = Object.entries(process.env).filter(([name]) => !isOurs(name));
  const code = await runInDesktopSession(executable, args, {
    cwd: tmpdir(),
    env: { ...Object.fromEntries(own), ...variables },
    ...(process.getuid?.() === 0 && { user: nobody }),
    output: { write: (text) => void (output += text) },
    timeoutMs: limitMs,
  });
  return { code, output };
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
