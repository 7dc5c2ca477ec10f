import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { app, clipboard, powerMonitor, session, type IpcMainInvokeEvent } from 'electron';
import type { Configuration } from '../shared/configuration';
import { contract } from '../shared/ipc/contract';
import type { Reach } from '../shared/ipc/define';
import type { Hands } from '../shared/kiosk/view';
import type { ConfigurationView } from '../shared/ipc/views';
import { createUnfinishedSignOuts } from './auth/unfinished-sign-out';
import { createCeremonyWindow } from './ceremony/window';
import { endpointsOf } from './configuration/endpoints';
import type { Desk } from './desk';
import type { PreflightSystem } from './desktop-agent/look';
import { createDeviceMemory } from './devices/memory';
import { createDeskDiagnostics } from './diagnostics/desk-diagnostics';
import { createFileTroubleBoard } from './files/troubles';
import { writeAtomically } from './files/write-atomically';
import { createEmit } from './ipc/emit';
import { createHandlers } from './ipc/handlers';
import { serve, type MainPort } from './ipc/serve';
import { createJournal } from './journal/journal';
import { createKeytarHost } from './keytar-host';
import { createFileLog } from './log/file-log';
import type { Fetch } from './http/request';
import type { KioskPorts } from './kiosk/kiosk';
import { createPhone } from './phone/phone';
import { errorPage, errorPageHeaders } from './process/error-page';
import { createShiftRecord } from './record/record';
import { appOrigin } from './security/app-protocol';
import { watchCertificates, type CertificateWatch } from './security/certificates';
import { createChromiumFetch } from './security/chromium-fetch';
import { openInBrowser } from './security/external-links';
import { cleanWindow } from './security/clean-window';
import { endOnFailure } from './security/end-on-failure';
import { watchAcceleration } from './security/hardware-acceleration';
import { keepAlive } from './security/keep-alive';
import type { OwnPages } from './security/own-pages';
import { askWhereToSave, showInFolder } from './security/saved-file';
import { selfTest } from './security/self-test';
import { createTrustedSender } from './security/trusted-sender';
import { createSecretClipboard } from './secret-clipboard';
import { sleep } from './sleep';
import { createOsKeychain } from './vault/os-keychain';
import { createCeremony } from './webauthn/ceremony';
import type { Placing } from './placing';
import type { LoadingWindow } from './window';
import { createWindowLanguage } from './window-language';

export interface Start {
  readonly environment: {
    readonly ENROLLMENT_DESK_CONFIG: string | undefined;
    readonly ProgramData: string | undefined;
    readonly SystemRoot: string | undefined;
  };
  /** all variables of this process: some tell of a proxy, or of a remote session */
  readonly surroundings: Readonly<Record<string, string | undefined>>;
  /** the address of the development server, with hot reload; null: the built page */
  readonly developmentUrl: string | null;
  /** what the program was started with */
  readonly arguments: readonly string[];
  /** print the security posture and exit */
  readonly selfTest: boolean;
}

/** What is there already; see [Note: The window comes first]. */
export interface Opening {
  /** a file or folder of the build */
  readonly built: (...path: string[]) => string;
  readonly pages: OwnPages;
  /** pages of the window that are no files, by their paths */
  readonly madePages: Map<string, () => Response>;
  /** where the window's calls wait */
  readonly calls: MainPort<IpcMainInvokeEvent>;
  readonly placing: Placing;
  readonly first: LoadingWindow;
  readonly isKiosk: boolean;
  /** another window, where the first one is gone */
  readonly open: () => LoadingWindow;
}

/** Milliseconds that the end of the program may be put off. */
const closingPatience = 3_000;

/** What a call has to be open to, by whoever holds the screen. */
const reachOf: Readonly<Record<Hands, Reach | null>> = {
  operator: null,
  subject: 'subject',
  nobody: 'locked',
};

interface Network {
  readonly fetch: Fetch;
  readonly certificates: CertificateWatch;
}

const openNetwork = (): Network => {
  const changes = session.fromPartition('changes');
  // without it Chromium fetches dictionaries from Google, for whoever might type something
  for (const each of [session.defaultSession, changes]) each.setSpellCheckerLanguages([]);
  const certificates = watchCertificates(session.defaultSession, changes);
  return { fetch: createChromiumFetch(changes, certificates), certificates };
};

