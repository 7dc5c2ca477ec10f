/* eslint-disable @typescript-eslint/no-floating-promises -- Node's test runner waits for them */
/**
 * The package as it would be released, seen from outside: nothing is lifted for these checks.
 * Run by `npm test -- --only=packaged`, with Node's own test runner.
 */
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { installCopy, jsonIn, packageFolder, runPackaged } from './session.mjs';

/** How a fuse is written into the executable: the characters 0 and 1. */
const off = 0x30;
const on = 0x31;
const expectedFuses = /** @type {const} */ ([
  ['RunAsNode', off],
  // Would ask a locked keyring for a key before the first window; see electron-builder.yml.
  ['EnableCookieEncryption', off],
  ['EnableNodeOptionsEnvironmentVariable', off],
  ['EnableNodeCliInspectArguments', off],
  ['EnableEmbeddedAsarIntegrityValidation', on],
  ['OnlyLoadAppFromAsar', on],
  ['LoadBrowserProcessSpecificV8Snapshot', off],
  ['GrantFileProtocolExtraPrivileges', off],
]);
const refusedSwitches = [
  '--remote-debugging-port=0',
  '--inspect=0',
  '--ignore-certificate-errors',
  '--proxy-server=http://127.0.0.1:1',
  '--no-sandbox',
];

describe('the package', () => {
  it('has the hardened fuses', async () => {
    const wire = await getCurrentFuseWire(join(packageFolder, 'enrollment-desk'));
    for (const [name, state] of expectedFuses) {
      assert.equal(wire[FuseV1Options[name]], state, name);
    }
  });

  it('holds the app, the keychain module, and nothing of the tests', () => {
    const archive = join(packageFolder, 'resources', 'app.asar');
    const files = listPackage(archive, { isPack: false });
    assert.ok(files.includes('/out/main/main.js'));
    assert.ok(files.some((file) => file.endsWith('/keytar.node')));
    const strays = files.filter(
      (file) => !/^\/(out|package\.json|node_modules($|\/keytar))/.test(file),
    );
    assert.deepEqual(strays, []);
    assert.deepEqual(
      files.filter((file) => /\.(map|spec\.|ts$)/.test(file)),
      [],
    );
  });

  it('speaks the languages of the window, and carries no others', () => {
    const languages = readdirSync(join(packageFolder, 'locales'));
    assert.deepEqual(languages.sort(), ['de.pak', 'en-GB.pak', 'en-US.pak']);
  });

  it('has one binary of the keychain module, beside the archive', () => {
    const prebuilds = ['app.asar.unpacked', 'node_modules', 'keytar', 'prebuilds'];
    assert.deepEqual(readdirSync(join(packageFolder, 'resources', ...prebuilds)), [
      `${process.platform}-${process.arch}`,
    ]);
  });

  it('has no default app to run something else with', () => {
    assert.ok(!existsSync(join(packageFolder, 'resources', 'default_app.asar')));
  });
});

describe('the packaged app, started by an unprivileged user', () => {
  /** @type {Awaited<ReturnType<typeof installCopy>>} */
  let installed;

  before(async () => {
    installed = await installCopy();
  });
  after(() => installed.remove());

  it('passes its own security check with the sandbox on', async () => {
    const { code, output } = await runPackaged(installed.executable, ['--selftest']);
    assert.equal(code, 0, output);
    const posture = /** @type {Record<string, unknown>} */ (jsonIn(output));
    assert.equal(posture.flavour, 'release');
    assert.equal(posture.packaged, true);
    assert.deepEqual(posture.deviations, []);
    assert.match(String(posture.contentSecurityPolicy), /^default-src 'none'/);
    assert.deepEqual(
      /** @type {[string, string[]][]} */ (posture.bridge).map(([topic]) => topic).sort(),
      [
        ...['clipboard', 'configuration', 'devices', 'kiosk', 'language', 'pairing', 'phone'],
        ...['session', 'tokens', 'workstation'],
      ],
    );
  });

  it('does not become a Node when it is told to', async () => {
    const variables = { ELECTRON_RUN_AS_NODE: '1' };
    const args = ['-p', '"INTRU" + "DER"', '--selftest'];
    const { output } = await runPackaged(installed.executable, args, variables);
    assert.doesNotMatch(output, /^INTRUDER/m);
  });

  it('loads nothing that NODE_OPTIONS names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-intruder-'));
    const script = join(folder, 'intruder.cjs');
    await writeFile(script, "console.log('INTRUDER');");
    const variables = { NODE_OPTIONS: `--require ${script}` };
    const { output } = await runPackaged(installed.executable, ['--selftest'], variables);
    await rm(folder, { recursive: true });
    assert.doesNotMatch(output, /INTRUDER/);
  });

  for (const argument of refusedSwitches) {
    it(`refuses to start with ${argument}`, async () => {
      const { code, output } = await runPackaged(installed.executable, ['--selftest', argument]);
      assert.notEqual(code, 0, output);
      assert.equal(jsonIn(output), undefined, output);
    });
  }
});
