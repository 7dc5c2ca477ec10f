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

/** Starts the built app with this profile and waits for its window. */
export const launchDesk = async (
  profile: Profile,
  options: { readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<DeskApp> => {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value] as const],
  );
  const electron = await _electron.launch({
    executablePath: required('ELECTRON_EXEC_PATH'),
    args: [...electronArguments(), project],
    cwd: project,
    env: { ...Object.fromEntries(inherited), ...profile.environment },
    colorScheme: options.colorScheme ?? 'light',
  });
  const page = await electron.firstWindow();
  return { electron, page, close: () => electron.close() };
};
