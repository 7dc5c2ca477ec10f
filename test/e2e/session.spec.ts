import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setKeyring, storedSecret } from '../driver/keyring';
import { expect, test } from './fixtures';

test('a relaunch finds the session, and sign-out removes it from the keyring', async ({ desk }) => {
  await desk.signIn();
  expect(await storedSecret(desk.sandbox.address)).not.toBeNull();
  await desk.relaunch();
  await desk.window.sees('Your devices');
  await desk.window.choosesMenu('Sign out');
  await desk.window.sees('Sign in');
  await expect.poll(() => storedSecret(desk.sandbox.address)).toBeNull();
  await desk.relaunch();
  await desk.window.sees('Sign in');
});

test('the keyring holds the refresh token and no access token', async ({ desk }) => {
  await desk.signIn();
  const stored = await storedSecret(desk.sandbox.address);
  const authorization = desk.sandbox.requests.findLast(({ headers }) =>
    String(headers.authorization).startsWith('Bearer '),
  );
  const accessToken = String(authorization?.headers.authorization).slice('Bearer '.length);
  expect(accessToken).toMatch(/^eyJ/);
  expect(stored).toContain('refreshToken');
  expect(stored).not.toContain(accessToken);
});

test('JWT refresh tokens over 2,560 bytes survive a relaunch', async ({ desk }) => {
  desk.sandbox.switches.refreshTokens = 'jwt';
  await desk.signIn();
  await desk.relaunch();
  await desk.window.sees('Your devices');
});

test('with a locked keyring a person can sign in for this run, and is told so', async ({
  desk,
}) => {
  await setKeyring('lock');
  await desk.signIn();
  await desk.window.says('You stay signed in only until you close this window');
  await setKeyring('unlock');
  expect(await storedSecret(desk.sandbox.address)).toBeNull();
  await desk.window.button('Try again').click();
  await expect(
    desk.window.page.getByText('You stay signed in only until you close this window'),
  ).toBeHidden();
  expect(await storedSecret(desk.sandbox.address)).not.toBeNull();
});

test('a stored session behind a locked keyring is neither used nor touched', async ({ desk }) => {
  await desk.signIn();
  const stored = await storedSecret(desk.sandbox.address);
  await setKeyring('lock');
  await desk.relaunch();
  await desk.window.sees('Sign in');
  await desk.window.says('The keychain of this computer is locked.');
  await setKeyring('unlock');
  expect(await storedSecret(desk.sandbox.address)).toBe(stored);
});

test('a sign-in can be cancelled, refused and started again', async ({
  desk,
  browserOfTheSystem,
}) => {
  await desk.window.startsSignIn();
  await desk.window.button('Cancel').click();
  await desk.window.sees('Sign in');
  await desk.window.startsSignIn();
  const page = await browserOfTheSystem.follow(desk.profile, 2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveTitle('Not signed in');
  await page.close();
  await desk.window.sees('Sign in');
  await desk.signIn(3);
});

test('a callback with the wrong state is not ours, and the sign-in goes on', async ({
  desk,
  browserOfTheSystem,
}) => {
  await desk.window.startsSignIn();
  await expect.poll(async () => await readFile(desk.profile.opened, 'utf8')).not.toBe('');
  const authorize = new URL((await readFile(desk.profile.opened, 'utf8')).trim());
  const callback = new URL(authorize.searchParams.get('redirect_uri') ?? '');
  callback.search = new URLSearchParams({ code: 'stolen', state: 'wrong' }).toString();
  expect((await fetch(callback)).status).toBe(404);
  await browserOfTheSystem.signIn(desk.profile, desk.person);
  await desk.window.sees('Your devices');
});

/** Every file that the app could have written, with its bytes as text. */
const written = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  return texts.join('\n');
};

test('no token, code, key or JWT is in any file of the app', async ({ desk }) => {
  const address = 'kim.new@example.org';
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  const first = await desk.message(address);
  await desk.window.types(first.code);
  await desk.window.sees('Paired. Now prove that it works');
  const second = await desk.message(address, 2);
  await desk.window.types(second.code);
  await desk.window.sees('Paired and proven');
  await desk.window.button('Done').click();
  await desk.window.asksPingIdDesktop();
  await desk.window.sees('Paired and proven');
  await desk.window.button('Done').click();
  await desk.window.asksForAuthenticatorApp();
  const key = await desk.window.typedKey();
  await desk.window.button('Copy the key').click();
  const device = desk.sandbox.devices(desk.person.id).find(({ type }) => type === 'TOTP');
  const appCode = desk.sandbox.apps.code(device?.id ?? '');
  await desk.window.types(appCode);
  await desk.window.sees('Paired. Now prove that it works');
  const stored: unknown = JSON.parse((await storedSecret(desk.sandbox.address)) ?? '{}');
  const refreshToken = (stored as { refreshToken?: string }).refreshToken ?? 'none was stored';
  await desk.app.close();

  const files =
    (await written(desk.profile.appData)) + (await written(join(desk.profile.folder, 'temp')));
  expect(files).toContain('pairing.outcome'); // the log is among them
  const jwts = desk.sandbox.requests.flatMap(({ headers, body }) =>
    [
      String(headers.authorization ?? ''),
      typeof body === 'string' ? body : JSON.stringify(body),
    ].flatMap((text) => text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []),
  );
  expect(jwts.length).toBeGreaterThan(3);
  const grouped = key.match(/.{4}/g)?.join(' ') ?? key;
  const found = [...jwts, refreshToken, first.code, second.code, appCode, key, grouped].filter(
    (secret) => files.includes(secret),
  );
  expect(found).toEqual([]);
  expect(files).not.toMatch(/eyJ[\w-]{20,}\.[\w-]+/);
});
