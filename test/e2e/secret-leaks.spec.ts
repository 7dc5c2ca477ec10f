/**
 * Nothing secret is where it has no business: not in a file, a log, a command line, an environment, the page, or the memory
 * of the window. The secrets are those of this very run, as the sandbox saw them on the wire.
 *
 * A window may hold, while that screen is up and no longer, the key of an authenticator app, the key for the mobile app, and
 * a code that is being typed; security keys have a window of their own. The last test shows that all of them would be found.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heapOfWindow } from '../driver/heap';
import { createLeakSearch, type Leak } from '../driver/leak-search';
import { watchProcesses, type ProcessWatch } from '../driver/process-watch';
import { configurationFor } from '../driver/profile';
import { openedCeremony } from '../driver/security-keys';
import type { AgentMode } from '../sandbox';
import { expect, test as base, type Desk } from './fixtures';
import { pairings } from './pairings';

/** Everything that the app says to whoever started it. */
const test = base.extend<{ watched: { readonly processes: ProcessWatch; said: () => string } }>({
  watched: async ({ desk }, use) => {
    const child = desk.app.electron.process();
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const processes = watchProcesses(child.pid ?? 0);
    await use({ processes, said: () => said.join('') });
    processes.stop();
  },
});

test.use({
  // longer than any number that is there by chance
  configuration: { of: (sandbox) => ({ ...configurationFor(sandbox.address), otpLength: 10 }) },
});

const longCodes = ({ sandbox }: Desk): void => {
  for (const method of ['email', 'sms', 'voice', 'whatsApp'] as const)
    sandbox.switches.policy[method].otp.otpLength = 10;
};

/** The folders of the person, and those that the desktop gives every program. */
const foldersOf = ({ profile }: Desk): string[] =>
  [
    profile.folder,
    ...['XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR', 'HOME'].map(
      (name) => process.env[name] ?? '',
    ),
  ].filter((folder) => folder !== '');

const leaksInFiles = async (
  search: (where: Buffer | string) => Leak[],
  folder: string,
): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    // the app may be writing: what is gone by now is looked for again at the end
    const content = entry.isFile() ? await readFile(path).catch(() => '') : '';
    return [...search(content), ...search(path)].map((leak) => `${path}: ${leak}`);
  });
  return (await Promise.all(found)).flat();
};

const nothing = { page: [], memory: [], output: [], processes: [], files: [] };

const leaksInEveryFile = async (
  desk: Desk,
  search: (where: Buffer | string) => Leak[],
): Promise<string[]> =>
  (await Promise.all(foldersOf(desk).map((folder) => leaksInFiles(search, folder)))).flat();

/** All that is found of this run's secrets, with the place. */
const leaksIn = async (
  desk: Desk,
  { processes, said }: { readonly processes: ProcessWatch; said: () => string },
): Promise<Record<keyof typeof nothing, Leak[]>> => {
  const search = createLeakSearch(desk.sandbox.secrets());
  const { page } = desk.app;
  const shown = await page.evaluate(() => [
    document.documentElement.outerHTML,
    document.body.innerText,
    document.title,
    location.href,
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
  ]);
  return {
    page: search(shown.join('\n')),
    memory: search(await heapOfWindow(page)),
    output: search(said()),
    processes: search(processes.seen()),
    files: await leaksInEveryFile(desk, search),
  };
};

const kindsIn = (leaks: readonly Leak[]): string[] => [
  ...new Set(leaks.map((leak) => leak.split(',')[0] ?? '')),
];
const kindsOf = (desk: Desk): string[] => [
  ...new Set(desk.sandbox.secrets().map(({ kind }) => kind)),
];

test('nine types that are paired and proven leave no secret anywhere', async ({
  desk,
  watched,
}) => {
  test.slow(); // nine pairings, and the memory is read after each
  longCodes(desk);
  desk.sandbox.switches.policy.maxAllowedDevices = 9;
  await desk.signIn();
  for (const [type, { pair }] of Object.entries(pairings))
    await test.step(type, async () => {
      await pair(desk);
      await desk.window.sees('Paired and proven');
      await desk.window.finishes();
      expect(await leaksIn(desk, watched)).toEqual(nothing);
    });
  expect(kindsOf(desk)).toEqual(
    expect.arrayContaining([
      ...['accessToken', 'authenticatorKey', 'authorizationCode', 'codeVerifier', 'desktopJwt'],
      ...['keyAnswer', 'keyChallenge', 'oneTimeCode', 'pairingKey', 'password', 'refreshToken'],
    ]),
  );
  await desk.window.choosesMenu('Sign out');
  await desk.window.sees('Sign in');
  expect(await leaksIn(desk, watched)).toEqual(nothing);
});

