import { kioskDefaults, type Configuration } from '../../shared/configuration';
import type { Person, SessionView } from '../../shared/ipc/views';
import { actionsInHands } from '../../shared/kiosk/hands';
import type {
  Hands,
  HandOverAsk,
  Identification,
  KioskView,
  SearchResult,
  UndoReason,
} from '../../shared/kiosk/view';
import type { RightAction } from '../../shared/kiosk/rights';
import type { DeviceChange } from '../devices/own-devices';
import type { ActionKind } from '../../shared/pairing/allowed';
import type { PairedDevice, PairingState } from '../../shared/pairing/state';
import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import type { PairingRunner } from '../pairing/runner';
import type { PingOneDevices } from '../pingone/devices';
import type { PingOneHttp } from '../pingone/http';
import type { Populations } from '../pingone/populations';
import type { Users } from '../pingone/users';
import type { ShiftRecord } from '../record/record';
import type { TokenOperator } from '../tokens/hardware-tokens';
import { createBindings } from './bindings';
import { createHandOvers } from './hand-over';
import { createIdleWatch, type After } from './idle';
import { createNote } from './notes';
import { createPeople } from './people';
import { createShiftPin } from './pin';
import { checkRights } from './rights';
import { createShiftState, type Serving } from './shift';
import { newlyBound, witness } from './witness';
import { createWiping, type WipePorts } from './wiping';

/** What a kiosk needs of the world beside what every desk needs. */
export interface KioskPorts {
  readonly record: ShiftRecord;
  readonly after: After;
  readonly wipe: WipePorts;
  /** Remembers what is on the clipboard now: it was copied from this window. */
  readonly noteCopy: () => Promise<void>;
  readonly quit: () => void;
}

/** One operator's shift: who is served, in whose hands the screen is, and what may be done. */
export interface Kiosk {
  view(): KioskView;
  hands(): Hands;
  /** What this operator was found not to be allowed. */
  missingRights(): readonly RightAction[];
  /** Who is being served; `notAllowed` while nobody is. */
  serving(): Result<Serving>;
  /**
   * For what is about no person who is being served. Errors: `notAllowed` before the shift has begun and while the screen
   * is not the operator's, `reauthenticationRequired`.
   */
  administrator(): Result<TokenOperator>;
  /** Whether whoever holds the screen may do this to the running pairing. */
  mayAct(action: ActionKind): boolean;
  /** Whether a pairing may begin. Errors: `notAllowed`, `notIdentified`, `personDisabled`. */
  mayBegin(): Result<undefined>;
  begin(pin: string | null): Promise<Result<undefined>>;
  search(text: string): Promise<Result<SearchResult>>;
  open(userId: string): Promise<Result<undefined>>;
  identify(by: Identification): Promise<Result<undefined>>;
  enableMfa(): Promise<Result<undefined>>;
  handOver(ask: HandOverAsk): Promise<Result<undefined>>;
  handOverAgain(): Promise<Result<undefined>>;
  confirm(): Promise<Result<undefined>>;
  deny(): Promise<Result<undefined>>;
  takeBack(pin: string): Promise<Result<undefined>>;
  next(): Promise<Result<undefined>>;
  undo(bindingId: string, reason: UndoReason): Promise<Result<undefined>>;
  moreTime(): Result<undefined>;
  copied(): Promise<Result<undefined>>;
  endShift(): Promise<Result<undefined>>;
  leave(): Promise<Result<undefined>>;
  /** A pairing of this shift has come to a state. */
  paired(state: PairingState, before: PairingState | null): void;
  /** A device of the person was changed from the list. */
  changed(action: DeviceChange, deviceId: string | null): Promise<void>;
  /** The computer has slept. */
  woke(): void;
  /** Somebody is doing something outside the window. */
  attended(): void;
  /** The operator has signed in again. */
  signedInAgain(): void;
  /** The session ended by itself: what the window and the clipboard hold goes as after any other person. */
  abandoned(): void;
  /** The session is over: nothing is waited for any more. */
  close(): void;
}

export interface KioskDependencies {
  readonly configuration: Configuration;
  readonly ports: KioskPorts;
  readonly operator: Person;
  readonly session: {
    view(): SessionView;
    signedInAt(): number;
    signOut(): Promise<Result<undefined>>;
  };
  readonly http: PingOneHttp;
  readonly users: Users;
  readonly populations: Populations;
  readonly devices: PingOneDevices;
  readonly runner: PairingRunner;
  /** Settles what this operator left open: whether no pairing has left anything at PingOne, as far as it can be told. */
  readonly settle: () => Promise<boolean>;
  /** Reads a device of the person, if it can be finished or tested from here. */
  readonly device: (deviceId: string, kind: 'resume' | 'prove') => Promise<Result<PairedDevice>>;
  readonly start: (kind: 'resume' | 'prove', device: PairedDevice) => Promise<Result<undefined>>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly onChange: (view: KioskView) => void;
}

