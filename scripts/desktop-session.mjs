/**
 * Runs a command in a desktop session of its own:
 *
 *   node scripts/desktop-session.mjs [--keyring=unlocked|locked|prompting|none] -- COMMAND [ARGS]
 */
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { keyringStates, runInDesktopSession } from './setup/desktop-session.mjs';
import { Refusal, runCommand } from './setup/report.mjs';

await runCommand(async () => {
  const { keyring, command, args } = readArguments(process.argv.slice(2));
  await ensureDebianPackages('desktopSession');
  return runInDesktopSession(command, args, { keyring, cwd: process.cwd() });
});

/** @param {string[]} words */
function readArguments(words) {
  const separator = words.indexOf('--');
  const [option = '--keyring=unlocked', ...others] = words.slice(0, Math.max(separator, 0));
  const keyring = keyringStates.find((state) => option === `--keyring=${state}`);
  const [command, ...args] = words.slice(separator + 1);
  if (separator < 0 || keyring === undefined || others.length > 0 || command === undefined) {
    throw new Refusal(
      `Type: node scripts/desktop-session.mjs [--keyring=${keyringStates.join('|')}] -- COMMAND`,
    );
  }
  return { keyring, command, args };
}
