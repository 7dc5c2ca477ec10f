import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result';
import type { Vault } from '../vault/vault';

/**
 * What survives the program: the refresh token and whose it is. No access token, which lives an hour; no ID token, which
 * nothing here needs a second time.
 */
const storedSessionSchema = v.object({
  v: v.literal(1, ''),
  subject: v.pipe(v.string(''), v.minLength(1, '')),
  refreshToken: v.pipe(v.string(''), v.minLength(1, '')),
});

export interface StoredSession {
  readonly subject: string;
  readonly refreshToken: string;
}

/** The one session that is kept for an environment and a client. Errors: those of `Vault`. */
export interface SessionStore {
  /** `keychainCorrupt` when what was there made no sense, twice; it is removed then. */
  load(): Promise<Result<StoredSession | null>>;
  save(session: StoredSession): Promise<Result<undefined>>;
  remove(): Promise<Result<undefined>>;
}

type Found = StoredSession | 'nothing' | 'nonsense';

const parse = (text: string): Found => {
  try {
    const parsed = v.safeParse(storedSessionSchema, JSON.parse(text));
    return parsed.success ? parsed.output : 'nonsense';
  } catch {
    return 'nonsense';
  }
};

export const createSessionStore = (vault: Vault, account: string): SessionStore => {
  const look = async (): Promise<Result<Found>> => {
    const read = await vault.read(account);
    if (read.ok) return ok(read.value === null ? 'nothing' : parse(read.value));
    return read.error.code === 'keychainCorrupt' ? ok('nonsense') : read;
  };

  return {
    async load() {
      let found = await look();
      // read once more before something that may be a person's session is thrown away
      if (found.ok && found.value === 'nonsense') found = await look();
      if (!found.ok) return found;
      switch (found.value) {
        case 'nothing':
          return ok(null);
        case 'nonsense':
          await vault.remove(account);
          return fail({ code: 'keychainCorrupt' });
        default:
          return ok({ subject: found.value.subject, refreshToken: found.value.refreshToken });
      }
    },
    save: ({ subject, refreshToken }) =>
      vault.write(account, JSON.stringify({ v: 1, subject, refreshToken })),
    remove: () => vault.remove(account),
  };
};
