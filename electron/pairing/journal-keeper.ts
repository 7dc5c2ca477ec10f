import { maskedTargetOf } from '../../shared/devices/catalog';
import type { Command, CommandKind } from '../../shared/pairing/command';
import { isAmbiguous } from '../../shared/ambiguous';
import type { Outcome } from '../../shared/pairing/event';
import type { PairedDevice, PairingFacts, PairingState } from '../../shared/pairing/state';
import { ok, type Result } from '../../shared/result';
import { maskedContact } from '../devices/contact';
import type { PairingEntry } from '../journal/entry';
import type { Journal } from '../journal/journal';
import type { Log } from '../log/log';

/** Keeps the journal entry of the running pairing true. */
export interface JournalKeeper {
  /** When it fails, the change must not be sent. Errors: those of `Journal.record`. */
  before(command: Command, facts: PairingFacts): Promise<Result<undefined>>;
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

/**
 * The commands that change something at PingOne's end, and are journalled for it. Not a code that is sent once more: it
 * leaves nothing behind but a message. Nor the steps of a device authentication: they change no device, PingOne drops
 * it within minutes, and no reading of devices could tell how far it had come. Whoever was interrupted there proves the
 * device once more.
 */
const steps: Partial<Record<CommandKind, PairingEntry['step']>> = {
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
  let entry: PairingEntry | null = null;
  /** of a pairing that goes on with a device of an earlier one: it has no create of its own */
  let known: PairedDevice | null = null;

  const entryFor = (
    command: Command,
    step: PairingEntry['step'],
    facts: PairingFacts,
  ): PairingEntry | null => {
    const sent = { step, outcome: 'sent', at: now() } as const;
    const fresh = {
      id: facts.id,
      change: 'pair',
      transactionId: facts.id,
      environmentId,
      actorId: facts.actor.id,
      userId: facts.userId,
      pairingKeyId: null,
      ...sent,
    } as const;
    if (command.kind === 'create' || command.kind === 'createKey') {
      const { details, check } = command.description;
      return {
        ...fresh,
        type: details.type,
        maskedTarget: maskedTargetOf(details.type, details),
        knownDeviceIds: [...check.knownDeviceIds],
        deviceId: null,
      };
    }
    if (entry !== null) return { ...entry, ...sent };
    return known === null
      ? null
      : {
          ...fresh,
          type: known.type,
          maskedTarget: known.target === null ? null : maskedContact(known.target),
          knownDeviceIds: [],
          deviceId: known.id,
        };
  };

  const written = (pairingId: string, result: Result<undefined>): void => {
    if (!result.ok) log.error('journal.notWritten', { pairingId, error: result.error.code });
  };

  const record = async (next: PairingEntry | null): Promise<Result<undefined>> => {
    if (next === null) return ok(undefined);
    entry = next;
    const recorded = await journal.record(next);
    written(next.id, recorded);
    return recorded;
  };

  const forget = (): void => {
    if (entry !== null) journal.release(entry.id);
    entry = null;
    known = null;
  };

  return {
    async before(command, facts) {
      const step = steps[command.kind];
      return step === undefined ? ok(undefined) : record(entryFor(command, step, facts));
    },
    async after(command, outcome) {
      if (steps[command.kind] === undefined || entry === null) return;
      await record({
        ...entry,
        deviceId: outcome.kind === 'created' ? outcome.deviceId : entry.deviceId,
        pairingKeyId: outcome.kind === 'keyCreated' ? outcome.keyId : entry.pairingKeyId,
        outcome: outcome.kind === 'failed' && isAmbiguous(outcome.error) ? 'unknown' : 'confirmed',
        at: now(),
      });
    },
    follow(state) {
      if ('device' in state) known = state.device;
      if (entry === null) return;
      if ('device' in state && state.device !== null && entry.deviceId === null)
        void record({ ...entry, deviceId: state.device.id });
      if (!isSettled(state)) return;
      const { id } = entry;
      entry = null;
      void journal.close(id).then((closed) => {
        written(id, closed);
      });
    },
    forget,
  };
};
