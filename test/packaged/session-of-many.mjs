/**
 * Starts one program several times in one desktop session, two at a time, and prints a line of JSON for each start:
 *
 *   node session-of-many.mjs EXECUTABLE STARTS     STARTS: [{ args, variables }] as JSON
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const limitMs = 20_000;
const [executable = '', text = '[]'] = process.argv.slice(2);
/** @type {unknown} */
const given = JSON.parse(text);
const starts = /** @type {{ args: string[], variables: NodeJS.ProcessEnv }[]} */ (given);

/** @param {{ args: string[], variables: NodeJS.ProcessEnv }} start */
async function startOne({ args, variables }) {
  const child = spawn(executable, args, {
    env: { ...process.env, ...variables },
    timeout: limitMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ piece) => (output += piece));
  }
  await once(child, 'close');
  return { code: child.exitCode, output };
}

const left = [...starts.entries()];
await Promise.all(
  [1, 2].map(async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, start] = next;
      process.stdout.write(`${JSON.stringify({ index, ...(await startOne(start)) })}\n`);
    }
  }),
);
