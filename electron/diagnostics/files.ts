import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissingFile } from '../files/missing';
import { linesOf, type Fact, type Part } from './part';

/** What a name says about a file that did not go as it should. */
const troubles: readonly (readonly [RegExp, string])[] = [
  [/\.unreadable$/, 'could not be understood, and was set aside'],
  [/\.kept$/, 'was replaced, and is kept'],
  [/\.tmp$/, 'was not written to its end'],
];

/** The names of our own files carry when they were set aside, or by which process they were written. */
const shownName = (name: string): string => name.replace(/\.\d+\./, '.');

const stateOf = async (file: string, name: string): Promise<string> => {
  const { size, mtime } = await stat(file);
  const trouble = troubles.find(([pattern]) => pattern.test(name))?.[1];
  const denied = await access(file, constants.R_OK | constants.W_OK).then(
    () => null,
    () => 'may not be read and written',
  );
  return [
    `${(size / 1_024).toFixed(1)} KiB`,
    `changed ${mtime.toISOString()}`,
    ...[trouble, denied].filter((words) => words != null),
  ].join(', ');
};

const factsOf = async (folder: string, own: (name: string) => boolean): Promise<Fact[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (isMissingFile(cause)) return [];
    throw cause;
  });
  const files = entries.filter((entry) => entry.isFile() && own(entry.name));
  return Promise.all(
    files.map(async ({ name }): Promise<Fact> => {
      const state = await stateOf(join(folder, name), name).catch(() => 'cannot be looked at');
      return [shownName(name), state];
    }),
  );
};

/** The files of this program on this computer, and which of them are in trouble. What is in them is not looked at. */
export const filesPart = (dataFolder: string): Part => ({
  name: 'files',
  async collect() {
    const [settings, state] = await Promise.all([
      factsOf(dataFolder, (name) => name.startsWith('settings.json')),
      factsOf(join(dataFolder, 'state'), () => true),
    ]);
    const all = [...settings, ...state];
    return all.length === 0 ? 'There are none yet.' : linesOf(all);
  },
});
