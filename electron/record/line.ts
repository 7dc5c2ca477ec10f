import { hash } from 'node:crypto';
import * as v from 'valibot';
import { entryFields, idSchema, instantSchema, type RecordEntry } from './entry';

/** What the very first line of a record names as the hash of the one before. */
export const noHash = '0'.repeat(64);

export const digestSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const fileNameSchema = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/));
export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Bytes that a line may have; our own have a tenth of it. */
export const longestLine = 16_384;

const lineSchema = v.strictObject({
  v: v.literal(1),
  seq: seqSchema,
  at: instantSchema,
  environmentId: idSchema,
  ...entryFields,
  /** on the first line after a damaged record: the name under which that one was set aside */
  continues: v.exactOptional(fileNameSchema),
  previous: digestSchema,
  hash: digestSchema,
});

export const sha256 = (content: string | Buffer): string => hash('sha256', content, 'hex');

export interface LineContent {
  /** its number, without a gap from the first line of the first file on */
  readonly seq: number;
  readonly at: number;
  readonly environmentId: string;
  readonly entry: RecordEntry;
  readonly continues: string | null;
  /** hash of the line before */
  readonly previous: string;
}

/**
 * A line as it is written. Its hash is the SHA-256 of everything before the hash:
 * `sed -E 's/,"hash":"[0-9a-f]+"\}$//' | tr -d '\n' | sha256sum` finds the same.
 */
export const sealedLine = (
  content: LineContent,
): { readonly text: string; readonly hash: string } => {
  const { seq, at, environmentId, entry, continues, previous } = content;
  const body = JSON.stringify({
    v: 1,
    seq,
    at,
    environmentId,
    ...entry,
    ...(continues === null ? {} : { continues }),
    previous,
  });
  const hashed = body.slice(0, -1);
  const own = sha256(hashed);
  return { text: `${hashed},"hash":"${own}"}\n`, hash: own };
};

export interface SoundLine {
  readonly state: 'sound';
  readonly seq: number;
  readonly at: number;
  readonly continues: string | null;
  readonly previous: string;
  readonly hash: string;
}

/** A line that cannot be believed, and the numbers that it claims to have. */
export interface DamagedLine {
  readonly state: 'altered' | 'unreadable';
  readonly claims: readonly number[];
}

const unreadable = (text: string): DamagedLine => ({
  state: 'unreadable',
  // two of them where somebody removed a line break
  claims: [...text.matchAll(/"seq":(\d{1,15}),/g)].map((match) => Number(match[1])),
});

/** Reads one line without its line break; `sound`: it is ours, and agrees with its own hash. */
export const readLine = (bytes: Buffer): SoundLine | DamagedLine => {
  const text = bytes.toString('utf8');
  let parsed;
  try {
    parsed = v.safeParse(lineSchema, JSON.parse(text));
  } catch {
    return unreadable(text);
  }
  if (!parsed.success) return unreadable(text);
  const { seq, at, continues, previous, hash: own } = parsed.output;
  const end = `,"hash":"${own}"}`;
  return text.endsWith(end) && sha256(bytes.subarray(0, -end.length)) === own
    ? { state: 'sound', seq, at, continues: continues ?? null, previous, hash: own }
    : { state: 'altered', claims: [seq] };
};
