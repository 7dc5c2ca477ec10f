import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 *
 * @typedef {object} SpawnOptions
 * @property {string | undefined} [cwd]
 * @property {NodeJS.ProcessEnv | undefined} [env]
 * @property {number | undefined} [uid] another user, when this is root
 * @property {number | undefined} [gid]
 * @property {import('node:child_process').StdioOptions} [stdio]
 */

const setpriv = '/usr/bin/setpriv';

/**
 * Starts a process of the session. It has a group of its own, so that Ctrl-C reaches the command
 * first and takes the desktop from under it last; and the kernel ends it when this process is
 * killed without a chance to clean up (`kill -9`, out of memory).
 *
 * @param {string} command
 * @param {string[]} args
 * @param {SpawnOptions & { whenOrphaned: 'KILL' | 'TERM' }} options
 * @returns {ChildProcess}
 */
export function startOwn(command, args, { whenOrphaned, ...options }) {
  const guarded = existsSync(setpriv)
    ? [setpriv, '--pdeathsig', whenOrphaned, '--', command, ...args]
    : [command, ...args];
  return spawn(guarded[0] ?? command, guarded.slice(1), { detached: true, ...options });
}

/**
 * Ends a process that `startOwn` started, with everything in its group.
 *
 * @param {ChildProcess} child
 * @param {number} patienceMs how long it may take to end by itself
 */
export async function endOwn(child, patienceMs) {
  if (child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  signalGroup(child.pid, 'SIGTERM');
  if (child.exitCode === null && child.signalCode === null) {
    const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), patienceMs);
    await gone;
    clearTimeout(timer);
  }
  // Grandchildren that outlived it, such as a browser's helpers.
  signalGroup(child.pid, 'SIGKILL');
}

/**
 * @param {number | undefined} pid the group's leader
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
