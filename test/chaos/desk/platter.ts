import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * A copy of a folder as it would be found after a power cut: with what was flushed, and nothing else. A file's content
 * is on the platter once the file was flushed, its name once its folder was (fsync(2)). What was renamed and not flushed
 * has the name without the content.
 */
export interface Platter {
  fileFlushed(path: string): void;
  renamed(from: string, to: string): void;
  removed(path: string): void;
  folderFlushed(folder: string): void;
  /** Seconds go by, and the system writes everything back by itself. */
  timePasses(): void;
}

export const createPlatter = (folder: string, copy: string): Platter => {
  const placeOf = (path: string): string => join(copy, relative(folder, path));
  let pending: { readonly folder: string; readonly apply: () => void }[] = [];

  const takeOver = (): void => {
    rmSync(copy, { recursive: true, force: true });
    if (existsSync(folder)) cpSync(folder, copy, { recursive: true });
    else mkdirSync(copy, { recursive: true });
    pending = [];
  };
  takeOver();

  return {
    fileFlushed(path) {
      if (!statSync(path).isFile()) return;
      mkdirSync(dirname(placeOf(path)), { recursive: true });
      copyFileSync(path, placeOf(path));
    },
    renamed(from, to) {
      pending.push({
        folder: dirname(to),
        apply() {
          mkdirSync(dirname(placeOf(to)), { recursive: true });
          if (existsSync(placeOf(from))) renameSync(placeOf(from), placeOf(to));
          else writeFileSync(placeOf(to), '');
        },
      });
    },
    removed(path) {
      pending.push({
        folder: dirname(path),
        apply: () => rmSync(placeOf(path), { recursive: true, force: true }),
      });
    },
    folderFlushed(flushed) {
      for (const each of pending) if (each.folder === flushed) each.apply();
      pending = pending.filter((each) => each.folder !== flushed);
    },
    timePasses: takeOver,
  };
};

/** The power is gone: what is on the platter is all there is. */
export const losePower = (folder: string, copy: string): void => {
  rmSync(folder, { recursive: true, force: true });
  if (existsSync(copy)) cpSync(copy, folder, { recursive: true });
};
