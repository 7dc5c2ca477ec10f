/**
 * What commands print. Everything goes to stderr, so that stdout belongs to the program that a
 * command runs (a JSON line, a tour, a count that somebody parses).
 */

/** A reason to stop that the person at the terminal can act on; printed without a stack. */
export class Refusal extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Announces a step, does it, and says how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`* ${title} ...`);
  const start = performance.now();
  const outcome = await work();
  say(`  done in ${seconds(performance.now() - start)}`);
  return outcome;
}

/**
 * Runs a command's main function and turns its result into the exit code.
 *
 * @param {() => Promise<number>} main answers the exit code
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Refusal ? `\n${error.message}` : String(asError(error).stack));
    process.exitCode = 1;
  }
}

/**
 * @param {unknown} thrown
 * @returns {Error}
 */
export function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
