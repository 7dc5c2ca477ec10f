import { open, stat } from 'node:fs/promises';
import { isMissingFile } from '../files/missing';
import { firstHead, readHead, type RecordHead } from './head';
import { longestLine, noHash, readLine, type SoundLine } from './line';

/** `damaged`: somebody changed it, or a line was half written; the next line goes on from the last good one. */
export type RecordEnd =
  | { readonly state: 'good'; readonly head: RecordHead }
  | { readonly state: 'damaged'; readonly seq: number; readonly hash: string };

/** Bytes that are looked at behind the newest line that the head knows. */
const readAtMost = 4 * longestLine;

const bytesBetween = async (file: string, from: number, to: number): Promise<Buffer> => {
  if (to === 0) return Buffer.alloc(0);
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

interface LineRead {
  /** null: not sound */
  readonly line: SoundLine | null;
  /** bytes, with its line break */
  readonly length: number;
}

/** `whole`: it ends with a line break */
const linesIn = (bytes: Buffer): { lines: LineRead[]; whole: boolean } => {
  const lines: LineRead[] = [];
  let from = 0;
  for (let to = bytes.indexOf(10); to !== -1; to = bytes.indexOf(10, from)) {
    const line = readLine(bytes.subarray(from, to));
    lines.push({ line: line.state === 'sound' ? line : null, length: to + 1 - from });
    from = to + 1;
  }
  return { lines, whole: from === bytes.length };
};

/** The end of a record without a head that could be believed. */
const lastSound = async (file: string, size: number): Promise<RecordEnd> => {
  const bytes = await bytesBetween(file, Math.max(0, size - readAtMost), size);
  const newest = linesIn(bytes).lines.findLast(({ line }) => line !== null)?.line;
  return { state: 'damaged', seq: newest?.seq ?? 0, hash: newest?.hash ?? noHash };
};

export const sizeOf = async (file: string): Promise<number | null> => {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (isMissingFile(cause)) return null;
    throw cause;
  }
};

/**
 * Whether the end of a record is as its head says. A program that crashed between line and head has left exactly one
 * sound line more: that is good. Only the end is read, so that a shift begins at once however long the record is.
 * Throws what the file system throws.
 */
export const endOf = async (file: string): Promise<RecordEnd> => {
  const size = await sizeOf(file);
  const head = await readHead(file);
  if (head === 'missing' && size === null) return { state: 'good', head: firstHead };
  if (head === 'missing' || head === 'unreadable') return lastSound(file, size ?? 0);
  const damaged: RecordEnd = { state: 'damaged', seq: head.seq, hash: head.hash };
  const beyond = (size ?? 0) - head.size;
  if (beyond < 0 || beyond > readAtMost) return damaged;
  const bytes = await bytesBetween(file, head.size - head.length, size ?? 0);
  const { lines, whole } = linesIn(bytes);
  if (head.length > 0) {
    const newest = lines.shift();
    if (newest?.line?.hash !== head.hash) return damaged;
  }
  const reached = lines.reduce(oneFurther, head);
  const newer = reached.seq - head.seq;
  return whole && newer === lines.length && newer <= 1
    ? { state: 'good', head: reached }
    : { state: 'damaged', seq: reached.seq, hash: reached.hash };
};

/** The head once it counts this line, where the line follows on it. */
const oneFurther = (head: RecordHead, { line, length }: LineRead): RecordHead => {
  if (line?.previous !== head.hash || line.seq !== head.seq + 1) return head;
  const { seq, hash } = line;
  return {
    ...head,
    begin: head.begin ?? { seq, hash },
    seq,
    hash,
    size: head.size + length,
    length,
  };
};
