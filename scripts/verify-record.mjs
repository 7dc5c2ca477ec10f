/**
 * Verifies the record of a kiosk, on any computer that has this checkout.
 *
 *   npm run -s verify-record -- FILE               exits 0 good, 1 damaged, 66 there is no such file
 *   npm run -s verify-record -- --bench[=LINES]    how long that takes, with 100,000 lines unless told
 */
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVerification } from '../electron/record/command';
import { firstHead, writeHead } from '../electron/record/head';
import { noHash, sealedLine } from '../electron/record/line';
import { Refusal, runCommand } from './setup/report.mjs';

const [argument = ''] = process.argv.slice(2);
const bench = /^--bench(?:=(\d+))?$/.exec(argument);

await runCommand(async () => {
  if (bench !== null) return measure(Number(bench[1] ?? 100_000));
  if (argument === '' || argument.startsWith('-'))
    throw new Refusal('Which record? Type: npm run -s verify-record -- FILE');
  const { text, exitCode } = await runVerification(argument);
  process.stdout.write(text);
  return exitCode;
});

/** @param {number} lines */
async function measure(lines) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-record-'));
  try {
    const file = join(folder, 'record.jsonl');
    await writeRecord(file, lines);
    const { size } = await stat(file);
    const before = process.memoryUsage.rss();
    const processor = process.cpuUsage();
    const times = [];
    for (let round = 1; round <= 5; round += 1) {
      const start = performance.now();
      const { exitCode } = await runVerification(file);
      if (exitCode !== 0) throw new Error('A record that nobody touched is not good.');
      times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(processor);
    const busy = ((user + system) / 1e6 / times.length).toFixed(2);
    times.sort((one, other) => one - other);
    const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
    const inSeconds = times.map((time) => (time / 1000).toFixed(2));
    const grown = megabytes(Math.max(process.memoryUsage.rss() - before, 0));
    process.stdout.write(
      `${lines.toLocaleString('en')} lines, ${megabytes(size)}: median ${inSeconds[2] ?? ''} s ` +
        `of ${inSeconds.join(', ')} s; ${busy} s of processor time each; memory grew by ${grown}\n`,
    );
    return 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {string} file
 * @param {number} lines at least one
 */
async function writeRecord(file, lines) {
  const id = '6b5c7c4e-0000-4000-8000-00000000000a';
  const handle = await open(file, 'w', 0o600);
  let head = firstHead;
  let previous = noHash;
  for (let seq = 1; seq <= lines; seq += 1) {
    const { text, hash } = sealedLine({
      seq,
      at: 1_700_000_000_000 + seq,
      environmentId: id,
      entry: {
        action: 'deviceProven',
        outcome: 'done',
        operator: { id, username: 'morgan' },
        subject: { id },
        device: { id, type: 'SMS', target: '****0123' },
        proof: { at: 1_700_000_000_000 + seq, authenticationId: id },
        transactionId: id,
        correlationId: id,
        detail: null,
      },
      continues: null,
      previous,
    });
    await handle.appendFile(text);
    const length = Buffer.byteLength(text);
    const begin = head.begin ?? { seq, hash };
    head = { ...head, begin, seq, hash, size: head.size + length, length };
    previous = hash;
  }
  await handle.close();
  await writeHead(file, head);
}
