import { open } from 'node:fs/promises';
import { partLimit } from './collect';
import type { Part } from './part';

/** The last bytes of a file, from the beginning of a line on; null where there is none. */
const endOf = async (file: string, limit: number): Promise<string | null> => {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, limit);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString('utf8', 0, bytesRead);
    return length === size ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
};

/** What happened last: the end of the log, and of the one before it where there is room. */
export const logPart = (file: string): Part => ({
  name: 'log',
  async collect() {
    const current = await endOf(file, partLimit);
    const room = partLimit - (current?.length ?? 0);
    const older = await endOf(file.replace(/\.log$/, '.old.log'), room);
    if (current === null && older === null) return 'There is no log.';
    return `${older ?? ''}${current ?? ''}`;
  },
});
