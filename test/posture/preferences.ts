import type { ElectronApplication } from '@playwright/test';

/** The preferences that are in force in every window that lives, by the path of its page. */
export const preferencesInForce = (
  electron: ElectronApplication,
): Promise<Record<string, Record<string, unknown>>> =>
  electron.evaluate(({ webContents }) =>
    Object.fromEntries(
      webContents.getAllWebContents().map((contents) => [
        new URL(contents.getURL()).pathname,
        {
          ...(contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
        },
      ]),
    ),
  );

/** What each window has to run with, by the item of Electron's checklist. */
export const hardened = {
  2: { nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
  3: { contextIsolation: true },
  4: { sandbox: true },
  6: { webSecurity: true },
  8: { allowRunningInsecureContent: false },
  9: { experimentalFeatures: false },
  10: { enableBlinkFeatures: false, disableBlinkFeatures: false },
  11: { webviewTag: false },
} as const;

export type Item = keyof typeof hardened;
export const items = Object.keys(hardened).map(Number) as Item[];

/** The preferences of this item as they are in force: what is not set, or an empty list, is off. */
export const inForce = (
  preferences: Readonly<Record<string, unknown>>,
  item: Item,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(hardened[item]).map((name) => [
      name,
      preferences[name] === '' ? false : (preferences[name] ?? false),
    ]),
  );
