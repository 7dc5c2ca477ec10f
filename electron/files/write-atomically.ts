import * as nodeDisk from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What is done to files; a test puts a broken one in its place. */
export type Disk = Pick<
  typeof nodeDisk,
  'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm'
>;

/** What an earlier run was writing when it was killed. Only one instance of this program runs in a folder. */
const removeLeftovers = async (file: string, own: string, disk: Disk): Promise<void> => {
  const folder = dirname(file);
  const start = `${basename(file)}.`;
  for (const name of await disk.readdir(folder))
    if (name.startsWith(start) && /^\d+\.tmp$/.test(name.slice(start.length)) && name !== own)
      await disk.rm(join(folder, name), { force: true });
};

/** The new name is on disk as well; where folders cannot be opened (Windows), the file system sees to that itself. */
const flushFolder = async (folder: string, disk: Disk): Promise<void> => {
  const handle = await disk.open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/**
 * Writes a file so that a crash or a power cut at any moment leaves either the old or the new content, and the new one
 * once this returns: temporary file, flush, rename, flush of the folder. Readable by the owner only. Throws what the file
 * system throws.
 */
export const writeAtomically = async (
  file: string,
  content: string | Uint8Array,
  disk: Disk = nodeDisk,
): Promise<void> => {
  await disk.mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${String(process.pid)}.tmp`;
  await removeLeftovers(file, basename(temporary), disk).catch(() => undefined);
  try {
    const handle = await disk.open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(temporary, file);
  } catch (cause) {
    await disk.rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
  await flushFolder(dirname(file), disk).catch(() => undefined);
};
