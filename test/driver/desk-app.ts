import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Profile } from './profile';

const project = resolve(import.meta.dirname, '../..');

/** The app in real Electron, driven by its window. */
export interface DeskApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: start this by one of the npm scripts.`);
  return value;
};

/** What Electron has to be given on this computer: nothing, or `--no-sandbox` for root alone. */
export const electronArguments = (): string[] =>
  (process.env.ENROLLMENT_DESK_ELECTRON_ARGS ?? '').split(' ').filter((word) => word !== '');

/** Milliseconds that the app may take to end: it waits up to three seconds for what it has begun. */
const closingPatience = 20_000;

const inTime = async (ended: Promise<unknown>, otherwise: string): Promise<void> => {
  const late = new Promise((_resolve, reject) =>
    setTimeout(() => {
      reject(new Error(otherwise));
    }, closingPatience).unref(),
  );
  await Promise.race([ended, late]);
};

/**
 * Ends the app as a person does. Playwright's own way asks the main process to quit over a handle that it takes while
 * Electron is still starting: on a busy machine there is nothing behind it yet, and the app is never asked at all.
 */
const closeWindow = async (page: Page, ended: Promise<unknown>): Promise<void> => {
  await page
    .evaluate(() => {
      window.close();
    })
    .catch(() => undefined);
  await inTime(ended, 'The app did not end when its window was closed.');
};

/** Ends a kiosk, whose window nobody can close, as the system does when it shuts down. */
const terminate = async (
  child: ReturnType<ElectronApplication['process']>,
  ended: Promise<unknown>,
): Promise<void> => {
  child.kill('SIGTERM');
  await inTime(ended, 'The app did not end when the system asked it to.');
};

/** Starts the built app with this profile and waits for its window. */
export const launchDesk = async (
  profile: Profile,
  options: {
    readonly colorScheme?: 'light' | 'dark';
    /** where the built app lies; by default in this checkout */
    readonly folder?: string;
    /** what it is started with besides */
    readonly arguments?: readonly string[];
  } = {},
): Promise<DeskApp> => {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value] as const],
  );
  const electron = await _electron.launch({
    executablePath: required('ELECTRON_EXEC_PATH'),
    args: [...electronArguments(), options.folder ?? project, ...(options.arguments ?? [])],
    cwd: project,
    env: { ...Object.fromEntries(inherited), ...profile.environment },
    colorScheme: options.colorScheme ?? 'light',
  });
  const child = electron.process();
  const page = await electron.firstWindow();
  // listening from the start: a test may have ended the app before it is closed
  const ended = electron.waitForEvent('close', { timeout: 0 });
  return {
    electron,
    page,
    close: () => (profile.kiosk ? terminate(child, ended) : closeWindow(page, ended)),
  };
};
