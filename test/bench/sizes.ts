import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of everything in a folder; `except`: names that do not count. */
export const sizeOf = (folder: string, except: readonly string[] = []): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !except.includes(basename(name)))
    .map((name) => statSync(join(folder, name)))
    .filter((entry) => entry.isFile())
    .reduce((sum, { size }) => sum + size, 0);

/** The two flavours name the same file after different contents. */
const stemOf = (path: string): string => basename(path).replace(/-[\w-]{8}\.js$/, '.js');

/** The files of a build that go by these names in another one. */
const namedLike = (folder: string, paths: readonly string[]): Buffer[] => {
  const stems = new Set(paths.filter((path) => extname(path) === '.js').map(stemOf));
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) === '.js' && stems.has(stemOf(name)))
    .map((name) => readFileSync(join(folder, name)));
  if (found.length !== stems.size)
    throw new Error(`not every file is in ${folder}: ${[...stems].join(', ')}`);
  return found;
};

/** kB of what a page loads, each file compressed on its own. */
export const zippedSizeOf = (folder: string, addresses: readonly string[]): number =>
  namedLike(
    folder,
    addresses.map((address) => new URL(address).pathname),
  ).reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;

/** kB of what a process loads. */
export const loadedSizeOf = (folder: string, paths: readonly string[]): number =>
  namedLike(folder, paths).reduce((sum, { length }) => sum + length, 0) / 1000;
