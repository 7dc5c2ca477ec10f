import { fail, ok } from '../../shared/result';
import type { Vault } from './vault';

/** For kiosks and tests: gone with the process. */
export const createMemoryVault = (): Vault => {
  const secrets = new Map<string, string>();
  return {
    read: (account) => Promise.resolve(ok(secrets.get(account) ?? null)),
    write: (account, secret) => {
      if (secret === '') return Promise.resolve(fail({ code: 'invalidInput', fields: ['secret'] }));
      secrets.set(account, secret);
      return Promise.resolve(ok(undefined));
    },
    remove: (account) => {
      secrets.delete(account);
      return Promise.resolve(ok(undefined));
    },
    stayReady: () => () => undefined,
  };
};
