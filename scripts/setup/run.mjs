import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './checkout.mjs';
import { endOwn, signalGroup, startOwn } from './own-process.mjs';
import { Refusal, say, seconds } from './report.mjs';

/**
 * Without `env` and `cwd`, a command gets this process's environment and runs in the checkout.
 *
 * @typedef {import('./own-process.mjs').SpawnOptions & { timeoutMs?: number | undefined }} RunOptions
 *
 * Where a command's output goes: to the terminal, or piece by piece to a listener.
 *
 * @typedef {'inherit' | { write(text: string): void }} Output
 */

/** How long a command may take to end when its time is up. */
const patienceMs = 10_000;

/** Signals that ask a command to end. */
const endingSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * The exit code that a shell would show.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
}

/**
 * Runs a command in front, with this terminal, and answers its exit code. Signals are passed on,
 * so that it ends before this process does; what it leaves running is ended
 * with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { output?: Output | undefined }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { timeoutMs, output = 'inherit', ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stream = output === 'inherit' ? output : 'pipe';
    const child = startOwn(command, args, {
      cwd: root,
      ...options,
      // A prompt would wait for ever in CI, and no command here asks anything.
      stdio: ['ignore', stream, stream],
      whenOrphaned: 'TERM',
    });
    if (output !== 'inherit') {
      for (const pipe of [child.stdout, child.stderr]) {
        pipe?.setEncoding('utf8').on('data', (/** @type {string} */ text) => output.write(text));
      }
    }
    const limit = timeoutMs === undefined ? undefined : setTimeout(onTimeUp, timeoutMs);
    const forget = onEndingSignal((signal) => {
      signalGroup(child.pid, signal);
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), patienceMs).unref();
    });
    child.once('error', (error) => finish(() => reject(cannotRun(command, error))));
    // Whatever it left running would hold the pipes open, and the machine busy.
    child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
    child.once('close', (code, signal) => finish(() => resolve(exitCodeOf(code, signal))));

    function onTimeUp() {
      say(`Taking longer than ${seconds(timeoutMs ?? 0)}: stopped.`);
      void endOwn(child, patienceMs);
    }
    /** @param {() => void} settle */
    function finish(settle) {
      clearTimeout(limit);
      forget();
      settle();
    }
  });
}

/**
 * Runs a command silently and answers what it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function capture(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      ...options,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text));
    child.once('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code, signal) =>
      resolve({ code: exitCodeOf(code, signal), stdout, stderr }),
    );
  });
}

/**
 * Hears ending signals instead of dying of them.
 *
 * @param {(signal: NodeJS.Signals) => void} listener
 * @returns {() => void} stops hearing
 */
export function onEndingSignal(listener) {
  for (const signal of endingSignals) process.on(signal, listener);
  return () => {
    for (const signal of endingSignals) process.off(signal, listener);
  };
}

/**
 * @param {string} command
 * @param {Error} error
 */
function cannotRun(command, error) {
  return new Refusal(`Cannot run ${command}: ${error.message}`);
}
