import * as v from 'valibot';
import { createJsonFile } from '../files/json-file';

/**
 * Remembers that somebody signed out and the keychain could not be seen to have let go: what it still holds must not sign
 * them in again at the next start. Names accounts (environment and client ids), no secret.
 */
export interface UnfinishedSignOuts {
  has(account: string): Promise<boolean>;
  add(account: string): Promise<void>;
  delete(account: string): Promise<void>;
}

const schema = v.array(v.pipe(v.string(''), v.maxLength(200, '')), '');

/** @param file in the program's own folder */
export const createUnfinishedSignOuts = (file: string, now: () => number): UnfinishedSignOuts => {
  const accounts = createJsonFile<string[]>(file, schema, [], now);
  const without = (all: readonly string[], account: string): string[] =>
    all.filter((each) => each !== account);
  return {
    has: async (account) => (await accounts.read()).includes(account),
    add: (account) => accounts.update((all) => [...without(all, account), account]),
    async delete(account) {
      if ((await accounts.read()).includes(account))
        await accounts.update((all) => without(all, account));
    },
  };
};
