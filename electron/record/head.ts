import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { isMissingFile } from '../files/missing';
import { writeAtomically } from '../files/write-atomically';
import { countSchema, digestSchema, fileNameSchema, longestLine, noHash, sha256 } from './line';

const headFields = {
  v: v.literal(1),
  /** the first line of this file; null while there is none */
  begin: v.nullable(v.strictObject({ seq: countSchema, hash: digestSchema })),
  /** the damaged record that this one goes on from */
  continues: v.nullable(fileNameSchema),
  /** number and hash of the newest line; of the one to go on from while there is none */
  seq: countSchema,
  hash: digestSchema,
  /** bytes of the file up to the end of the newest line, and of that line, with its line break */
  size: countSchema,
  length: countSchema,
};
const headSchema = v.strictObject(headFields);
const sealedSchema = v.pipe(
  v.strictObject({ ...headFields, seal: digestSchema }),
  v.check(({ size, length }) => length <= Math.min(size, longestLine)),
);

/** What the newest line of a record is: without it nobody could see that lines were cut from the end. */
export type RecordHead = v.InferOutput<typeof headSchema>;

export type HeadRead = RecordHead | 'missing' | 'unreadable';

/** Of a record without a line that goes on from nothing. */
export const firstHead: RecordHead = {
  v: 1,
  begin: null,
  continues: null,
  seq: 0,
  hash: noHash,
  size: 0,
  length: 0,
};

/** `record.jsonl` -> `record.head.json` */
export const headFileOf = (recordFile: string): string =>
  `${recordFile.replace(/\.jsonl$/, '')}.head.json`;

// in the order of the schema, whatever the order in the file
const sealOf = (head: RecordHead): string => sha256(JSON.stringify(v.parse(headSchema, head)));

export const headText = (head: RecordHead): string =>
  `${JSON.stringify({ ...head, seal: sealOf(head) })}\n`;

export const headIn = (text: string): RecordHead | 'unreadable' => {
  try {
    const parsed = v.safeParse(sealedSchema, JSON.parse(text));
    if (!parsed.success) return 'unreadable';
    const { seal, ...head } = parsed.output;
    return seal === sealOf(head) ? head : 'unreadable';
  } catch {
    return 'unreadable';
  }
};

/** Throws what the file system throws, unless there is no such file. */
export const readHead = async (recordFile: string): Promise<HeadRead> => {
  try {
    return headIn(await readFile(headFileOf(recordFile), 'utf8'));
  } catch (cause) {
    if (isMissingFile(cause)) return 'missing';
    throw cause;
  }
};

/** On disk when it returns, so that no loss of power leaves a head that is older than the lines. */
export const writeHead = (recordFile: string, head: RecordHead): Promise<void> =>
  writeAtomically(headFileOf(recordFile), headText(head));
