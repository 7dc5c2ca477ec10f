import { app, type BrowserWindow } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';

/** The preferences that are really in force. Electron has the call; its types do not list it. */
const preferencesOf = (window: BrowserWindow): Readonly<Record<string, unknown>> => {
  const contents: object = window.webContents;
  if (
    !('getLastWebPreferences' in contents) ||
    typeof contents.getLastWebPreferences !== 'function'
  )
    return {};
  const preferences: unknown = Reflect.apply(contents.getLastWebPreferences, contents, []);
  return typeof preferences === 'object' && preferences !== null ? { ...preferences } : {};
};

const expected = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  devTools: FLAVOUR === 'test',
} as const;

/** Prints the security posture of the running program as one line of JSON; exits 0 when it is as it should be. */
export const selfTest = async (window: BrowserWindow): Promise<void> => {
  if (window.webContents.isLoading())
    await new Promise<void>((resolve) => {
      window.webContents.once('did-stop-loading', () => resolve());
    });
  const preferences = preferencesOf(window);
  const deviations = Object.entries(expected)
    .filter(([name, value]) => (preferences[name] ?? false) !== value)
    .map(([name]) => name);
  const bridge: unknown = await window.webContents.executeJavaScript(
    'Object.entries(window.desk ?? {}).map(([topic, members]) => [topic, Object.keys(members)])',
  );
  const posture = {
    product: app.getName(),
    version: app.getVersion(),
    electron: process.versions.electron,
    flavour: FLAVOUR,
    packaged: app.isPackaged,
    contentSecurityPolicy,
    preferences: Object.fromEntries(
      Object.keys(expected).map((name) => [name, preferences[name] ?? false]),
    ),
    deviations,
    bridge,
  };
  process.stdout.write(`${JSON.stringify(posture)}\n`);
  app.exit(deviations.length === 0 ? 0 : 1);
};
