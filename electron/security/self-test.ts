import { url as inspectorUrl } from 'node:inspector';
import { app, BrowserWindow, type WebContents } from 'electron';
import type { CeremonyDependencies } from '../webauthn/ceremony';
import { contentSecurityPolicy } from './content-security-policy';
import { fuseFile, readFuses, releaseFuses, type FuseName, type FuseState } from './fuses';
import { leave } from './leave';
import { refusedSwitches, refusedVariables } from './start-up-guard';

/** The preferences that are really in force. Electron has the call; its types do not list it. */
const preferencesOf = (webContents: WebContents): Readonly<Record<string, unknown>> => {
  const contents: object = webContents;
  if (
    !('getLastWebPreferences' in contents) ||
    typeof contents.getLastWebPreferences !== 'function'
  )
    return {};
  const preferences: unknown = Reflect.apply(contents.getLastWebPreferences, contents, []);
  return typeof preferences === 'object' && preferences !== null ? { ...preferences } : {};
};

const expectedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
} as const;

/** What a page in the wrong hands would try first; each answers how it went. */
const tries = `(async () => {
  const permission = (name) => navigator.permissions.query({ name }).then(({ state }) => state);
  const went = (attempt) => attempt.then(() => 'went', () => 'refused');
  return {
    window: window.open('about:blank') === null ? 'refused' : 'opened',
    notification: await Notification.requestPermission(),
    camera: await permission('camera'),
    microphone: await permission('microphone'),
    geolocation: await permission('geolocation'),
    clipboard: await permission('clipboard-read'),
    network: await went(fetch('https://self-test.invalid/')),
    node: typeof window.require + ' ' + typeof window.process,
  };
})()`;

const expectedOutcomes = {
  window: 'refused',
  notification: 'denied',
  camera: 'denied',
  microphone: 'denied',
  geolocation: 'denied',
  clipboard: 'denied',
  network: 'refused',
  node: 'undefined undefined',
  devTools: 'refused',
} as const;

/** The members of `found` that are not as `expected` has them, each named after where it was found. */
const differences = (
  where: string,
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): string[] =>
  Object.entries(expected)
    .filter(([name, value]) => (found[name] ?? false) !== value)
    .map(([name]) => `${where}: ${name}`);

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const loaded = async (contents: WebContents): Promise<void> => {
  if (contents.isLoading() || contents.getURL() === '')
    await new Promise<void>((resolve) => {
      contents.once('did-stop-loading', () => resolve());
    });
};

const examineWindow = async (window: BrowserWindow) => {
  const { webContents } = window;
  await loaded(webContents);
  const name = window.getParentWindow() === null ? 'main' : 'ceremony';
  const preferences = preferencesOf(webContents);
  // what they are set to is not among the preferences that Electron tells
  if (FLAVOUR === 'release') webContents.openDevTools({ mode: 'detach' });
  const outcomes = {
    ...record(await webContents.executeJavaScript(tries, true)),
    devTools: webContents.isDevToolsOpened() ? 'opened' : 'refused',
  };
  const onDisk = webContents.session.isPersistent();
  return {
    name,
    preferences: Object.fromEntries(
      Object.keys(expectedPreferences).map((key) => [key, preferences[key] ?? false]),
    ),
    outcomes,
    onDisk,
    deviations: [
      ...differences(name, preferences, expectedPreferences),
      ...differences(name, outcomes, expectedOutcomes),
      ...differences(name, { onDisk }, { onDisk: false }),
    ],
  };
};

const unreadable = Object.fromEntries(
  Object.keys(releaseFuses).map((name) => [name, 'unknown']),
) as Record<FuseName, FuseState>;

/**
 * Prints the security posture of the running program as one line of JSON; exits 0 when it is as it should be. Each
 * window is opened that the program can open; nobody is asked for anything.
 */
export const selfTest = async (
  main: BrowserWindow,
  openCeremony: CeremonyDependencies['open'],
): Promise<void> => {
  await loaded(main.webContents);
  const opened = new Promise<void>((resolve) => {
    app.once('browser-window-created', () => resolve());
  });
  openCeremony('https://self-test.invalid', {
    take: () => null,
    give: () => undefined,
    gone: () => undefined,
  });
  await opened;
  const windows = await Promise.all(BrowserWindow.getAllWindows().map(examineWindow));

  const fuses = await readFuses(fuseFile(process.execPath, process.platform)).catch(
    () => unreadable,
  );
  const inspector = inspectorUrl() === undefined ? 'closed' : 'open';
  // what a release has; a development or test run is driven through the very doors that a release shuts
  const releaseDeviations =
    FLAVOUR === 'release' && app.isPackaged
      ? [
          ...differences('fuses', fuses, releaseFuses),
          ...differences('process', { inspector }, { inspector: 'closed' }),
        ]
      : [];
  const deviations = [...windows.flatMap((each) => each.deviations), ...releaseDeviations];

  const bridge: unknown = await main.webContents.executeJavaScript(
    'Object.entries(window.desk ?? {}).map(([topic, members]) => [topic, Object.keys(members)])',
  );
  const posture = {
    product: app.getName(),
    version: app.getVersion(),
    electron: process.versions.electron,
    flavour: FLAVOUR,
    packaged: app.isPackaged,
    contentSecurityPolicy,
    windows: windows.map(({ deviations: _deviations, ...each }) => each),
    fuses,
    inspector,
    guard: { switches: refusedSwitches, variables: refusedVariables },
    deviations,
    bridge,
  };
  process.stdout.write(`${JSON.stringify(posture)}\n`);
  leave(deviations.length === 0 ? 0 : 1);
};
