/**
 * The sandbox and the app, for a person, with `--kiosk` as a kiosk: PingID Desktop asks on the inbox page, which shows the codes as well. Ends when
 * the window is closed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronArguments } from '../driver/desk-app';
import { configurationFor } from '../driver/profile';
import { createSandbox, defaultSeed } from '../sandbox';

// as many people as an operator at a kiosk has to search
const sandbox = await createSandbox({ seed: defaultSeed({ generated: 5_000 }) });
sandbox.agent.mode = 'ask';
const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-'));
const configuration = join(folder, 'config.json');
const kiosk = process.argv.includes('--kiosk');
await writeFile(
  configuration,
  JSON.stringify(
    { ...configurationFor(sandbox.address), ...(kiosk ? { mode: 'kiosk' } : {}) },
    null,
    2,
  ),
);

console.log('\nThe sandbox is ready. Sign in as one of these:');
for (const { username, password } of sandbox.address.users)
  console.log(`  ${username}  ${password}`);
console.log('Hardware tokens to pair, by serial number:');
for (const { serialNumber } of sandbox.address.oathTokens) console.log(`  ${serialNumber}`);
console.log(`Codes, tokens and apps, and what PingID Desktop asks: ${sandbox.address.inboxUrl}/`);
console.log(
  kiosk
    ? 'Sign in as morgan or robin. A sign-in by phone is finished on that page as well. "Leave the kiosk" ends both.\n'
    : 'Close the window to end both.\n',
);

const app = spawn(
  process.env.ELECTRON_EXEC_PATH ?? 'electron',
  [...electronArguments(), resolve(import.meta.dirname, '../..')],
  { stdio: 'inherit', env: { ...process.env, ENROLLMENT_DESK_CONFIG: configuration } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
const code = await new Promise<number>((end) => app.on('exit', (status) => end(status ?? 0)));
await sandbox.close();
await rm(folder, { recursive: true, force: true });
process.exitCode = code;
