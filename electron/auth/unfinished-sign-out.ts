import * as v from 'valibot';
import { createJsonFile, type JsonFileOptions, type JsonFormat } from '../files/json-file';

/**
 * Remembers that somebody signed out and the keychain could not be seen to have let go: what it still holds must not sign
 * them in again at the next start. Names accounts (environment and client ids), no secret.
 */
export interface UnfinishedSignOuts {
  has(account: string): Promise<boolean>;
  add(account: string): Promise<void>;
  delete(account: string): Promise<void>;
}

// an array, and no version: whatever has one is a newer program's
const format: JsonFormat<string[]> = {
  version: 0,
  schema: v.array(v.pipe(v.string(''), v.maxLength(200, '')), ''),
  empty: [],
};

/** @param file in the program's own folder */
export const createUnfinishedSignOuts = (
  file: string,
  now: () => number,
  options: JsonFileOptions = {},
): UnfinishedSignOuts => {
  const accounts = createJsonFile(file, format, now, options);
  const without = (all: readonly string[], account: string): string[] =>
    all.filter((each) => each !== account);
  /** of a list that nobody can read, these are known not to be on it */
  const finished = new Set<string>();
  /** Whoever signed out may be on a list that was lost: they are not signed in again by what the keychain holds. */
  const isDoubtful = async (): Promise<boolean> => {
    const trouble = await accounts.trouble();
    return trouble !== null && trouble !== 'notWritten';
  };
  return {
    has: async (account) =>
      (await accounts.read()).includes(account) || (!finished.has(account) && (await isDoubtful())),
    async add(account) {
      finished.delete(account);
      await accounts.update((all) => [...without(all, account), account]);
    },
    async delete(account) {
      finished.add(account);
      if ((await accounts.read()).includes(account))
        await accounts.update((all) => without(all, account));
    },
  };
};
