import type { DeskError } from '../../shared/errors';
import type { Notice } from '../../shared/ipc/journal-view';
import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { JournalEntry } from './entry';
import type { Journal, JournalOwner } from './journal';
import { settleChange, type ChangeSettling } from './settle-change';
import { settlePairing, type PairingSettling } from './settle-pairing';
import { shownDevice } from './shown';

export type SettleDependencies = PairingSettling &
  ChangeSettling & {
    readonly journal: Journal;
    readonly log: Log;
  };

/** `open`: why nothing could be decided yet; null: it is decided, and told where somebody has to know. */
export interface Settlement {
  readonly notice: Notice | null;
  readonly open: DeskError | null;
}

export interface Settled extends Settlement {
  readonly entry: JournalEntry;
}

/** Milliseconds after which an answer that helps nobody on is final: by then PingOne has dropped what was pending. */
const patience = 24 * 3_600_000;

/** PingOne does answer, and will answer the same the next time. */
const isFinal = (error: DeskError): boolean =>
  error.code === 'forbidden' || error.code === 'refused' || error.code === 'invalidInput';

const undecided = (entry: JournalEntry): Notice =>
  entry.change === 'pair'
    ? { kind: 'undecided', type: entry.type }
    : { kind: 'change', change: entry.change, result: 'unknown', device: shownDevice(entry) };

/**
 * Settles what this actor has left open, by reading PingOne. Nothing is sent a second time; the one thing that is
 * removed is a pending device that nobody can finish. Errors: `cancelled`.
 * @returns one settlement an entry; what is `open` stays in the journal for the next time
 */
export const settle = async (
  owner: JournalOwner,
  dependencies: SettleDependencies,
  signal: AbortSignal,
): Promise<Result<readonly Settled[]>> => {
  const { journal, log, now } = dependencies;
  const all: Settled[] = [];
  for (const entry of await journal.open(owner)) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const read =
      entry.change === 'pair'
        ? await settlePairing(entry, dependencies, signal)
        : await settleChange(entry, dependencies, signal);
    const givesUp = read.open !== null && isFinal(read.open) && now() - entry.at > patience;
    const { notice, open } = givesUp ? { notice: undecided(entry), open: null } : read;
    log.info('journal.settled', {
      id: entry.id,
      change: entry.change,
      notice: notice?.kind ?? null,
      open: open?.code ?? null,
    });
    if (open?.code === 'cancelled') return fail(open);
    all.push({ entry, notice, open });
    if (open === null) await journal.close(entry.id);
  }
  return ok(all);
};
