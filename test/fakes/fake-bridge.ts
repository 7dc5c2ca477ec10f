import type { DeskError } from '../../shared/errors';
import type { Bridge } from '../../shared/ipc/bridge';
import type {
  AppKey,
  ConfigurationView,
  ConnectionReport,
  DeviceList,
  Diagnostics,
  PairingKey,
  Preflight,
  Resync,
  SessionView,
  TokenList,
} from '../../shared/ipc/views';
import type { FileTroubles } from '../../shared/ipc/file-view';
import type { JournalView } from '../../shared/ipc/journal-view';
import type { KioskView, SearchResult } from '../../shared/kiosk/view';
import type { PairingView } from '../../shared/pairing/screen';
import { fail, ok, type Result } from '../../shared/result';
import { createPhone } from '../../electron/phone/phone';
import {
  aDeviceList,
  aJournal,
  anAppKey,
  aPairingKey,
  aReport,
  ready,
  signedIn,
  someDiagnostics,
} from './views';

interface Views {
  configuration: ConfigurationView;
  session: SessionView;
  pairing: PairingView | null;
  devices: DeviceList;
  report: ConnectionReport;
  key: AppKey;
  pairingKey: PairingKey;
  preflight: Preflight;
  diagnostics: Diagnostics;
  /** where the person saves diagnostics; null: nowhere */
  savedTo: string | null;
  /** what a search for this text finds */
  tokens: (text: string) => TokenList;
  /** what PingOne says to so many codes */
  resync: (codes: readonly string[]) => Resync;
  kiosk: KioskView | null;
  journal: JournalView | null;
  files: FileTroubles;
  /** what a search for this text finds */
  found: (text: string) => SearchResult;
  /** what was chosen at this workstation before */
  keptLanguage: string | null;
}
export type InitialViews = Partial<Views>;

export interface RecordedCall {
  readonly name: string;
  readonly input: unknown;
}

/** The main process as a window sees it: says what it is told to say, and remembers what it was asked. */
export interface FakeBridge {
  readonly bridge: Bridge;
  readonly calls: readonly RecordedCall[];
  /** inputs of the calls of one name, for instance `pairing.act` */
  inputsOf(name: string): unknown[];
  /** what the next calls of this name answer, instead of succeeding; null: succeed again */
  refuse(name: string, error: DeskError | null): void;
  /** keeps calls of this name waiting until the returned function is called */
  hold(name: string): () => void;
  setDevices(list: DeviceList): void;
  showConfiguration(view: ConfigurationView): void;
  showSession(view: SessionView): void;
  showPairing(view: PairingView | null): void;
  showKiosk(view: KioskView | null): void;
  showJournal(view: JournalView | null): void;
  showFiles(view: FileTroubles): void;
}

/** As the main process understands numbers: it needs no network. */
const phone = createPhone();