/** Another one each time: no address is paired twice. */
const nextAddress = (desk: Desk): string =>
  `kim.${String(desk.sandbox.messages().length)}@example.org`;
const wrongCode = '8041975263';
const create = { host: 'api', method: 'POST', path: /\/devices$/ } as const;
const activate = {
  host: 'api',
  mediaType: 'application/vnd.pingidentity.device.activate+json',
} as const;
const check = { host: 'auth', mediaType: 'application/vnd.pingidentity.otp.check+json' } as const;
const initiate = { host: 'auth', method: 'POST', path: /\/deviceAuthentications$/ } as const;

/** The newest of the codes that went to this address. */
const newest = async (desk: Desk, address: string): Promise<string> => {
  const already = desk.sandbox.messages().filter(({ to }) => to === address).length;
  return (await desk.message(address, already)).code;
};
/** The address that a code was sent to, and the code. */
const askedForCode = async (desk: Desk): Promise<{ address: string; code: string }> => {
  const already = desk.sandbox.messages().length;
  const address = nextAddress(desk);
  await desk.window.asksForEmailCode(address);
  await expect.poll(() => desk.sandbox.messages().length).toBe(already + 1);
  return { address, code: await newest(desk, address) };
};
const asksForCode = async (desk: Desk): Promise<string> => (await askedForCode(desk)).code;
/** Paired, and asked for the code that proves it. */
const asksForProof = async (desk: Desk): Promise<string> => {
  const { address, code } = await askedForCode(desk);
  await desk.window.types(code);
  await desk.window.sees('Paired. Now prove that it works');
  return newest(desk, address);
};
const provesLater = async ({ window }: Desk): Promise<void> => {
  await window.sees('Paired. Now prove that it works');
  await window.button('Prove it later').click();
  await window.sees('Paired, not proven yet');
};
/** From wherever a fault has led to. */
const goesBack = async ({ window }: Desk): Promise<void> => {
  await window.button(/^(Cancel|Done|Close)$/).click();
  await window.sees('Your devices');
};

const agentThat = async (desk: Desk, mode: AgentMode): Promise<void> => {
  desk.sandbox.agent.mode = mode;
  await desk.window.asksPingIdDesktop();
  await desk.window.sees('This did not work');
};

