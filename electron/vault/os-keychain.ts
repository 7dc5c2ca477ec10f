import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { testCanary, type Health } from './canary';
import { createChunkedEntry, type ChunkFailure } from './chunked-entry';
import { createKeytarClient, type KeytarHost } from './keytar-client';
import { valueLimit } from './manifest';
import type { Vault } from './vault';

export interface OsKeychain extends Vault {
  /** Ends the keytar process, whatever it hangs on. */
  close(): void;
}

const healthError = (health: Exclude<Health, 'ready'>): DeskError => {
  switch (health) {
    case 'locked':
      return { code: 'keychainLocked' };
    case 'timedOut':
      return { code: 'keychainTimedOut' };
    case 'unavailable':
      return { code: 'keychainUnavailable' };
    default:
      return health satisfies never;
  }
};

/** keytar copies C strings, and UTF-8 has no lone surrogates: such a secret would come back as another one. */
const isStorable = (secret: string): boolean =>
  secret !== '' &&
  !secret.includes('\0') &&
  Buffer.byteLength(secret) <= valueLimit &&
  Buffer.from(secret).toString() === secret;

/**
 * The keychain of the operating system, never believed when it says that there is nothing, see [Note: Canary].
 *
 * @param options.patience milliseconds that each call to keytar may take
 */
export const createOsKeychain = (
  host: KeytarHost,
  options: { readonly patience?: number } = {},
): OsKeychain => {
  const client = createKeytarClient(host, options.patience);
  let queue: Promise<unknown> = Promise.resolve();

  /** A value may lie in several entries: nothing else happens to it in the meantime. */
  const inTurn = <T>(operation: () => Promise<T>): Promise<T> => {
    const done = queue.then(operation);
    queue = done.catch(() => undefined);
    return done;
  };

  /** A call failed or found nothing: what the keychain is like, as an error; `otherwise` when it is fine. */
  const explain = async (
    failure: ChunkFailure | null,
    otherwise: DeskError,
  ): Promise<DeskError> => {
    if (failure === 'timedOut') return { code: 'keychainTimedOut' };
    if (failure === 'gone') return { code: 'keychainUnavailable' };
    const health = await testCanary(client);
    return health === 'ready' ? otherwise : healthError(health);
  };

  const read = async (account: string): Promise<Result<string | null>> => {
    const found = await createChunkedEntry(client, account).read();
    if (found.ok && found.value !== null) return found;
    if (!found.ok && found.error !== 'corrupt')
      return fail(await explain(found.error, { code: 'keychainUnavailable' }));
    const health = await testCanary(client);
    if (health !== 'ready') return fail(healthError(health));
    return found.ok ? ok(null) : fail({ code: 'keychainCorrupt' });
  };

  const write = async (account: string, secret: string): Promise<Result<undefined>> => {
    if (!isStorable(secret)) return fail({ code: 'invalidInput', fields: ['secret'] });
    // first: a locked keychain hides the manifest in force, and its chunks would be overwritten
    const health = await testCanary(client);
    if (health !== 'ready') return fail(healthError(health));
    const written = await createChunkedEntry(client, account).write(secret);
    return written.ok
      ? written
      : fail(await explain(written.error, { code: 'keychainUnavailable' }));
  };

  const remove = async (account: string): Promise<Result<undefined>> => {
    const before = await testCanary(client);
    if (before !== 'ready') return fail(healthError(before));
    const removed = await createChunkedEntry(client, account).remove();
    if (!removed.ok) return fail(await explain(removed.error, { code: 'keychainDeleteFailed' }));
    // once more: what was not found may have been locked away in between
    const after = await testCanary(client);
    if (after !== 'ready') return fail(healthError(after));
    return removed.value ? ok(undefined) : fail({ code: 'keychainDeleteFailed' });
  };

  return {
    read: (account) => inTurn(() => read(account)),
    write: (account, secret) => inTurn(() => write(account, secret)),
    remove: (account) => inTurn(() => remove(account)),
    stayReady: () => client.stayReady(),
    close: () => client.close(),
  };
};
