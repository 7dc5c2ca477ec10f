import { access, rename } from 'node:fs/promises';
import { basename, join, dirname } from 'node:path';
import { isMissingFile } from '../files/missing';
import { headFileOf } from './head';

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** A file that is missing needs no other name. */
const move = async (from: string, to: string): Promise<void> => {
  try {
    await rename(from, to);
  } catch (cause) {
    if (!isMissingFile(cause)) throw cause;
  }
};

/**
 * Gives a damaged record and its head another name, which is answered, and leaves both as they are: what was done to
 * them can still be verified. Throws what the file system throws.
 */
export const setAside = async (recordFile: string, at: number): Promise<string> => {
  const time = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  const named = (attempt: number): string =>
    join(
      dirname(recordFile),
      `${basename(recordFile, '.jsonl')}-${time}${attempt === 1 ? '' : `-${String(attempt)}`}.jsonl`,
    );
  let attempt = 1;
  while ((await exists(named(attempt))) || (await exists(headFileOf(named(attempt))))) attempt += 1;
  await move(recordFile, named(attempt));
  await move(headFileOf(recordFile), headFileOf(named(attempt)));
  return basename(named(attempt));
};