/** What goes wrong, up to the screen that says so. */
const faults: Readonly<Record<string, (desk: Desk) => Promise<void>>> = {
  async 'a create whose answer is lost'(desk) {
    desk.sandbox.faults.add({ ...create, effect: 'cutAfter' });
    await asksForCode(desk);
  },
  async 'a web page in the place of an answer'(desk) {
    await desk.window.chooses('E-mail', 'Pair an e-mail address');
    desk.sandbox.faults.add({ ...create, effect: 'html' });
    await desk.window.page.getByLabel('E-mail address').fill(nextAddress(desk));
    await desk.window.button('Send the code').click();
    await desk.window.says(/^A web page came back/);
  },
  async 'a wrong code'(desk) {
    await asksForCode(desk);
    await desk.window.types(wrongCode);
    await desk.window.says(/^That code is not right/);
  },
  async 'an activation that PingOne fails at'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...activate, effect: { status: 500 } });
    await desk.window.types(code);
    await expect(desk.window.code).toHaveValue('');
  },
  async 'an activation that meets a limit'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...activate, effect: 'rateLimited' });
    await desk.window.types(code);
    await expect(desk.window.code).toHaveValue('');
  },
  async 'an activation whose answer is lost'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...activate, effect: 'cutAfter' });
    await desk.window.types(code);
    await provesLater(desk);
  },
  async 'an activation whose answer breaks off'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...activate, effect: 'cutDuring' });
    await desk.window.types(code);
    await provesLater(desk);
  },
  async 'a token that is refused, and renewed'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...activate, effect: { status: 401 } });
    await desk.window.types(code);
    await provesLater(desk);
  },
  async 'a tenant that refuses the proof'(desk) {
    const code = await asksForCode(desk);
    desk.sandbox.faults.add({ ...initiate, effect: { status: 403 } });
    await desk.window.types(code);
    await desk.window.sees('Paired, not proven yet');
  },
  async 'a wrong code as the proof'(desk) {
    await asksForProof(desk);
    await desk.window.types(wrongCode);
    await desk.window.says(/^That code is not right/);
    await provesLater(desk);
  },
  async 'a proof whose answer is lost'(desk) {
    const code = await asksForProof(desk);
    desk.sandbox.faults.add({ ...check, effect: 'cutAfter' });
    await desk.window.types(code);
    await desk.window.sees('Paired and proven');
  },
  async 'PingID Desktop that says no'(desk) {
    await agentThat(desk, 'decline');
  },
  async 'another program on its port'(desk) {
    await agentThat(desk, 'html');
  },
  async 'one that answers what it was asked'(desk) {
    await agentThat(desk, 'echo');
  },
  async 'one that breaks off its answer'(desk) {
    await agentThat(desk, 'cut');
  },
  async 'one that somebody else has signed for'(desk) {
    await agentThat(desk, 'foreignKey');
  },
  async 'a security key that nobody touches'(desk) {
    await desk.window.asksForKey();
    const ceremony = await openedCeremony(desk.app.electron);
    await ceremony.cancel();
    await ceremony.closed;
    await desk.window.sees('You stopped it');
  },
  async 'options that no key could use'(desk) {
    desk.sandbox.switches.fido2.optionsFault = 'notJson';
    await desk.window.asksForKey();
    await desk.window.sees('This did not work');
    desk.sandbox.switches.fido2.optionsFault = null;
  },
  async 'a key for the mobile app that nobody takes'(desk) {
    await desk.window.asksForApp();
    await desk.window.pairingKey();
    desk.sandbox.clock.advance(11 * 60_000);
    await desk.window.says('The pairing key has expired before an app used it.');
  },
  async 'a push that is turned down'(desk) {
    await desk.window.asksForApp();
    desk.sandbox.phoneApps.claim(await desk.window.pairingKey()).mode = 'reject';
    await desk.window.sees('Paired, not proven yet');
  },
};

test('twenty faults leave no secret anywhere', async ({ desk, watched }) => {
  test.slow(); // each fault is met on the way to a device
  longCodes(desk);
  desk.sandbox.switches.policy.maxAllowedDevices = 30;
  await desk.signIn();
  expect(Object.keys(faults).length).toBeGreaterThanOrEqual(20);
  for (const [name, meets] of Object.entries(faults))
    await test.step(name, async () => {
      await meets(desk);
      await goesBack(desk);
      desk.sandbox.faults.clear();
      desk.sandbox.agent.mode = 'confirm';
    });
  expect(await leaksIn(desk, watched)).toEqual(nothing);
});

test('a key is in the window while its screen shows it, and a crash writes it nowhere', async ({
  desk,
  watched,
}) => {
  await desk.signIn();
  for (const [kind, asks] of [
    ['authenticatorKey', () => desk.window.asksForAuthenticatorApp()],
    ['pairingKey', () => desk.window.asksForApp()],
  ] as const) {
    await asks();
    const found = await leaksIn(desk, watched);
    expect(found).toMatchObject({ output: [], processes: [], files: [] });
    expect(kindsIn(found.memory)).toEqual([kind]);
    expect(kindsIn(found.page)).toEqual([kind]);
    await desk.window.button('Cancel').click();
    await desk.window.sees('Your devices');
    expect(await leaksIn(desk, watched)).toEqual(nothing);
  }

  const { electron } = desk.app;
  await desk.window.asksForAuthenticatorApp();
  const ended = electron.waitForEvent('close', { timeout: 0 });
  await electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const again = new Promise<void>((resolve) => {
      window?.webContents.once('did-finish-load', () => resolve());
    });
    window?.webContents.forcefullyCrashRenderer();
    await again;
    window?.close();
  });
  await ended;
  const search = createLeakSearch(desk.sandbox.secrets());
  expect(search(watched.said())).toEqual([]);
  expect(await leaksInEveryFile(desk, search)).toEqual([]);
});
