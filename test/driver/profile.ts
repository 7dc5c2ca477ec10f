import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../shared/configuration';
import type { SandboxAddress } from '../sandbox';

/** A person's own folders on this computer, fresh for each test. */
export interface Profile {
  readonly folder: string;
  /** what the app may have written: settings, state, logs, Chromium's own */
  readonly appData: string;
  /** addresses that the app had opened in the system browser, one a line */
  readonly opened: string;
  readonly environment: Readonly<Record<string, string>>;
  /** whether its configuration makes a kiosk of the app */
  readonly kiosk: boolean;
  remove(): Promise<void>;
}

/** What the app has to be told to meet this sandbox. */
export const configurationFor = (address: SandboxAddress): Configuration => ({
  environmentId: address.environmentId,
  clientId: address.clientId,
  operatorClientId: address.operatorClientId,
  apiBaseUrl: address.apiBaseUrl,
  authBaseUrl: address.authBaseUrl,
  relyingParty: { ...address.relyingParty },
  desktopAgentPort: Number(new URL(address.desktopAgentUrl).port),
  redirectPort: 0,
  otpLength: 6,
});

/** @param configuration written where `ENROLLMENT_DESK_CONFIG` points; null: the app starts without any */
export const createProfile = async (configuration: unknown): Promise<Profile> => {
  const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-'));
  const at = (name: string): string => join(folder, name);
  const browserStarter = resolve(import.meta.dirname, 'browser');
  await Promise.all(['config', 'temp'].map((name) => mkdir(at(name))));
  await writeFile(at('opened'), '');
  if (configuration !== null)
    await writeFile(
      at('config.json'),
      typeof configuration === 'string' ? configuration : JSON.stringify(configuration, null, 2),
    );
  return {
    folder,
    appData: at('config'),
    opened: at('opened'),
    environment: {
      XDG_CONFIG_HOME: at('config'),
      TMPDIR: at('temp'),
      // the app asks the desktop to open the browser; the desktop's starter is ours here
      PATH: `${browserStarter}:${process.env.PATH ?? ''}`,
      ENROLLMENT_DESK_OPENED: at('opened'),
      ...(configuration === null ? {} : { ENROLLMENT_DESK_CONFIG: at('config.json') }),
    },
    kiosk:
      typeof configuration === 'object' &&
      configuration !== null &&
      'mode' in configuration &&
      configuration.mode === 'kiosk',
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
};
