import { connect } from 'node:net';
import { join } from 'node:path';
import { Refusal } from '../report.mjs';
import { capture } from '../run.mjs';
import { startOwn } from '../own-process.mjs';
import { until } from './until.mjs';

/** The keyring lives as long as the session, and so does everything in it. */
const password = 'enrollment-desk-session';

const service = {
  name: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  collection: '/org/freedesktop/secrets/collection/login',
};

/**
 * Starts a Secret Service with a fresh, unlocked login keyring.
 *
 * @param {import('../own-process.mjs').SpawnOptions} spawnOptions with the session's variables
 */
export async function startKeyring(spawnOptions) {
  const keyring = startOwn(
    'gnome-keyring-daemon',
    ['--unlock', '--foreground', '--components=secrets'],
    { ...spawnOptions, stdio: ['pipe', 'ignore', 'ignore'], whenOrphaned: 'KILL' },
  );
  keyring.stdin?.on('error', () => undefined).end(password);
  await until('the keyring', keyring, async () => {
    const collection = await call(
      [service.collection, 'org.freedesktop.DBus.Properties.Get'],
      ['string:org.freedesktop.Secret.Collection', 'string:Locked'],
      spawnOptions,
    );
    return collection.stdout.includes('boolean false');
  });
  return keyring;
}

/**
 * Locks the login keyring of the session that `env` describes.
 *
 * @param {import('../own-process.mjs').SpawnOptions} spawnOptions
 */
export async function lockKeyring(spawnOptions) {
  const locked = await call(
    [service.path, 'org.freedesktop.Secret.Service.Lock'],
    [`array:objpath:${service.collection}`],
    spawnOptions,
  );
  if (locked.code !== 0) throw new Refusal(`The keyring cannot be locked: ${locked.stderr}`);
}

/**
 * Unlocks it again, as a person who types the right password does: over the daemon's control
 * socket, the way the login screen does it. One message: a byte that lets the daemon ask the
 * kernel who is there, then length, operation, and the password with its length. The answer is
 * length and result.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export async function unlockKeyring(env) {
  const unlock = 1;
  const message = Buffer.concat([
    Buffer.from([0]),
    unsigned32(12 + password.length),
    unsigned32(unlock),
    unsigned32(password.length),
    Buffer.from(password),
  ]);
  const socket = connect(join(env.XDG_RUNTIME_DIR ?? '', 'keyring', 'control'));
  socket.setTimeout(5000, () => socket.destroy());
  socket.write(message);
  const answer = Buffer.concat(await socket.toArray().catch(() => []));
  if (answer.length !== 8 || answer.readUInt32BE(4) !== 0) {
    throw new Refusal('The keyring of this session cannot be unlocked.');
  }
}

/** @param {number} value */
function unsigned32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * Calls the Secret Service without starting one.
 *
 * @param {[path: string, method: string]} target
 * @param {string[]} args
 * @param {import('../own-process.mjs').SpawnOptions} spawnOptions
 */
function call([path, method], args, { env, uid, gid }) {
  const fixed = ['--session', '--print-reply', '--reply-timeout=5000', `--dest=${service.name}`];
  return capture('dbus-send', [...fixed, path, method, ...args], { env, uid, gid });
}
