import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedActions, type RecordEntry } from '../../../../electron/record/entry';
import { examine, type RecordReport } from '../../../../electron/record/examine';
import { firstHead, writeHead, type RecordHead } from '../../../../electron/record/head';
import { noHash, sealedLine } from '../../../../electron/record/line';

export const environmentId = '6b5c7c4e-0000-4000-8000-000000000001';

export const entry: RecordEntry = {
  action: 'deviceProven',
  outcome: 'done',
  operator: { id: '6b5c7c4e-0000-4000-8000-0000000000aa', username: 'morgan' },
  subject: { id: '6b5c7c4e-0000-4000-8000-0000000000bb' },
  device: { id: '6b5c7c4e-0000-4000-8000-0000000000cc', type: 'SMS', target: '****0123' },
  proof: { at: 1_700_000_000_000, authenticationId: '6b5c7c4e-0000-4000-8000-0000000000dd' },
  transactionId: '6b5c7c4e-0000-4000-8000-0000000000ee',
  correlationId: null,
  detail: null,
};

const id = fc.uuid();
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const entries: fc.Arbitrary<RecordEntry> = fc.record({
  action: fc.constantFrom(...recordedActions),
  outcome: fc.constantFrom('done', 'refused', 'failed'),
  operator: fc.record({
    id,
    // whatever a directory may hold: quotes, backslashes, brackets, other scripts, emoji
    username: fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((name) => name.replaceAll(/\p{Cc}/gu, '')),
  }),
  subject: orNull(fc.record({ id })),
  device: orNull(
    fc.record({
      id: orNull(id),
      type: fc.constantFrom('SMS', 'EMAIL', 'OATH_TOKEN', 'PINGID_DESKTOP_GEN2'),
      target: fc.constantFrom(null, '****', '****0123', 'k****@example.org'),
    }),
  ),
  proof: orNull(fc.record({ at: fc.nat(), authenticationId: id })),
  transactionId: orNull(id),
  correlationId: orNull(id),
  detail: fc.constantFrom(null, 'photoId', 'wrongPerson', 'timedOut'),
});

/** Lines, each with its line break, that follow on one another. */
export const linesOf = (
  said: readonly RecordEntry[],
  from: { readonly seq: number; readonly hash: string } = { seq: 0, hash: noHash },
): string[] => {
  let previous = from.hash;
  return said.map((each, index) => {
    const line = sealedLine({
      seq: from.seq + index + 1,
      at: 1_700_000_000_000 + index,
      environmentId,
      entry: each,
      continues: null,
      previous,
    });
    previous = line.hash;
    return line.text;
  });
};

export const hashIn = (line: string): string => /"hash":"(\w+)"\}\n$/.exec(line)?.[1] ?? '';

/** The same line with other contents, and a hash that agrees with them. */
export const resealed = (line: string, change: (body: string) => string): string => {
  const body = change(line.replace(/,"hash":"\w+"\}\n$/, '}'));
  const { previous, at, seq, v: _version, environmentId: where, ...said } = JSON.parse(body);
  return sealedLine({ seq, at, environmentId: where, entry: said, continues: null, previous }).text;
};

/** The head of a record with these lines. */
export const headOf = (lines: readonly string[]): RecordHead => {
  const newest = lines.at(-1);
  return newest === undefined
    ? firstHead
    : {
        v: 1,
        begin: { seq: 1, hash: hashIn(lines[0]!) },
        continues: null,
        seq: lines.length,
        hash: hashIn(newest),
        size: Buffer.byteLength(lines.join('')),
        length: Buffer.byteLength(newest),
      };
};

/** What is found in these contents, read piece by piece, beside the head of a record with those lines. */
export const reportOn = (
  lines: readonly string[],
  contents: string | Buffer,
  piece = 1_000,
): RecordReport => {
  const examination = examine('record.jsonl', headOf(lines));
  const bytes = Buffer.from(contents);
  for (let from = 0; from < bytes.length; from += piece)
    examination.read(bytes.subarray(from, from + piece));
  return examination.report();
};

/** Puts a sound record with its head on disk, hands it over, and takes it away again. */
export const withRecord = async <T>(
  lines: readonly string[],
  use: (file: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-record-'));
  try {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, lines.join(''));
    await writeHead(file, headOf(lines));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
};
