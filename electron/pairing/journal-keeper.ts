import { maskedTargetOf } from '../../shared/devices/catalog';
import type { Command, CommandKind } from '../../shared/pairing/command';
import type { Outcome } from '../../shared/pairing/event';
import type { PairingFacts, PairingState } from '../../shared/pairing/state';
import type { Log } from '../log/log';
import type { Journal, JournalEntry } from './journal';

/** Keeps the journal entry of the running pairing true. */
export interface JournalKeeper {
  /** @returns false when the entry could not be written: then the change must not be sent */
  before(command: Command, facts: PairingFacts): Promise<boolean>;
  after(command: Command, outcome: Outcome): Promise<void>;
  /** Closes the entry once nothing is open any more; learns the id of a device that was found again. */
  follow(state: PairingState): void;
  /** The next pairing starts without an entry; what is open stays in the journal. */
  forget(): void;
}

export interface JournalKeeperDependencies {
  readonly environmentId: string;
  readonly journal: Journal;
  readonly now: () => number;
  readonly log: Log;
}

/** The commands that change something at PingOne's end, and are journalled for it. */
const changes: Partial<Record<CommandKind, JournalEntry['change']>> = {
  create: 'create',
  createKey: 'create',
  dropKey: 'remove',
  activate: 'activate',
  remove: 'remove',
};

/** Whether anything is still open at PingOne's end once the pairing has come this far. */
const isSettled = (state: PairingState): boolean => {
  switch (state.name) {
    case 'proving':
    case 'done':
    case 'choosing':
    case 'describing':
      return true;
    case 'abandoned':
      return state.left === null;
    case 'failed':
      return state.left === 'nothing';
    // what somebody does in their browser is not ours to settle
    case 'awaiting':
      return state.by.kind === 'browser';
    case 'checking':
    case 'creating':
    case 'responding':
    case 'activating':
    case 'abandoning':
      return false;
    default:
      return state satisfies never;
  }
};

export const createJournalKeeper = ({
  environmentId,
  journal,
  now,
  log,
}: JournalKeeperDependencies): JournalKeeper => {
  let entry: JournalEntry | null = null;

  const entryFor = (
    command: Command,
    change: JournalEntry['change'],
    facts: PairingFacts,
  ): JournalEntry | null => {
    const base = { change, outcome: 'sent', at: now() } as const;
    if (command.kind !== 'create' && command.kind !== 'createKey')
      return entry === null ? null : { ...entry, ...base };
    const { details, check } = command.description;
    return {
      pairingId: facts.id,
      transactionId: facts.id,
      environmentId,
      actorId: facts.actor.id,
      userId: facts.userId,
      type: details.type,
      maskedTarget: maskedTargetOf(details.type, details),
      knownDeviceIds: [...check.knownDeviceIds],
      deviceId: null,
      pairingKeyId: null,
      ...base,
    };
  };

  const notWritten = (pairingId: string, cause: unknown): void =>
    log.error('journal.notWritten', { pairingId }, cause);

  const record = async (next: JournalEntry | null): Promise<boolean> => {
    if (next === null) return true;
    try {
      await journal.record(next);
      entry = next;
      return true;
    } catch (cause) {
      notWritten(next.pairingId, cause);
      return false;
    }
  };

  return {
    async before(command, facts) {
      const change = changes[command.kind];
      return change === undefined || record(entryFor(command, change, facts));
    },
    async after(command, outcome) {
      if (changes[command.kind] === undefined || entry === null) return;
      await record({
        ...entry,
        deviceId: outcome.kind === 'created' ? outcome.deviceId : entry.deviceId,
        pairingKeyId: outcome.kind === 'keyCreated' ? outcome.keyId : entry.pairingKeyId,
        outcome: outcome.kind === 'failed' ? 'unknown' : 'confirmed',
        at: now(),
      });
    },
    follow(state) {
      if (entry === null) return;
      if ('device' in state && state.device !== null && entry.deviceId === null)
        void record({ ...entry, deviceId: state.device.id });
      if (!isSettled(state)) return;
      const { pairingId } = entry;
      entry = null;
      journal.close(pairingId).catch((cause: unknown) => notWritten(pairingId, cause));
    },
    forget() {
      entry = null;
    },
  };
};
