import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A new name outlasts a power cut once its folder was flushed too. Windows opens no folders, and does that by itself. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch {
    // a file system that cannot do it: the content is where it belongs all the same
  } finally {
    await handle?.close();
  }
};

/**
 * Writes a file so that a crash or a power cut at any moment leaves either the old or the new content, and the new one
 * once this returns: temporary file, flush, rename, flush of the folder. Readable by the owner only. Throws what the file
 * system throws.
 */
export const writeAtomically = async (
  file: string,
  content: string | Uint8Array,
): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await flushFolder(dirname(file));
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
};
