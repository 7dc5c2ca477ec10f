import { catalog } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import { allowed, isOver } from '../../shared/pairing/allowed';
import { commandFor, type Command, type CommandKind } from '../../shared/pairing/command';
import type { Outcome, PairingEvent, PersonAction } from '../../shared/pairing/event';
import {
  begin,
  resume,
  type PairedDevice,
  type PairingFacts,
  type PairingState,
} from '../../shared/pairing/state';
import { transition } from '../../shared/pairing/transition';
import { view, type PairingView } from '../../shared/pairing/view';
import { fail, ok, type Result } from '../../shared/result';
import type { DeviceMemory } from '../devices/memory';
import type { Log } from '../log/log';
import type { Effects } from './effects';
import type { Journal } from './journal';
import { createJournalKeeper } from './journal-keeper';
import { createSecrets } from './secrets';

export interface PairingRunner {
  view(): PairingView | null;
  /** Starts a pairing; refused while another one is going on. */
  begin(facts: Omit<PairingFacts, 'id'>): Result<undefined>;
  /** Goes on with a pending device that waits for a code. */
  resume(facts: Omit<PairingFacts, 'id'>, device: PairedDevice): Result<undefined>;
  act(pairingId: string, action: PersonAction): Result<undefined>;
  /** Puts an ended pairing away. */
  close(pairingId: string): Result<undefined>;
  /** Drops the running pairing without a word: the session is over. What it leaves open stays in the journal. */
  drop(): void;
}

export interface RunnerDependencies {
  readonly environmentId: string;
  readonly effects: Effects;
  readonly journal: Journal;
  readonly memory: DeviceMemory;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly onChange: (view: PairingView | null) => void;
}

interface Running {
  readonly id: string;
  readonly kind: CommandKind;
  readonly controller: AbortController;
}

/**
 * The only place where a pairing's effects happen: runs the command that the state waits for, journals around it, turns
 * its outcome into an event. All decisions are in `shared/pairing`.
 */
export const createPairingRunner = ({
  environmentId,
  effects,
  journal,
  memory,
  now,
  newId,
  log,
  onChange,
}: RunnerDependencies): PairingRunner => {
  let state: PairingState | null = null;
  let running: Running | null = null;
  const secrets = createSecrets(newId);
  const keeper = createJournalKeeper({ environmentId, journal, now, log });

  const carryOut = async (
    command: Command,
    facts: PairingFacts,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    if (!(await keeper.before(command, facts)))
      return { kind: 'failed', error: { code: 'journalNotWritten' } };
    const context = { userId: facts.userId, secrets, signal, transactionId: facts.id };
    // the compiler cannot follow that the effect and its command have the same kind
    const effect = effects[command.kind] as (
      command: Command,
      given: typeof context,
    ) => Promise<Outcome>;
    const outcome = await effect(command, context);
    await keeper.after(command, outcome);
    return outcome;
  };

  const start = (command: Command, facts: PairingFacts): void => {
    const controller = new AbortController();
    running = { id: command.id, kind: command.kind, controller };
    log.info('pairing.command', { pairingId: facts.id, command: command.kind });
    const bug = (cause: unknown): Outcome => {
      const error: DeskError = { code: 'unexpected', reference: newId() };
      log.error(
        'pairing.unexpected',
        { command: command.kind, reference: error.reference ?? '' },
        cause,
      );
      return { kind: 'failed', error };
    };
    void carryOut(command, facts, controller.signal)
      .catch(bug)
      .then((outcome) => {
        log.info('pairing.outcome', {
          pairingId: facts.id,
          command: command.kind,
          outcome: outcome.kind === 'failed' ? outcome.error.code : outcome.kind,
        });
        dispatch(facts.id, { kind: 'outcome', commandId: command.id, outcome, at: now() });
      });
  };

  const remember = (next: PairingState): void => {
    const forget = (cause: unknown): void => log.error('memory.notWritten', {}, cause);
    if (
      next.name === 'proving' &&
      next.proof.phase === 'beginning' &&
      catalog[next.device.type].challenge === 'desktopAgent'
    )
      memory.remember(next.device.id, { pairedHere: true }).catch(forget);
    if (next.name === 'done' && next.verdict.kind === 'proven') {
      const { at, authenticationId, reference } = next.verdict;
      memory.remember(next.device.id, { proof: { at, authenticationId, reference } }).catch(forget);
    }
  };

  const enter = (next: PairingState): void => {
    state = next;
    const command = commandFor(next);
    if (command?.id !== running?.id) {
      running?.controller.abort();
      running = null;
      if (command !== null) start(command, next.facts);
    }
    remember(next);
    keeper.follow(next);
    // "Try again" after a failed activation sends the very answer that PingOne has not seen
    const canActivateAgain = next.name === 'failed' && next.retry?.name === 'activating';
    if (isOver(next) && !canActivateAgain) secrets.clear();
    onChange(view(next, now()));
  };

  const dispatch = (pairingId: string, event: PairingEvent): void => {
    if (state?.facts.id !== pairingId) return;
    const next = transition(state, event);
    if (next !== state) enter(next);
  };

  const startWith = (first: PairingState): Result<undefined> => {
    if (state !== null && !isOver(state)) return fail({ code: 'notAllowed' });
    secrets.clear();
    keeper.forget();
    enter(first);
    return ok(undefined);
  };

  return {
    view: () => (state === null ? null : view(state, now())),
    begin: (facts) => startWith(begin({ ...facts, id: newId() })),
    resume: (facts, device) => startWith(resume({ ...facts, id: newId() }, device)),
    act(pairingId, action) {
      const at = now();
      if (state?.facts.id !== pairingId || !allowed(state, at).includes(action.kind))
        return fail({ code: 'notAllowed' });
      dispatch(
        pairingId,
        action.kind === 'answer'
          ? { kind: 'answer', response: secrets.keep(action.code), at }
          : { ...action, at },
      );
      return ok(undefined);
    },
    close(pairingId) {
      if (state?.facts.id !== pairingId || !isOver(state)) return fail({ code: 'notAllowed' });
      state = null;
      secrets.clear();
      onChange(null);
      return ok(undefined);
    },
    drop() {
      running?.controller.abort();
      running = null;
      state = null;
      keeper.forget();
      secrets.clear();
      onChange(null);
    },
  };
};
