/**
 * Locks or unlocks the keyring of the desktop session that this runs in; for tests that need both
 * states in one session:
 *
 *   node scripts/keyring.mjs lock|unlock
 */
import { Refusal, runCommand } from './setup/report.mjs';
import { lockKeyring, unlockKeyring } from './setup/session/keyring.mjs';

await runCommand(async () => {
  const [wish] = process.argv.slice(2);
  if (wish === 'lock') await lockKeyring({ env: process.env });
  else if (wish === 'unlock') await unlockKeyring(process.env);
  else throw new Refusal('Type: node scripts/keyring.mjs lock|unlock');
  return 0;
});
