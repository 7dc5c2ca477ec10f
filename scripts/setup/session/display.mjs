import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOwn } from '../own-process.mjs';
import { until } from './until.mjs';

const screen = '1280x1024x24';
const displayPipe = 3;
/** "Any address": the cookie is good for whichever display number the server picks. */
const familyWild = 0xffff;

/**
 * Starts an X server without a screen. It picks a free display number by itself and tells it
 * through a pipe, so that two sessions never race for one (as two `xvfb-run -a` do).
 *
 * @param {string} folder
 * @param {import('../own-process.mjs').SpawnOptions} spawnOptions
 */
export async function startDisplay(folder, spawnOptions) {
  const authority = join(folder, 'xauthority');
  writeFileSync(authority, authorityEntry(), { mode: 0o600 });
  const server = startOwn(
    'Xvfb',
    [
      '-displayfd',
      String(displayPipe),
      '-screen',
      '0',
      screen,
      '-nolisten',
      'tcp',
      '-auth',
      authority,
    ],
    { ...spawnOptions, stdio: ['ignore', 'ignore', 'ignore', 'pipe'], whenOrphaned: 'KILL' },
  );
  let number = '';
  server.stdio[displayPipe]?.on('data', (/** @type {Buffer} */ text) => (number += String(text)));
  await until('the X server', server, () => number.endsWith('\n'));
  return { process: server, variables: { DISPLAY: `:${number.trim()}`, XAUTHORITY: authority } };
}

/** An Xauthority entry: family, address, display number, name and cookie, each with its length. */
function authorityEntry() {
  const fields = ['', '', 'MIT-MAGIC-COOKIE-1', randomBytes(16)].flatMap((field) => {
    const bytes = Buffer.from(field);
    return [unsigned16(bytes.length), bytes];
  });
  return Buffer.concat([unsigned16(familyWild), ...fields]);
}

/** @param {number} value */
function unsigned16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
