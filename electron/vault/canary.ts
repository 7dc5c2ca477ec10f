import { randomUUID } from 'node:crypto';
import type { Entries } from './keytar-client';

const account = '#canary';

export type Health = 'ready' | 'locked' | 'unavailable' | 'timedOut';

/**
 * [Note: Canary] A locked Linux keyring answers a read with null and a deletion with false, exactly as if there were
 * nothing. Writing an entry, reading it and deleting it is the only way to tell. Locked, the write is refused and the read
 * is not; without any keychain both are.
 */
export const testCanary = async (entries: Entries): Promise<Health> => {
  const secret = randomUUID();
  const written = await entries.set(account, secret);
  if (!written.ok && written.error === 'timedOut') return 'timedOut';
  if (!written.ok && written.error === 'gone') return 'unavailable';
  const seen = await entries.get(account);
  if (!seen.ok) return seen.error === 'timedOut' ? 'timedOut' : 'unavailable';
  if (!written.ok) return 'locked';
  if (seen.value !== secret) return 'unavailable';
  const deleted = await entries.delete(account);
  if (!deleted.ok) return deleted.error === 'timedOut' ? 'timedOut' : 'unavailable';
  return deleted.value ? 'ready' : 'unavailable';
};
