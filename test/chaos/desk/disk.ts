import files, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, sep } from 'node:path';
import type { Crossings } from './crossings';
import type { Platter } from './platter';
import type { Stillness } from './stillness';

/** Whose files are looked at, and who is told. */
interface Watched {
  readonly folder: string;
  readonly crossings: Crossings;
  readonly stillness: Stillness;
  readonly platter: Platter;
}

export interface Disk {
  /** From now on every step of writing a file below this folder is a moment. */
  watch(by: Watched): void;
}

/** The name of a file without what is different each time. */
const nameOf = (path: string): string => basename(path).replace(/\d{3,}/g, '*');

/** Puts itself in the place of what `node:fs/promises` gives, for the files of this process's desk alone. */
export const createDisk = (): Disk => {
  let watched: Watched | null = null;
  const { mkdir, open, readdir, readFile, rename, rm, stat } = files;
  const watching = (path: unknown): Watched | null =>
    watched !== null && typeof path === 'string' && `${path}${sep}`.startsWith(watched.folder)
      ? watched
      : null;
  const underWay = async <T>(by: Watched | null, work: () => Promise<T>): Promise<T> => {
    const end = by?.stillness.begins();
    try {
      return await work();
    } finally {
      end?.();
    }
  };

  const observe = (handle: FileHandle, path: string, by: Watched): FileHandle => {
    const { crossings, platter } = by;
    const pass = (moment: string): void => crossings.pass(`file ${nameOf(path)}: ${moment}`);
    const writeFile = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    const close = handle.close.bind(handle);
    const read = handle.read.bind(handle) as (...given: unknown[]) => Promise<unknown>;
    return Object.assign(handle, {
      writeFile: (content: string | Uint8Array) =>
        underWay(by, async () => {
          const bytes = Buffer.from(content as string);
          const half = Math.floor(bytes.length / 2);
          await writeFile(bytes.subarray(0, half));
          pass('half written');
          await writeFile(bytes.subarray(half));
          pass('written');
        }),
      sync: () =>
        underWay(by, async () => {
          await sync();
          if ((await handle.stat()).isDirectory()) platter.folderFlushed(path);
          else platter.fileFlushed(path);
          pass('flushed');
        }),
      close: () => underWay(by, close),
      read: (...given: unknown[]) => underWay(by, () => read(...given)),
    });
  };

  const replaced: Partial<typeof files> = {
    mkdir: ((...given: Parameters<typeof mkdir>) =>
      underWay(watching(given[0]), () => mkdir(...given))) as typeof mkdir,
    open: (...given) => {
      const by = watching(given[0]);
      return underWay(by, async () => {
        const handle = await open(...given);
        return by === null ? handle : observe(handle, String(given[0]), by);
      });
    },
    rename: (from, to) => {
      const by = watching(to);
      return underWay(by, async () => {
        await rename(from, to);
        by?.platter.renamed(String(from), String(to));
        by?.crossings.pass(`file ${nameOf(String(to))}: renamed`);
      });
    },
    rm: (path, options) => {
      const by = watching(path);
      return underWay(by, async () => {
        await rm(path, options);
        by?.platter.removed(String(path));
      });
    },
    readFile: ((...given: Parameters<typeof readFile>) =>
      underWay(watching(given[0]), () => readFile(...given))) as typeof readFile,
    readdir: ((...given: Parameters<typeof readdir>) =>
      underWay(watching(given[0]), () => readdir(...given))) as typeof readdir,
    stat: ((...given: Parameters<typeof stat>) =>
      underWay(watching(given[0]), () => stat(...given))) as typeof stat,
  };
  Object.assign(files, replaced);
  syncBuiltinESMExports();

  return {
    watch(by) {
      watched = { ...by, folder: `${by.folder}${sep}` };
    },
  };
};
