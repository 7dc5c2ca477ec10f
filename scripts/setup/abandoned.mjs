import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Names a work folder so that a later run can tell whether its owner is still there.
 *
 * @param {string} prefix
 */
export function ownedName(prefix) {
  return `${prefix}${String(process.pid)}-${randomUUID().slice(0, 8)}`;
}

/**
 * Removes work folders of runs that were killed before they could clean up.
 *
 * @param {string} parent
 * @param {string} prefix what their names start with, see `ownedName`
 */
export async function removeAbandoned(parent, prefix) {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(prefix) || isAlive(Number.parseInt(entry.slice(prefix.length), 10)))
      continue;
    // Another user's folder, or one that somebody else is removing: not ours to insist.
    await rm(join(parent, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (Number.isNaN(pid)) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
