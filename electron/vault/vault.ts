import type { Result } from '../../shared/result';

/** Under this name everything is kept in the keychain; with `secret-tool`, attribute `service`. */
export const keychainService = 'io.enrollmentdesk.app';

/**
 * Where a secret outlives the program. Never a file in the clear, never a silent fallback: `keychainLocked`,
 * `keychainUnavailable`, `keychainTimedOut` are answers that a person gets to see.
 */
export interface Vault {
  /** The secret, or null when it is certain that there is none; `keychainCorrupt` when only a part of it is there. */
  read(account: string): Promise<Result<string | null>>;
  /** Replaces the secret as a whole: after a crash either the old or the new one is read. */
  write(account: string, secret: string): Promise<Result<undefined>>;
  /** Succeeds only once the secret is seen to be gone, otherwise `keychainDeleteFailed` or why nobody can tell. */
  remove(account: string): Promise<Result<undefined>>;
  /** Something is about to be written: what takes a while to start is there until the returned function is called. */
  stayReady(): () => void;
}
