import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../report.mjs';

const limitMs = 20_000;

/**
 * Waits until a session process is ready; refuses when it ends or takes too long.
 *
 * @param {string} what
 * @param {import('../own-process.mjs').ChildProcess} process
 * @param {() => boolean | Promise<boolean>} isReady
 */
export async function until(what, process, isReady) {
  const deadline = performance.now() + limitMs;
  /** @type {Error | undefined} */
  let failure;
  process.once('error', (error) => (failure = error));
  while (!(await isReady())) {
    await wait(20);
    if (failure !== undefined) throw new Refusal(`Cannot start ${what}: ${failure.message}`);
    if (process.exitCode !== null || process.signalCode !== null) {
      throw new Refusal(
        `${what} ended at once (${String(process.exitCode ?? process.signalCode)}).`,
      );
    }
    if (performance.now() > deadline) throw new Refusal(`${what} was not ready in time.`);
  }
}
