import { readFile, rename } from 'node:fs/promises';
import * as v from 'valibot';
import { writeAtomically } from './write-atomically';

/** A small JSON document on disk that this program alone writes. Reads are tolerant, writes atomic and in order. */
export interface JsonFile<T> {
  /** As it is after every change that was asked for before, whether that could be written or not. */
  read(): Promise<T>;
  /** Changes the document; the promise settles when the change is on disk. Rejects when it could not be written. */
  update(change: (current: T) => T): Promise<void>;
}

/**
 * @param schema what a sound document looks like; anything else is set aside under another name, never overwritten
 * @param empty what stands for a document that is missing or was set aside
 */
export const createJsonFile = <T>(
  file: string,
  schema: v.GenericSchema<unknown, T>,
  empty: T,
  now: () => number,
): JsonFile<T> => {
  let current: Promise<T> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const load = async (): Promise<T> => {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch {
      return empty;
    }
    try {
      const parsed = v.safeParse(schema, JSON.parse(text));
      if (parsed.success) return parsed.output;
    } catch {
      // not JSON: set aside below
    }
    await rename(file, `${file}.${String(now())}.unreadable`).catch(() => undefined);
    return empty;
  };

  const known = (): Promise<T> => (current ??= load());

  return {
    read: () => queue.then(known),
    update(change) {
      const done = queue.then(async () => {
        const changed = change(await known());
        await writeAtomically(file, `${JSON.stringify(changed, null, 2)}\n`);
        current = Promise.resolve(changed);
      });
      queue = done.catch(() => undefined);
      return done;
    },
  };
};