const createEvent = <T>() => {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    subscribe: (listener: (value: T) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export const createFakeBridge = (initial: InitialViews = {}): FakeBridge => {
  const views: Views = {
    configuration: ready,
    session: signedIn,
    pairing: null,
    devices: aDeviceList(),
    report: aReport,
    key: anAppKey,
    pairingKey: aPairingKey,
    preflight: { findings: [] },
    diagnostics: someDiagnostics,
    savedTo: '/home/user01/Documents/enrollment-desk-diagnostics.zip',
    tokens: () => ({ tokens: [], more: false }),
    resync: () => ({ state: 'resynced', token: null }),
    kiosk: null,
    journal: aJournal(),
    files: { troubles: [] },
    found: (text) => ({ text, people: [], more: false }),
    keptLanguage: null,
    ...initial,
  };
  const calls: RecordedCall[] = [];
  const refusals = new Map<string, DeskError>();
  const held = new Map<string, Promise<void>>();
  const events = {
    configuration: createEvent<ConfigurationView>(),
    session: createEvent<SessionView>(),
    pairing: createEvent<PairingView | null>(),
    kiosk: createEvent<KioskView | null>(),
    journal: createEvent<JournalView | null>(),
    files: createEvent<FileTroubles>(),
  };

  const answer = async <T>(name: string, value: () => T, input?: unknown): Promise<Result<T>> => {
    calls.push({ name, input });
    await held.get(name);
    const error = refusals.get(name);
    return error === undefined ? ok(value()) : fail(error);
  };
  const nothing = () => undefined;
  const showPairing = (view: PairingView | null) => {
    views.pairing = view;
    events.pairing.emit(view);
  };

  const bridge: Bridge = {
    configuration: {
      read: () => answer('configuration.read', () => views.configuration),
      test: (input) => answer('configuration.test', () => views.report, input),
      save: (input) => answer('configuration.save', nothing, input),
      changed: events.configuration.subscribe,
    },
    session: {
      read: () => answer('session.read', () => views.session),
      signIn: (input) => answer('session.signIn', nothing, input),
      signInAgain: (input) => answer('session.signInAgain', nothing, input),
      cancelSignIn: () => answer('session.cancelSignIn', nothing),
      signOut: () => answer('session.signOut', nothing),
      restore: () => answer('session.restore', nothing),
      retryKeychain: () => answer('session.retryKeychain', nothing),
      changed: events.session.subscribe,
    },
    devices: {
      list: () => answer('devices.list', () => views.devices),
      rename: (input) => answer('devices.rename', nothing, input),
      remove: (input) => answer('devices.remove', nothing, input),
      block: (input) => answer('devices.block', nothing, input),
      unblock: (input) => answer('devices.unblock', nothing, input),
      unlock: (input) => answer('devices.unlock', nothing, input),
      requestLogs: (input) => answer('devices.requestLogs', nothing, input),
      reorder: (input) => answer('devices.reorder', nothing, input),
    },
    phone: {
      countries: async () => {
        const countries = await phone.countries('US');
        return answer('phone.countries', () => countries);
      },
      read: async (input) => {
        const reading = await phone.read(input.country, input.text);
        return answer('phone.read', () => reading, input);
      },
    },
    pairing: {
      read: () => answer('pairing.read', () => views.pairing),
      begin: (input) => answer('pairing.begin', nothing, input),
      resume: (input) => answer('pairing.resume', nothing, input),
      prove: (input) => answer('pairing.prove', nothing, input),
      key: (input) => answer('pairing.key', () => views.key, input),
      copyKey: (input) => answer('pairing.copyKey', nothing, input),
      pairingKey: (input) => answer('pairing.pairingKey', () => views.pairingKey, input),
      act: (input) => answer('pairing.act', nothing, input),
      close: (input) =>
        answer(
          'pairing.close',
          () => {
            showPairing(null);
            return undefined;
          },
          input,
        ),
      changed: events.pairing.subscribe,
    },
    journal: {
      read: () => answer('journal.read', () => views.journal),
      look: () => answer('journal.look', nothing),
      changed: events.journal.subscribe,
    },
    files: {
      read: () => answer('files.read', () => views.files),
      changed: events.files.subscribe,
    },
    workstation: {
      preflight: () => answer('workstation.preflight', () => views.preflight),
      copyCommand: (input) => answer('workstation.copyCommand', nothing, input),
    },
    diagnostics: {
      preview: () => answer('diagnostics.preview', () => views.diagnostics),
      save: (input) => answer('diagnostics.save', () => ({ file: views.savedTo }), input),
      show: () => answer('diagnostics.show', nothing),
    },
    tokens: {
      find: (input) => answer('tokens.find', () => views.tokens(input.text), input),
      resync: (input) => answer('tokens.resync', () => views.resync(input.codes), input),
    },
    kiosk: {
      read: () => answer('kiosk.read', () => views.kiosk),
      begin: (input) => answer('kiosk.begin', nothing, input),
      search: (input) => answer('kiosk.search', () => views.found(input.text), input),
      open: (input) => answer('kiosk.open', nothing, input),
      identify: (input) => answer('kiosk.identify', nothing, input),
      enableMfa: () => answer('kiosk.enableMfa', nothing),
      handOver: (input) => answer('kiosk.handOver', nothing, input),
      handOverAgain: () => answer('kiosk.handOverAgain', nothing),
      confirm: () => answer('kiosk.confirm', nothing),
      deny: () => answer('kiosk.deny', nothing),
      takeBack: (input) => answer('kiosk.takeBack', nothing, input),
      next: () => answer('kiosk.next', nothing),
      undo: (input) => answer('kiosk.undo', nothing, input),
      moreTime: () => answer('kiosk.moreTime', nothing),
      copied: () => answer('kiosk.copied', nothing),
      endShift: () => answer('kiosk.endShift', nothing),
      leave: () => answer('kiosk.leave', nothing),
      changed: events.kiosk.subscribe,
    },
    clipboard: { copyReference: (input) => answer('clipboard.copyReference', nothing, input) },
    language: {
      kept: () => answer('language.kept', () => views.keptLanguage),
      chosen: (input) => answer('language.chosen', nothing, input),
    },
  };

  return {
    bridge,
    calls,
    inputsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.input),
    refuse(name, error) {
      if (error === null) refusals.delete(name);
      else refusals.set(name, error);
    },
    hold(name) {
      let release = nothing as () => void;
      held.set(
        name,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => {
        held.delete(name);
        release();
      };
    },
    setDevices(list) {
      views.devices = list;
    },
    showConfiguration(view) {
      views.configuration = view;
      events.configuration.emit(view);
    },
    showSession(view) {
      views.session = view;
      events.session.emit(view);
    },
    showPairing,
    showKiosk(view) {
      views.kiosk = view;
      events.kiosk.emit(view);
    },
    showJournal(view) {
      views.journal = view;
      events.journal.emit(view);
    },
    showFiles(view) {
      views.files = view;
      events.files.emit(view);
    },
  };
};
