import { existsSync } from 'node:fs';
import { Refusal, say, step } from './report.mjs';
import { capture, run } from './run.mjs';

/**
 * What a command needs from the operating system. Newer Debian releases renamed some packages;
 * the first name that exists is installed.
 *
 * @typedef {keyof typeof packagesFor} PackageGroup
 */
const packagesFor = {
  electron: ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1'],
  keychain: ['libsecret-1-0'],
  desktopSession: ['xvfb', 'dbus', 'gnome-keyring', 'libsecret-tools', 'fonts-dejavu-core'],
  browser: ['chromium'],
};

/** @param {PackageGroup[]} groups */
export async function ensureDebianPackages(...groups) {
  // Elsewhere the same libraries have other names; a missing one is named when Electron starts.
  if (!existsSync('/usr/bin/dpkg-query')) return;
  const wanted = groups.flatMap((group) => packagesFor[group]);
  const missing = await missingOf(wanted);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = missing.map((alternatives) => alternatives.split('|')[0]).join(' ');
    throw new Refusal(
      `These Debian packages are missing: ${names}\nType this, then try again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}\n`,
    );
  }
  await install(missing);
}

/**
 * @param {string[]} wanted
 * @returns {Promise<string[]>}
 */
async function missingOf(wanted) {
  const names = wanted.flatMap((alternatives) => alternatives.split('|'));
  // Fails when one is unknown, and still lists the others.
  const { stdout } = await capture('dpkg-query', [
    '-W',
    '-f=${Package} ${db:Status-Status}\\n',
    ...names,
  ]);
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return wanted.filter(
    (alternatives) => !alternatives.split('|').some((name) => installed.has(`${name} installed`)),
  );
}

/** @param {string[]} missing */
async function install(missing) {
  say(`Debian packages missing: ${missing.join(' ')}. Running as root: installing them.`);
  const apt = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Color=0'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('apt-get update', async () => {
    // Not fatal by itself: the lists that are there may be good enough.
    if ((await run('apt-get', [...apt, 'update'], { env })) !== 0) say('  (with errors)');
  });
  const names = await Promise.all(missing.map(firstKnown));
  await step(`apt-get install ${names.join(' ')}`, async () => {
    const args = [...apt, 'install', '-y', '--no-install-recommends', ...names];
    const code = await run('apt-get', args, { env });
    if (code !== 0) throw new Refusal(`apt-get install failed (exit code ${String(code)}).`);
  });
}

/** @param {string} alternatives */
async function firstKnown(alternatives) {
  const names = alternatives.split('|');
  for (const name of names) {
    if (names.length === 1 || (await capture('apt-cache', ['show', name])).code === 0) return name;
  }
  return alternatives;
}