export const createKiosk = (dependencies: KioskDependencies): Kiosk => {
  const { configuration, ports, operator, session, http, users, runner, now, log } = dependencies;
  const { idleSeconds, reauthenticationMinutes, undoMinutes } = {
    ...kioskDefaults,
    ...configuration,
  };
  const { after, record } = ports;
  const life = new AbortController();
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void after(milliseconds, resolve));

  const pin = createShiftPin();
  const reauthenticateAt = (): number => session.signedInAt() + reauthenticationMinutes * 60_000;
  const bindings = createBindings({
    ...dependencies,
    minutes: undoMinutes,
    after,
    onChange: () => state.show(),
  });
  let missing: readonly RightAction[] = [];
  const state = createShiftState({
    operator,
    around: () => ({
      pinTries: pin.triesLeft(),
      reauthenticateAt: reauthenticateAt(),
      idleDeadline: idle.deadline(),
      bindings: [...bindings.list()],
      missingRights: [...missing],
    }),
    onChange: (view) => {
      if (!life.signal.aborted) dependencies.onChange(view);
    },
  });
  const subjectId = (): string | null => {
    const serving = state.serving();
    return serving.ok ? serving.value.person.id : null;
  };
  const note = createNote(record, operator, subjectId);
  const people = createPeople({
    users,
    populations: dependencies.populations,
    signal: () => life.signal,
  });
  const handOvers = createHandOvers({ ...dependencies, state, people, pin, note });
  const { wipe } = createWiping({
    ...dependencies,
    state,
    note,
    ports: ports.wipe,
    sleep,
  });

  const onIdle = (): void => {
    const view = session.view();
    const signingInAgain = view.state === 'signedIn' && view.again?.state === 'running';
    const stage = state.stage().name;
    // somebody is at the browser or at their phone; that ends by itself
    if (signingInAgain || stage === 'wiping') {
      idle.active();
      return;
    }
    if (stage === 'serving') {
      log.info('kiosk.idle', { stage });
      // locked first: whoever comes by finds nothing to press
      state.give('nobody');
      void wipe('idle').then(() => idle.active());
      return;
    }
    log.info('kiosk.idleSignOut', { stage });
    void end('idle');
  };
  let pairedDeviceId: string | null = null;
  const idle = createIdleWatch({
    after,
    now,
    seconds: idleSeconds,
    onWarning: () => state.show(),
    onIdle,
  });

  const end = async (why: 'idle' | 'operator' | 'left'): Promise<Result<undefined>> => {
    idle.stop();
    if (runner.view() !== null || state.serving().ok) await wipe('ended');
    else await ports.wipe.window().catch(() => null);
    await note({ action: 'shiftEnded', detail: why });
    return session.signOut();
  };

  /** Only with an operator who has shown lately that it is them. */
  const fresh = (): Result<undefined> =>
    now() >= reauthenticateAt() ? fail({ code: 'reauthenticationRequired' }) : ok(undefined);

  const withPerson = async (
    use: (serving: Serving) => Promise<Result<undefined>>,
  ): Promise<Result<undefined>> => {
    const serving = state.serving();
    return serving.ok ? use(serving.value) : serving;
  };

  const look = async (): Promise<void> => {
    const [rights, recordState, nothingLeft] = await Promise.all([
      checkRights(http, life.signal),
      record.open(),
      dependencies.settle(),
    ]);
    if (life.signal.aborted) return;
    if (!nothingLeft) state.setProblem({ code: 'leftAtPingOne' });
    missing = rights.filter((right) => right.state === 'missing').map(({ action }) => action);
    state.enter({ name: 'opening', rights, record: recordState });
  };

  idle.active();
  void look().catch((cause: unknown) => log.error('kiosk.notOpened', {}, cause));

  return {
    view: () => state.view(),
    hands: () => state.hands(),
    missingRights: () => missing,
    serving: () => state.serving(),
    administrator() {
      const { name } = state.stage();
      const begun = name === 'finding' || name === 'serving';
      if (!begun || state.hands() !== 'operator') return fail({ code: 'notAllowed' });
      const may = fresh();
      return may.ok ? ok({ signal: life.signal, note }) : may;
    },
    mayAct: (action) => actionsInHands[state.hands()].includes(action),
    mayBegin() {
      const serving = state.serving();
      if (!serving.ok) return serving;
      if (!serving.value.person.enabled) return fail({ code: 'personDisabled' });
      return serving.value.identifiedBy === null ? fail({ code: 'notIdentified' }) : ok(undefined);
    },

    async begin(typed) {
      const stage = state.stage();
      if (stage.name !== 'opening' || stage.record === 'unwritable')
        return fail({ code: stage.name === 'opening' ? 'recordNotWritten' : 'notAllowed' });
      const noted = await note({ action: 'shiftBegan' });
      if (!noted.ok) return noted;
      for (const action of missing)
        await note({ action: 'rightMissing', outcome: 'refused', detail: action });
      if (typed !== null) pin.set(typed);
      state.enter({ name: 'finding', cleaned: null });
      return ok(undefined);
    },

    async search(text) {
      if (state.stage().name !== 'finding') return fail({ code: 'notAllowed' });
      const may = fresh();
      return may.ok ? people.search(text) : may;
    },

    async open(userId) {
      if (state.stage().name !== 'finding') return fail({ code: 'notAllowed' });
      const may = fresh();
      if (!may.ok) return may;
      const read = await people.read(userId);
      if (!read.ok) return read;
      const noted = await note({ action: 'personOpened', subject: { id: userId } });
      if (!noted.ok) return noted;
      if (state.stage().name !== 'finding' || state.hands() !== 'operator')
        return fail({ code: 'notAllowed' });
      state.open(read.value);
      return ok(undefined);
    },

    identify: (by) =>
      withPerson(async (serving) => {
        const noted = await note({ action: 'personIdentified', detail: by });
        if (noted.ok) state.change(serving, { identifiedBy: by });
        return noted;
      }),

    enableMfa: () =>
      withPerson(async (serving) => {
        const { person, leaving } = serving;
        const subject = { id: person.id };
        const enabled = await users.enableMfa(person.id, { signal: leaving.signal });
        if (!enabled.ok)
          return enabled.error.code === 'notFound'
            ? fail({ ...enabled.error, code: 'personGone' })
            : enabled;
        state.change(serving, { person: { ...person, mfaEnabled: true } });
        return note({ action: 'mfaEnabled', subject });
      }),

    handOver: (ask) => handOvers.ask(ask),
    handOverAgain: () => handOvers.again(),
    confirm: () => handOvers.confirm(),
    deny: () => handOvers.deny(),
    takeBack: (typed) => handOvers.takeBack(typed),

    async next() {
      if (state.stage().name === 'finding') return ok(undefined);
      if (!state.serving().ok) return fail({ code: 'notAllowed' });
      await wipe('next');
      return ok(undefined);
    },

    async undo(bindingId, reason) {
      const bound = bindings.find(bindingId);
      if (bound === null) return fail({ code: 'undoTooLate' });
      const { binding, userId } = bound;
      const { deviceId } = binding;
      // its proof may still be under way
      if (pairedDeviceId === deviceId) await runner.leave();
      const undone = await bindings.undo(bindingId, life.signal);
      const noted = await note({
        action: 'undone',
        outcome: undone.ok ? 'done' : 'failed',
        subject: { id: userId },
        device: { id: deviceId, type: binding.type, target: binding.target },
        detail: reason,
        correlationId: undone.ok ? null : (undone.error.reference ?? null),
      });
      if (!undone.ok) return undone;
      const view = runner.view();
      if (view?.screen.kind === 'done' && view.screen.device.id === deviceId) runner.close(view.id);
      const serving = state.serving();
      if (serving.ok && serving.value.person.id === userId)
        state.change(serving.value, { handOver: null });
      return noted;
    },

    moreTime() {
      idle.active();
      return ok(undefined);
    },
    async copied() {
      await ports.noteCopy();
      return ok(undefined);
    },
    endShift: () => end('operator'),
    async leave() {
      await end('left');
      ports.quit();
      return ok(undefined);
    },

    paired(pairing, before) {
      pairedDeviceId = 'device' in pairing ? (pairing.device?.id ?? null) : null;
      // what the person confirmed before was another device
      const serving = state.serving();
      if (before === null && pairing.name === 'choosing' && serving.ok)
        state.change(serving.value, { handOver: null });
      const device = newlyBound(pairing, before);
      if (device !== null) bindings.add(pairing.facts.userId, device);
      for (const witnessed of witness(pairing, before))
        void note({
          ...witnessed,
          subject: { id: pairing.facts.userId },
          transactionId: pairing.facts.id,
        }).then((noted) => {
          if (!noted.ok) state.setProblem(noted.error);
        });
    },

    async changed(action, deviceId) {
      const noted = await note({
        action,
        device: deviceId === null ? null : { id: deviceId, type: 'UNKNOWN', target: null },
      });
      if (!noted.ok) state.setProblem(noted.error);
    },

    woke() {
      idle.woke();
      state.show();
    },
    attended: () => idle.active(),
    signedInAgain() {
      handOvers.taken();
      void note({ action: 'signedInAgain' });
      state.show();
    },

    abandoned() {
      const cleaned = Promise.all([ports.wipe.clipboard(), ports.wipe.window()]);
      cleaned.catch((cause: unknown) => log.error('kiosk.notCleaned', {}, cause));
    },

    close() {
      life.abort();
      idle.stop();
      bindings.clear();
      pin.forget();
    },
  };
};
