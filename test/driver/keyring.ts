import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxAddress } from '../sandbox';

const run = promisify(execFile);
const service = 'io.enrollmentdesk.app';

const accountOf = ({ environmentId, clientId }: SandboxAddress): string =>
  `${environmentId}/${clientId}`;

/** What the keyring holds for this sandbox's app, read by another program than ours; null when there is nothing. */
export const storedSecret = async (address: SandboxAddress): Promise<string | null> => {
  try {
    const { stdout } = await run('secret-tool', [
      'lookup',
      'service',
      service,
      'account',
      accountOf(address),
    ]);
    return stdout === '' ? null : stdout;
  } catch {
    return null;
  }
};

export const clearSecrets = async (): Promise<void> => {
  await run('secret-tool', ['clear', 'service', service]).catch(() => undefined);
};

/** Locks or unlocks the keyring of this desktop session, as its owner does. */
export const setKeyring = async (wish: 'lock' | 'unlock'): Promise<void> => {
  await run(process.execPath, [resolve(import.meta.dirname, '../../scripts/keyring.mjs'), wish]);
};
