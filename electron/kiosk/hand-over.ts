import {
  catalog,
  isDeviceType,
  maskedTargetOf,
  type DeviceType,
} from '../../shared/devices/catalog';
import type { PersonAction } from '../../shared/pairing/event';
import type { HandOverAsk } from '../../shared/kiosk/view';
import type { PairedDevice } from '../../shared/pairing/state';
import { fail, ok, type Result } from '../../shared/result';
import { maskedContact } from '../devices/contact';
import type { PairingRunner } from '../pairing/runner';
import type { Note } from './notes';
import type { People } from './people';
import type { ShiftPin } from './pin';
import type { ShiftState } from './shift';

/** Giving the screen to the person whose device it is, and taking it back. */
export interface HandOvers {
  /**
   * Errors: `notIdentified`, `personGone`, `personDisabled`, `notAllowed` (nothing is there to be confirmed), and those
   * of reading the person and the device.
   */
  ask(ask: HandOverAsk): Promise<Result<undefined>>;
  /** Once more, in the middle of what was confirmed. */
  again(): Promise<Result<undefined>>;
  /** "Yes, that is me": only now something is created. */
  confirm(): Promise<Result<undefined>>;
  deny(): Promise<Result<undefined>>;
  /** Errors: `pinWrong`, `pinSpent`. */
  takeBack(pin: string): Promise<Result<undefined>>;
  /** The operator has shown by signing in that it is them. */
  taken(): void;
}

export interface HandOverDependencies {
  readonly state: ShiftState;
  readonly people: People;
  readonly pin: ShiftPin;
  readonly note: Note;
  readonly runner: PairingRunner;
  /** Reads a device of the person, if it can be finished (`resume`) or tested (`prove`) from here. */
  readonly device: (deviceId: string, kind: 'resume' | 'prove') => Promise<Result<PairedDevice>>;
  /** Starts what was confirmed about that device. */
  readonly start: (kind: 'resume' | 'prove', device: PairedDevice) => Promise<Result<undefined>>;
}

/** What is done once the person has said yes. */
interface Asked {
  readonly type: DeviceType;
  readonly target: string | null;
  readonly go: () => Promise<Result<undefined>> | Result<undefined>;
}

export const createHandOvers = (dependencies: HandOverDependencies): HandOvers => {
  const { state, people, pin, note, runner } = dependencies;

  const pairing = (ask: Extract<HandOverAsk, { kind: 'pair' }>): Result<Asked> => {
    const view = runner.view();
    const { type } = ask.details;
    if (view?.screen.kind !== 'describe' || view.screen.type !== type)
      return fail({ code: 'notAllowed' });
    const action: PersonAction = { ...ask, kind: 'describe' };
    return ok({
      type,
      target: maskedTargetOf(type, ask.details),
      go: () => runner.act(view.id, action),
    });
  };

  const existing = async (kind: 'resume' | 'prove', deviceId: string): Promise<Result<Asked>> => {
    const read = await dependencies.device(deviceId, kind);
    if (!read.ok) return read;
    const device = read.value;
    return ok({
      type: device.type,
      target: device.target === null ? null : maskedContact(device.target),
      go: () => dependencies.start(kind, device),
    });
  };

  const backWithOperator = (): void => {
    const serving = state.serving();
    // a question that nobody answered is put anew
    if (serving.ok && serving.value.handOver?.answer === 'asked')
      state.change(serving.value, { handOver: null, onYes: null });
    state.give('operator');
  };

  return {
    async ask(ask) {
      const serving = state.serving();
      if (!serving.ok) return serving;
      if (serving.value.identifiedBy === null) return fail({ code: 'notIdentified' });
      // whoever has vanished or been disabled since gets nothing
      const read = await people.read(serving.value.person.id);
      if (!read.ok) return read;
      if (!state.change(serving.value, { person: read.value.person }))
        return fail({ code: 'notAllowed' });
      if (!read.value.person.enabled) return fail({ code: 'personDisabled' });
      const next = ask.kind === 'pair' ? pairing(ask) : await existing(ask.kind, ask.deviceId);
      if (!next.ok) return next;
      const { type, target } = next.value;
      const noted = await note({
        action: 'handedOver',
        subject: { id: serving.value.person.id },
        device: { id: ask.kind === 'pair' ? null : ask.deviceId, type, target },
      });
      if (!noted.ok) return noted;
      const asked = state.change(serving.value, {
        handOver: { kind: ask.kind, type, target, answer: 'asked' },
        onYes: next.value.go,
      });
      if (!asked) return fail({ code: 'notAllowed' });
      state.give('subject');
      return ok(undefined);
    },

    async again() {
      const serving = state.serving();
      if (!serving.ok) return serving;
      if (serving.value.handOver?.answer !== 'confirmed' || runner.view() === null)
        return fail({ code: 'notAllowed' });
      const noted = await note({ action: 'handedOver' });
      if (noted.ok) state.give('subject');
      return noted;
    },

    async confirm() {
      const serving = state.serving();
      if (!serving.ok) return serving;
      const { handOver, onYes } = serving.value;
      if (handOver?.answer !== 'asked' || onYes === null) return fail({ code: 'notAllowed' });
      // taken at once: a second click must not start it a second time
      state.change(serving.value, { onYes: null });
      const noted = await note({ action: 'confirmed' });
      const gone = noted.ok ? await onYes() : noted;
      if (!gone.ok) {
        state.change(serving.value, { onYes });
        return gone;
      }
      state.change(serving.value, { handOver: { ...handOver, answer: 'confirmed' } });
      return ok(undefined);
    },

    async deny() {
      const serving = state.serving();
      if (!serving.ok) return serving;
      const { handOver } = serving.value;
      if (handOver?.answer !== 'asked') return fail({ code: 'notAllowed' });
      state.change(serving.value, { handOver: { ...handOver, answer: 'denied' }, onYes: null });
      return note({ action: 'denied', outcome: 'refused' });
    },

    async takeBack(typed) {
      if (state.hands() === 'operator') return ok(undefined);
      const checked = pin.check(typed);
      if (!checked.ok) {
        state.show();
        await note({ action: 'pinRefused', outcome: 'refused', detail: checked.error.code });
        return checked;
      }
      backWithOperator();
      return note({ action: 'takenBack', detail: 'pin' });
    },

    taken() {
      pin.renew();
      if (state.hands() !== 'operator') backWithOperator();
    },
  };
};

/** Whether a device that is there already can be gone on with from here. */
export const canGoOn = (
  kind: 'resume' | 'prove',
  device: { readonly type: string; readonly status: string },
  provableHere: boolean,
): boolean =>
  isDeviceType(device.type) &&
  (kind === 'prove'
    ? provableHere
    : device.status === 'pending' && catalog[device.type].canBeResumed);
