/**
 * A desktop of its own for one command: message bus, Secret Service keyring and X display, with
 * fresh folders, so that nothing of the person's own session is read or written.
 */
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownedName, removeAbandoned } from './abandoned.mjs';
import { root } from './checkout.mjs';
import { Refusal } from './report.mjs';
import { exitCodeOf, onEndingSignal, run } from './run.mjs';
import { startDisplay } from './session/display.mjs';
import { lockKeyring, startKeyring } from './session/keyring.mjs';
import { startMessageBus } from './session/message-bus.mjs';
import { endOwn } from './own-process.mjs';

/**
 * - `unlocked`: a keyring that works.
 * - `locked`: a keyring that nobody can unlock: there is no prompter, so calls fail at once.
 * - `prompting`: a locked keyring with a prompt that nobody answers, so calls hang.
 * - `none`: a message bus without a Secret Service.
 *
 * @typedef {'unlocked' | 'locked' | 'prompting' | 'none'} KeyringState
 *
 * @typedef {object} SessionOptions
 * @property {NodeJS.ProcessEnv} [env] what the command gets besides the session's own variables
 * @property {KeyringState} [keyring]
 * @property {{ uid: number, gid: number }} [user] runs all of it as another user; root only
 * @property {string} [cwd]
 * @property {import('./run.mjs').Output} [output]
 * @property {number} [timeoutMs] the command is ended after this time
 */

export const keyringStates = /** @type {const} */ (['unlocked', 'locked', 'prompting', 'none']);

const servicePatienceMs = 2_000;

const folderPrefix = 'enrollment-desk-session-';

/** Variables that lead into the person's own session. */
const foreign = [
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'GNOME_KEYRING_CONTROL',
  'SSH_AUTH_SOCK',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_SESSION_TYPE',
];

/**
 * Runs a command in such a session and answers its exit code. Everything that was started is
 * ended afterwards, also on Ctrl-C; nothing else is touched.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {SessionOptions} [options]
 * @returns {Promise<number>}
 */
export async function runInDesktopSession(command, args, options = {}) {
  if (process.platform !== 'linux') throw new Refusal('The test session exists on Linux only.');
  await removeAbandoned(tmpdir(), folderPrefix);
  const folder = join(tmpdir(), ownedName(folderPrefix));
  mkdirSync(folder, { mode: 0o700 });
  /** @type {import('./own-process.mjs').ChildProcess[]} */
  const services = [];
  // A signal that comes while the session starts must not leave half of it behind.
  /** @type {NodeJS.Signals | undefined} */
  let ending;
  const forget = onEndingSignal((signal) => (ending = signal));
  try {
    const { cwd, env, uid, gid } = await startServices(folder, options, services);
    if (ending !== undefined) return exitCodeOf(null, ending);
    const { timeoutMs, output } = options;
    return await run(command, args, { cwd, env, uid, gid, timeoutMs, output });
  } finally {
    for (const service of services.reverse()) await endOwn(service, servicePatienceMs);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    forget();
  }
}

/**
 * @param {string} folder
 * @param {SessionOptions} options
 * @param {import('./own-process.mjs').ChildProcess[]} services filled one by one
 */
async function startServices(folder, { env, keyring = 'unlocked', user, cwd = root }, services) {
  const folders = makeFolders(folder, user);
  const own = Object.entries(env ?? process.env).filter(([name]) => !foreign.includes(name));
  // Chromium chooses its password store by the name of the desktop.
  const variables = { ...Object.fromEntries(own), ...folders, XDG_CURRENT_DESKTOP: 'GNOME' };
  /** @type {import('./own-process.mjs').SpawnOptions} */
  const base = { cwd, stdio: 'ignore', ...user, env: variables };

  const display = await startDisplay(folders.XDG_RUNTIME_DIR, base);
  services.push(display.process);
  const withDisplay = { ...variables, ...display.variables };
  const bus = await startMessageBus(folders.XDG_RUNTIME_DIR, {
    opensPrompts: keyring === 'prompting',
    // The prompt that the bus starts inherits this environment.
    spawnOptions: { ...base, env: withDisplay },
  });
  services.push(bus.process);
  const complete = { ...base, env: { ...withDisplay, DBUS_SESSION_BUS_ADDRESS: bus.address } };
  if (keyring !== 'none') services.push(await startKeyring(complete));
  if (keyring === 'locked' || keyring === 'prompting') await lockKeyring(complete);
  return complete;
}

/**
 * @param {string} folder
 * @param {{ uid: number, gid: number } | undefined} user
 */
function makeFolders(folder, user) {
  const folders = {
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
    XDG_STATE_HOME: join(folder, 'state'),
    // Browsers keep certificates outside the folders above, below the home folder.
    HOME: join(folder, 'home'),
  };
  for (const path of Object.values(folders)) mkdirSync(path, { mode: 0o700 });
  if (user !== undefined) {
    for (const path of [folder, ...Object.values(folders)]) chownSync(path, user.uid, user.gid);
  }
  return folders;
}
