import type { Configuration } from '../../shared/configuration';
import type { Handlers } from '../../shared/ipc/bridge';
import type { FileTroubles } from '../../shared/ipc/file-view';
import type { ConnectionReport } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import type { ConfigurationStore } from '../configuration/sources';
import type { Desk } from '../desk';
import type { DiagnosticsDesk } from '../diagnostics/diagnostics';
import type { Kiosk } from '../kiosk/kiosk';
import type { WindowLanguage } from '../window-language';

export interface HandlerDependencies {
  readonly configuration: ConfigurationStore;
  /** the desk of the configuration in force; null while there is none */
  readonly desk: () => Desk | null;
  readonly testConnection: (settings: Configuration) => Promise<Result<ConnectionReport>>;
  /** Reads the configuration again and starts over with it. */
  readonly restart: () => Promise<void>;
  readonly copy: (text: string) => void;
  readonly fileTroubles: () => FileTroubles;
  readonly language: WindowLanguage;
  readonly diagnostics: DiagnosticsDesk;
}

/** One line a call: what the window may ask for, and who answers. */
export const createHandlers = ({
  configuration,
  desk,
  testConnection,
  restart,
  copy,
  fileTroubles,
  language,
  diagnostics,
}: HandlerDependencies): Handlers => {
  const withDesk = async <T>(
    use: (current: Desk) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const current = desk();
    return current === null ? fail({ code: 'configurationMissing' }) : use(current);
  };
  const withKiosk = async <T>(
    use: (kiosk: Kiosk) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const kiosk = desk()?.kiosk() ?? null;
    return kiosk === null ? fail({ code: 'notAllowed' }) : use(kiosk);
  };
  /** Answers at once; how it goes on comes as an event. */
  const started = (work: Promise<unknown>): Result<undefined> => {
    void work;
    return ok(undefined);
  };

  // what leads elsewhere, or nowhere, is not saved, whoever asks for it
  let tested: string | null = null;
  const test = async (settings: Configuration): Promise<Result<ConnectionReport>> => {
    const report = await testConnection(settings);
    tested = report.ok ? JSON.stringify(settings) : null;
    return report;
  };

  return {
    configuration: {
      read: async () => ok(await configuration.read()),
      test,
      async save(settings) {
        // the settings of a kiosk are no business of whoever stands there
        if (desk()?.isKiosk === true) return fail({ code: 'notAllowed' });
        const report = tested === JSON.stringify(settings) ? null : await test(settings);
        if (report?.ok === false) return report;
        const saved = await configuration.save(settings);
        if (saved.ok) await restart();
        return saved;
      },
    },
    session: {
      read: () => ok(desk()?.session.view() ?? { state: 'unconfigured' }),
      signIn: ({ way }) => withDesk(({ session }) => started(session.signIn(way))),
      signInAgain: ({ way }) => withDesk(({ session }) => started(session.signInAgain(way))),
      cancelSignIn: () =>
        withDesk(async ({ session }) => {
          await session.cancelSignIn();
          return ok(undefined);
        }),
      // a shift ends by being wiped and recorded first
      signOut: () =>
        withDesk((current) => started(current.kiosk()?.endShift() ?? current.session.signOut())),
      restore: () => withDesk(({ session }) => started(session.restore())),
      retryKeychain: () => withDesk(({ session }) => started(session.retryKeychain())),
    },
    devices: {
      list: () => withDesk(({ devices }) => devices.list()),
      rename: ({ deviceId, nickname }) =>
        withDesk(({ devices }) => devices.rename(deviceId, nickname)),
      remove: ({ deviceId, lastConfirmed }) =>
        withDesk(({ devices }) => devices.remove(deviceId, lastConfirmed)),
      reorder: ({ deviceIds }) => withDesk(({ devices }) => devices.reorder(deviceIds)),
      block: ({ deviceId }) => withDesk(({ devices }) => devices.administer(deviceId, 'block')),
      unblock: ({ deviceId }) => withDesk(({ devices }) => devices.administer(deviceId, 'unblock')),
      unlock: ({ deviceId }) => withDesk(({ devices }) => devices.administer(deviceId, 'unlock')),
      requestLogs: ({ deviceId }) =>
        withDesk(({ devices }) => devices.administer(deviceId, 'requestLogs')),
    },
    phone: {
      countries: () => withDesk(({ phone }) => phone.countries()),
      read: ({ country, text }) => withDesk(({ phone }) => phone.read(country, text)),
    },
    pairing: {
      read: () => ok(desk()?.pairing.view() ?? null),
      begin: ({ replaces }) => withDesk((current) => current.begin(replaces)),
      resume: ({ deviceId }) => withDesk((current) => current.resume(deviceId)),
      prove: ({ deviceId }) => withDesk((current) => current.prove(deviceId)),
      key: ({ pairingId }) => withDesk((current) => current.key(pairingId)),
      pairingKey: ({ pairingId }) => withDesk((current) => current.pairingKey(pairingId)),
      copyKey: ({ pairingId }) => withDesk((current) => current.copyKey(pairingId)),
      act: ({ pairingId, action }) => withDesk((current) => current.act(pairingId, action)),
      close: ({ pairingId }) => withDesk(({ pairing }) => pairing.close(pairingId)),
    },
    journal: {
      read: () => ok(desk()?.journal.view() ?? null),
      look: () =>
        withDesk(async ({ journal }) => {
          const looked = await journal.look();
          return looked.ok ? ok(undefined) : looked;
        }),
    },
    files: { read: () => ok(fileTroubles()) },
    workstation: {
      preflight: () => withDesk(({ workstation }) => workstation.preflight()),
      copyCommand: ({ command }) =>
        withDesk(({ workstation }) => {
          const found = workstation.command(command);
          if (!found.ok) return found;
          copy(found.value);
          return ok(undefined);
        }),
    },
    diagnostics: {
      preview: () => diagnostics.preview(),
      save: ({ previewId }) => diagnostics.save(previewId),
      show: () => diagnostics.show(),
    },
    tokens: {
      find: ({ text }) => withDesk(({ tokens }) => tokens.find(text)),
      resync: ({ tokenId, codes, second }) =>
        withDesk(({ tokens }) => tokens.resync(tokenId, codes, second)),
    },
    kiosk: {
      read: () => ok(desk()?.kiosk()?.view() ?? null),
      begin: ({ pin }) => withKiosk((kiosk) => kiosk.begin(pin)),
      search: ({ text }) => withKiosk((kiosk) => kiosk.search(text)),
      open: ({ userId }) => withKiosk((kiosk) => kiosk.open(userId)),
      identify: ({ by }) => withKiosk((kiosk) => kiosk.identify(by)),
      enableMfa: () => withKiosk((kiosk) => kiosk.enableMfa()),
      handOver: ({ ask }) => withKiosk((kiosk) => kiosk.handOver(ask)),
      handOverAgain: () => withKiosk((kiosk) => kiosk.handOverAgain()),
      confirm: () => withKiosk((kiosk) => kiosk.confirm()),
      deny: () => withKiosk((kiosk) => kiosk.deny()),
      takeBack: ({ pin }) => withKiosk((kiosk) => kiosk.takeBack(pin)),
      next: () => withKiosk((kiosk) => kiosk.next()),
      undo: ({ bindingId, reason }) => withKiosk((kiosk) => kiosk.undo(bindingId, reason)),
      moreTime: () => withKiosk((kiosk) => kiosk.moreTime()),
      copied: () => withKiosk((kiosk) => kiosk.copied()),
      endShift: () => withKiosk((kiosk) => started(kiosk.endShift())),
      leave: () => withKiosk((kiosk) => started(kiosk.leave())),
    },
    clipboard: {
      copyReference({ reference }) {
        copy(reference);
        return ok(undefined);
      },
    },
    language: {
      kept: async () => ok(await language.kept()),
      async chosen({ language: tag, keep }) {
        await language.choose(tag, keep);
        return ok(undefined);
      },
    },
  };
};