/** The composition root: every object of the program is made and wired here, and nowhere else. */
export const compose = (start: Start, opening: Opening): void => {
  const { built, pages, placing } = opening;
  const { configuration, windowState } = placing;
  const now = (): number => Date.now();
  const stateFile = (name: string): string => join(app.getPath('userData'), 'state', name);
  const logFile = join(app.getPath('logs'), 'enrollment-desk.log');
  const log = createFileLog(logFile);

  // not before it is wanted: the first window needs none
  let networkOnce: Network | null = null;
  const network = (): Network => (networkOnce ??= openNetwork());
  const chromiumFetch: Fetch = (url, init) => network().fetch(url, init);

  let { window } = opening.first;
  // a kiosk's window closes when an operator says so, or the system does
  let mayClose = true;
  let desk: Desk | null = null;

  const vault = createOsKeychain(createKeytarHost(built('main', 'keytar-process.js')));
  const troubles = createFileTroubleBoard((view) => {
    log.warn(
      'files.trouble',
      Object.fromEntries(view.troubles.map((each) => [each.file, each.trouble])),
    );
    emit.files.changed(view);
  });
  const unfinishedSignOuts = createUnfinishedSignOuts(
    stateFile('sign-outs.json'),
    now,
    troubles.of('signOuts'),
  );
  const journal = createJournal(stateFile('journal.json'), now, troubles.of('journal'));
  // Electron is on its way from a synchronous clipboard to one that answers later: both are awaited
  const secretClipboard = createSecretClipboard({
    read: async () => clipboard.readText(),
    write: async (text) => clipboard.writeText(text),
    clear() {
      clipboard.clear();
      return Promise.resolve();
    },
  });
  const memory = createDeviceMemory(stateFile('devices.json'), now, troubles.of('devices'));
  const windowLanguage = createWindowLanguage(
    stateFile('language.json'),
    async () => {
      const view = await configuration.read();
      return view.state === 'ready' && view.settings.mode === 'kiosk';
    },
    now,
    log,
  );

  endOnFailure({
    log,
    newReference: randomUUID,
    window: () => window,
    language: () => windowLanguage.current(),
    isKiosk: () => desk?.isKiosk === true,
    unattended: start.selfTest,
    tidy: secretClipboard.take,
  });
  watchAcceleration(
    start.arguments,
    () => (desk?.pairing.view() ?? null) !== null || (desk?.kiosk() ?? null) !== null,
    log,
  );

  const emit = createEmit(contract, (channel, payload) => {
    if (!window.isDestroyed()) window.webContents.send(channel, payload);
  });

  const errorPath = '/error.html';
  const kiosk = (environmentId: string): KioskPorts => ({
    record: createShiftRecord(join(app.getPath('userData'), 'state', 'record'), environmentId, now),
    after(delay, run) {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    wipe: {
      clipboard: secretClipboard.take,
      window: async () =>
        window.isDestroyed()
          ? { window: false, storage: false, downloads: false }
          : cleanWindow(window, pages.url, [session.fromPartition('changes')]),
    },
    noteCopy: secretClipboard.note,
    quit: () => app.quit(),
  });

  const openCeremony = createCeremonyWindow({
    parent: () => window,
    preload: built('preload', 'ceremony.cjs'),
    pages: { folder: built('renderer'), developmentUrl: start.developmentUrl },
    log,
    newReference: randomUUID,
  });
  const ceremony = createCeremony({
    open: openCeremony,
    platform: process.platform,
    language: () => windowLanguage.current(),
    isKiosk: () => desk?.isKiosk === true,
    log,
    newReference: randomUUID,
  });

  const system: PreflightSystem = {
    platform: process.platform,
    ownUid: process.getuid?.() ?? null,
    environment: start.surroundings,
    readTextFile: (path) => readFile(path, 'utf8'),
    ...(start.environment.SystemRoot === undefined
      ? {}
      : { systemRoot: start.environment.SystemRoot }),
  };
  const phone = createPhone();
  const open = async (settings: Configuration): Promise<Desk> => {
    // most of the program, and nothing that the first screen needs
    const { createDesk } = await import('./desk');
    return createDesk(settings, {
      fetch: chromiumFetch,
      openExternal: (url) =>
        openInBrowser(url, [
          endpointsOf(settings).authOrigin,
          ...(settings.selfServiceUrl === undefined
            ? []
            : [new URL(settings.selfServiceUrl).origin]),
        ]),
      vault,
      unfinishedSignOuts,
      journal,
      memory,
      system,
      phone,
      country: app.getLocaleCountryCode() || null,
      ceremony,
      copySecret: secretClipboard.put,
      now,
      sleep,
      newId: randomUUID,
      log,
      onSession: emit.session.changed,
      onPairing: emit.pairing.changed,
      onKiosk: emit.kiosk.changed,
      onJournal: emit.journal.changed,
      kiosk: kiosk(settings.environmentId),
    });
  };

  const restart = async (): Promise<void> => {
    await desk?.close();
    const view: ConfigurationView = await configuration.read();
    desk = view.state === 'ready' ? await open(view.settings) : null;
    emit.configuration.changed(view);
    emit.session.changed(desk?.session.view() ?? { state: 'unconfigured' });
    void desk?.session.restore();
  };

  const diagnostics = createDeskDiagnostics({
    configuration,
    desk: () => desk,
    journal,
    versions: {
      app: app.getVersion(),
      flavour: FLAVOUR,
      runtime: process.versions,
      platform: process.platform,
      release: release(),
      architecture: process.arch,
    },
    system,
    network: {
      fetch: chromiumFetch,
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      issuerOf: (host) => network().certificates.issuerOf(host),
    },
    language: () => windowLanguage.current(),
    systemLanguage: () => app.getLocale(),
    dataFolder: app.getPath('userData'),
    logFile,
    askWhere: (suggestedName) => askWhereToSave(window, suggestedName),
    write: writeAtomically,
    showInFolder,
    now,
    newId: randomUUID,
    log,
  });

  serve(
    contract,
    createHandlers({
      configuration,
      desk: () => desk,
      async testConnection(settings) {
        const { testConnection } = await import('./configuration/connection-test');
        return testConnection(settings, {
          fetch: chromiumFetch,
          signal: new AbortController().signal,
        });
      },
      restart,
      copy: (text) => void clipboard.writeText(text),
      fileTroubles: () => troubles.view(),
      language: windowLanguage,
      diagnostics,
    }),
    {
      port: opening.calls,
      isTrusted: createTrustedSender(() => window, pages.isOwnUrl),
      reach: () => reachOf[desk?.kiosk()?.hands() ?? 'operator'],
      log,
      newReference: randomUUID,
    },
  );

  /** Looks after a window as long as it is there. */
  const keep = ({ window: kept, loaded }: LoadingWindow, isKiosk: boolean): void => {
    mayClose = !isKiosk;
    void loaded.then((isLoaded) => {
      if (!isLoaded) log.warn('window.notLoaded');
    });
    kept.on('close', (event) => {
      if (!mayClose) {
        event.preventDefault();
        return;
      }
      if (isKiosk) return;
      windowState
        .remember(kept.getNormalBounds())
        .catch((cause: unknown) => log.error('window.notRemembered', {}, cause));
    });
    // a page that closes itself leaves an empty window behind where the window may not close; where it may, it is about
    // to, and taken away in the middle of that it would leave the window of a ceremony behind, which nobody could close
    kept.webContents.once('destroyed', () =>
      setImmediate(() => {
        if (!kept.isDestroyed()) kept.destroy();
      }),
    );
    keepAlive(kept, {
      pages: { own: pages.url, error: `${appOrigin}${errorPath}` },
      language: () => windowLanguage.current(),
      now,
      log,
    });
  };

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => {
    if (mayClose) app.quit();
    // a page that closes itself takes the window with it unasked
    else {
      const next = opening.open();
      ({ window } = next);
      // only a kiosk's window may not close
      keep(next, true);
      void Promise.all([placing.place(next), next.painted]).then(() => placing.show(next));
    }
  });
  // a refresh token that is being exchanged would be lost, and a key left on the clipboard: waited for, not for ever
  let closing = false;
  app.on('before-quit', (event) => {
    mayClose = true;
    if (closing || desk === null) return;
    event.preventDefault();
    closing = true;
    const limit = new Promise((resolve) => setTimeout(resolve, closingPatience));
    const closed = Promise.all([desk.close(), secretClipboard.take()]);
    void Promise.race([closed, limit])
      .catch((cause: unknown) => log.error('notClosed', {}, cause))
      .finally(() => app.quit());
  });
  app.on('will-quit', () => vault.close());

  powerMonitor.on('resume', () => desk?.woke());
  opening.madePages.set(
    errorPath,
    () =>
      new Response(errorPage(windowLanguage.current(), pages.url), { headers: errorPageHeaders }),
  );
  keep(opening.first, opening.isKiosk);
  log.info('start', {
    version: app.getVersion(),
    electron: process.versions.electron,
    flavour: FLAVOUR,
  });
  // the services and the keychain keep this process busy: the page has its first answers before
  void opening.first.loaded.then(() =>
    start.selfTest ? selfTest(opening.first.window, openCeremony) : restart(),
  );
};
