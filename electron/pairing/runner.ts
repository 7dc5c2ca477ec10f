import { catalog } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import { allowed, isOver } from '../../shared/pairing/allowed';
import { commandFor, type Command, type CommandKind } from '../../shared/pairing/command';
import type { Outcome, PairingEvent, PersonAction } from '../../shared/pairing/event';
import {
  begin,
  prove,
  resume,
  type Answer,
  type Handle,
  type PairedDevice,
  type PairingFacts,
  type PairingState,
} from '../../shared/pairing/state';
import { transition } from '../../shared/pairing/transition';
import type { PairingView } from '../../shared/pairing/screen';
import { view } from '../../shared/pairing/view';
import { fail, ok, type Result } from '../../shared/result';
import type { DeviceMemory } from '../devices/memory';
import type { Journal } from '../journal/journal';
import type { Log } from '../log/log';
import type { Effects } from './effects';
import { createJournalKeeper } from './journal-keeper';
import { createSecrets } from './secrets';

export interface PairingRunner {
  view(): PairingView | null;
  /** Starts a pairing; refused while another one is going on. */
  begin(facts: Omit<PairingFacts, 'id'>): Result<undefined>;
  /** Goes on with a pending device that waits for a code. */
  resume(facts: Omit<PairingFacts, 'id'>, device: PairedDevice): Result<undefined>;
  /** Proves a device that is paired already. */
  prove(facts: Omit<PairingFacts, 'id'>, device: PairedDevice): Result<undefined>;
  /** The `otpauth:` URI that an authenticator app has to be given now; `notAllowed` while there is none. */
  key(pairingId: string): Result<string>;
  /** The code that the mobile app has to be given now; `notAllowed` while there is none. */
  pairingKey(pairingId: string): Result<string>;
  act(pairingId: string, action: PersonAction): Result<undefined>;
  /** Puts an ended pairing away. */
  close(pairingId: string): Result<undefined>;
  /** Leaves whatever is going on; settles when nothing runs any more. */
  leave(): Promise<void>;
  /** The computer has slept: a device that waits for its answer is read before anything else. */
  woke(): void;
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
  /** every state that a pairing comes to, and the one before it */
  readonly onState: (state: PairingState, before: PairingState | null) => void;
}

interface Running {
  readonly id: string;
  readonly kind: CommandKind;
  readonly controller: AbortController;
}

/** What is being answered with at the moment. */
const answerOf = (state: PairingState): Answer | null => {
  if (state.name === 'activating') return state.answer;
  return state.name === 'proving' && state.proof.phase === 'checking' ? state.proof.answer : null;
};

/** When PingOne took the last code that the device showed. */
const spentAt = (state: PairingState): number | null =>
  'device' in state ? (state.device?.codeSpentAt ?? null) : null;

/** The key that the screen of an authenticator app shows. */
const keyOf = (state: PairingState): Handle | null =>
  (state.name === 'responding' || state.name === 'activating') &&
  state.challenge.kind === 'authenticatorApp'
    ? state.challenge.key
    : null;

