import { createReadStream } from 'node:fs';
import { examine, type Examination, type RecordReport } from './examine';
import { readHead, type HeadRead } from './head';

const headOf = (file: string): Promise<HeadRead> =>
  readHead(file).catch(() => 'unreadable' as const);

const isSame = (one: HeadRead, other: HeadRead): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

type Contents = (file: string) => AsyncIterable<Buffer>;

const contentsOf: Contents = (file) => createReadStream(file, { highWaterMark: 262_144 });

/** A record that is being written to is read again, so often at most. */
const attempts = 5;

const examined = async (file: string, contents: Contents, attempt = 1): Promise<Examination> => {
  const head = await headOf(file);
  const examination = examine(file, head);
  for await (const piece of contents(file)) examination.read(piece);
  // a head of before and lines of after would look as if somebody had changed them
  return attempt < attempts && !isSame(head, await headOf(file))
    ? examined(file, contents, attempt + 1)
    : examination;
};

/** Reads a record from end to end, beside a running app if need be, and says everything that is wrong with it. */
export const verifyRecord = async (
  file: string,
  contents: Contents = contentsOf,
): Promise<RecordReport> => {
  let examination: Examination;
  try {
    examination = await examined(file, contents);
  } catch (cause) {
    // anything but the file system is a bug
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    return { file, state: 'absent', lines: 0, oldest: null, newest: null, findings: [] };
  }
  return examination.report();
};
