import { isAmbiguous } from '../../shared/ambiguous';
import { fail, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { RequestContext } from '../pingone/request';
import type { ChangeEntry } from './entry';
import type { Journal } from './journal';

type Without<Entry, Keys extends PropertyKey> = Entry extends unknown ? Omit<Entry, Keys> : never;

/** What is about to be changed; who changes it, and when, is added. */
export type Change = Without<
  ChangeEntry,
  'id' | 'transactionId' | 'environmentId' | 'actorId' | 'outcome' | 'at'
>;

/**
 * Sends a change once it is written down. Whoever gets an answer knows the outcome, and the entry is closed; where nobody
 * can tell, it stays open. Errors: those of the sending, of `Journal.record`, and `signInRequired`.
 */
export type Journalled = <T>(
  change: Change,
  context: RequestContext,
  send: (context: RequestContext) => Promise<Result<T>>,
) => Promise<Result<T>>;

export interface JournalledDependencies {
  readonly environmentId: string;
  /** who is signed in */
  readonly actorId: () => string | null;
  readonly journal: Journal;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  /** told when something was left open */
  readonly onUncertain: () => void;
}

export const createJournalled =
  (dependencies: JournalledDependencies): Journalled =>
  async (change, context, send) => {
    const { environmentId, journal, now, newId, log, onUncertain } = dependencies;
    const actorId = dependencies.actorId();
    if (actorId === null) return fail({ code: 'signInRequired' });
    const id = newId();
    const entry = { ...change, id, transactionId: id, environmentId, actorId } as const;
    const noted = (result: Result<undefined>): void => {
      if (!result.ok) log.error('journal.notWritten', { id, error: result.error.code });
    };
    const written = await journal.record({ ...entry, outcome: 'sent', at: now() });
    noted(written);
    if (!written.ok) return written;
    try {
      const sent = await send({ ...context, transactionId: id });
      if (sent.ok || !isAmbiguous(sent.error)) noted(await journal.close(id));
      else {
        noted(await journal.record({ ...entry, outcome: 'unknown', at: now() }));
        onUncertain();
      }
      return sent;
    } finally {
      journal.release(id);
    }
  };