/** The code that the screen of the mobile app shows. */
const pairingCodeOf = (state: PairingState): Handle | null =>
  state.name === 'awaiting' && state.by.kind === 'pairingKey' && state.phase === 'watching'
    ? state.by.code
    : null;

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
  onState,
}: RunnerDependencies): PairingRunner => {
  let state: PairingState | null = null;
  let running: Running | null = null;
  // codes of this pairing's device that PingOne has taken: each is good once
  const spent = new Set<string>();
  const secrets = createSecrets(newId);
  const keeper = createJournalKeeper({ environmentId, journal, now, log });

  const carryOut = async (
    command: Command,
    facts: PairingFacts,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const written = await keeper.before(command, facts);
    if (!written.ok) return { kind: 'failed', error: written.error };
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
    if (next.name !== 'proving' && next.name !== 'done') return;
    const { facts, device } = next;
    const isDesktop = catalog[device.type].challenge === 'desktopAgent';
    if (next.name === 'proving') {
      if (isDesktop && facts.goal === 'pair' && next.proof.phase === 'beginning')
        memory
          .remember(device.id, { pairedHere: true, userId: facts.userId, forgotten: false })
          .catch(forget);
      return;
    }
    if (next.verdict.kind === 'proven') {
      const { at, authenticationId, reference } = next.verdict;
      memory
        .remember(device.id, {
          proof: { at, authenticationId, reference },
          ...(isDesktop ? { forgotten: false } : {}),
        })
        .catch(forget);
    } else if (next.verdict.reason !== 'left' && next.verdict.reason.code === 'agentForgot')
      memory.remember(device.id, { forgotten: true }).catch(forget);
  };

  /** What was answered with is used up, and a key that was given needs nobody any more. */
  const dropUsed = (before: PairingState, next: PairingState): void => {
    const answer = answerOf(before);
    if (answer !== null && spentAt(next) !== spentAt(before)) {
      const code = secrets.read(answer.response);
      if (code !== null) spent.add(code);
    }
    const key = keyOf(before);
    if (key !== null && keyOf(next) === null) secrets.drop(key);
    // what "Try again" goes back to still shows it
    const code = pairingCodeOf(before);
    if (code !== null && pairingCodeOf(next) === null && next.name !== 'failed') secrets.drop(code);
  };

  // whoever waits for the end of the running pairing
  const endings: (() => void)[] = [];
  const endAll = (): void => {
    for (const end of endings.splice(0)) end();
  };

  const enter = (next: PairingState): void => {
    const before = state;
    if (before !== null) dropUsed(before, next);
    state = next;
    onState(next, before);
    const command = commandFor(next);
    if (command?.id !== running?.id) {
      running?.controller.abort();
      running = null;
      if (command !== null) start(command, next.facts);
    }
    remember(next);
    keeper.follow(next);
    // "Try again" after a failed activation sends the very answer that PingOne has not seen; a key is still good
    const { retry } = next.name === 'failed' ? next : { retry: null };
    const goesOn = retry?.name === 'activating' || retry?.name === 'awaiting';
    if (isOver(next) && !goesOn) secrets.clear();
    onChange(view(next, now()));
    if (isOver(next)) endAll();
  };

  const dispatch = (pairingId: string, event: PairingEvent): void => {
    if (state?.facts.id !== pairingId) return;
    const next = transition(state, event);
    if (next !== state) enter(next);
  };

  const look = async (): Promise<void> => {
    const before = state;
    if (before === null) return;
    const { facts } = before;
    const { signal } = new AbortController();
    const read =
      before.name === 'responding'
        ? await effects
            .readDevice(
              { kind: 'readDevice', id: `${facts.id}/look`, deviceId: before.device.id },
              { userId: facts.userId, secrets, signal, transactionId: facts.id },
            )
            .catch(() => null)
        : null;
    // whatever happened meanwhile knows better
    if (state !== before) return;
    const device = read?.kind === 'seen' ? read.device : read?.kind === 'gone' ? 'gone' : null;
    dispatch(facts.id, { kind: 'woke', device, at: now() });
    // what may be done goes by the time
    if (state === before) onChange(view(before, now()));
  };

  const forgetSecrets = (): void => {
    secrets.clear();
    spent.clear();
  };

  const startWith = (first: PairingState): Result<undefined> => {
    if (state !== null && !isOver(state)) return fail({ code: 'notAllowed' });
    forgetSecrets();
    keeper.forget();
    state = null;
    enter(first);
    return ok(undefined);
  };

  return {
    view: () => (state === null ? null : view(state, now())),
    prove: (facts, device) => startWith(prove({ ...facts, id: newId() }, device)),
    key(pairingId) {
      const key = state?.facts.id === pairingId ? keyOf(state) : null;
      const uri = key === null ? null : secrets.read(key);
      return uri === null ? fail({ code: 'notAllowed' }) : ok(uri);
    },
    pairingKey(pairingId) {
      const handle = state?.facts.id === pairingId ? pairingCodeOf(state) : null;
      const code = handle === null ? null : secrets.read(handle);
      return code === null ? fail({ code: 'notAllowed' }) : ok(code);
    },
    begin: (facts) => startWith(begin({ ...facts, id: newId() })),
    resume: (facts, device) => startWith(resume({ ...facts, id: newId() }, device)),
    act(pairingId, action) {
      const at = now();
      if (state?.facts.id !== pairingId || !allowed(state, at).includes(action.kind))
        return fail({ code: 'notAllowed' });
      dispatch(
        pairingId,
        action.kind === 'answer'
          ? {
              kind: 'answer',
              answer: { response: secrets.keep(action.code), length: action.code.length },
              spent: spent.has(action.code),
              at,
            }
          : { ...action, at },
      );
      return ok(undefined);
    },
    close(pairingId) {
      if (state?.facts.id !== pairingId || !isOver(state)) return fail({ code: 'notAllowed' });
      state = null;
      keeper.forget();
      forgetSecrets();
      onChange(null);
      return ok(undefined);
    },
    leave() {
      if (state === null || isOver(state)) return Promise.resolve();
      const over = new Promise<void>((resolve) => endings.push(resolve));
      dispatch(state.facts.id, { kind: 'leave', at: now() });
      return over;
    },
    woke: () => void look(),
    drop() {
      running?.controller.abort();
      running = null;
      state = null;
      keeper.forget();
      forgetSecrets();
      onChange(null);
      endAll();
    },
  };
};
