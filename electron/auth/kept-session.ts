import type { DeskErrorCode } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { Vault } from '../vault/vault';
import { parseStoredSession, type StoredSession } from './stored-session';
import type { UnfinishedSignOuts } from './unfinished-sign-out';

/** What the keychain holds of a session. It never holds what somebody signed out of: see `forget`. */
export interface KeptSession {
  /**
   * `keychainCorrupt` when what was there made no sense, twice; it is removed then. `keychainDeleteFailed` while a
   * sign-out is not finished; what is there is not used any more. Else the errors of `Vault.read`.
   */
  load(): Promise<Result<StoredSession | null>>;
  /** Errors: those of `Vault.write`. */
  save(session: StoredSession): Promise<Result<undefined>>;
  /**
   * The refresh token to use: the one at hand, or the one that another window of this program has got for the same
   * person meanwhile: an old one must not be used, PingOne ends the whole session for that. Where the keychain does not
   * say, the one at hand.
   */
  newest(atHand: StoredSession): Promise<string>;
  /**
   * As `save`, but in the place of this refresh token and of nothing else: what another window of this program has put
   * there meanwhile is newer, and what somebody has removed stays removed.
   */
  replace(refreshToken: string, session: StoredSession): Promise<Result<undefined>>;
  /** Deletes what PingOne has ended already: no harm is done where that does not work. */
  discard(): Promise<void>;
  /**
   * Deletes what somebody signed out of. Until that is seen to have worked, the next start knows that it has to go, and
   * does not sign them in again. Errors: those of `Vault.remove`.
   */
  forget(): Promise<Result<undefined>>;
}

export interface KeptSessionDependencies {
  readonly vault: Vault;
  readonly unfinishedSignOuts: UnfinishedSignOuts;
  readonly account: string;
  readonly log: Log;
}

type Found = StoredSession | 'nothing' | 'nonsense';

export const createKeptSession = ({
  vault,
  unfinishedSignOuts,
  account,
  log,
}: KeptSessionDependencies): KeptSession => {
  const look = async (): Promise<Result<Found>> => {
    const read = await vault.read(account);
    if (read.ok)
      return ok(read.value === null ? 'nothing' : (parseStoredSession(read.value) ?? 'nonsense'));
    return read.error.code === 'keychainCorrupt' ? ok('nonsense') : read;
  };

  // a disk that refuses the note does not stop anybody from signing out
  const note = async (): Promise<void> => {
    await unfinishedSignOuts.add(account).catch(() => {
      log.warn('session.sign-out-not-noted');
    });
  };
  const unnote = async (): Promise<void> => {
    await unfinishedSignOuts.delete(account).catch(() => undefined);
  };
  const notDeleted = (code: DeskErrorCode): void => log.warn('session.not-deleted', { code });

  const discard = async (): Promise<void> => {
    const removed = await vault.remove(account);
    if (!removed.ok) notDeleted(removed.error.code);
  };

  const forget = async (): Promise<Result<undefined>> => {
    await note();
    const removed = await vault.remove(account);
    if (removed.ok) await unnote();
    else {
      notDeleted(removed.error.code);
      // a write that was still under way may have taken the note back
      await note();
    }
    return removed;
  };

  const save = async ({ subject, refreshToken }: StoredSession): Promise<Result<undefined>> => {
    const saved = await vault.write(account, JSON.stringify({ v: 1, subject, refreshToken }));
    if (saved.ok) await unnote();
    else log.warn('session.not-saved', { error: saved.error.code });
    return saved;
  };

  return {
    async load() {
      if (await unfinishedSignOuts.has(account).catch(() => false))
        return (await forget()).ok ? ok(null) : fail({ code: 'keychainDeleteFailed' });
      let found = await look();
      // read once more before something that may be a person's session is thrown away
      if (found.ok && found.value === 'nonsense') found = await look();
      if (!found.ok) return found;
      if (found.value === 'nothing') return ok(null);
      if (found.value !== 'nonsense') return ok(found.value);
      await discard();
      return fail({ code: 'keychainCorrupt' });
    },
    save,
    async newest({ subject, refreshToken }) {
      const found = await look();
      return found.ok && typeof found.value !== 'string' && found.value.subject === subject
        ? found.value.refreshToken
        : refreshToken;
    },
    async replace(refreshToken, session) {
      const found = await look();
      if (!found.ok) return found;
      // the keychain has no compare-and-swap of its own: between the two somebody may still come in
      const isAsItWas =
        found.value === 'nonsense' ||
        (found.value !== 'nothing' && found.value.refreshToken === refreshToken);
      if (isAsItWas) return save(session);
      log.info('session.not-replaced');
      return ok(undefined);
    },
    discard,
    forget,
  };
};
