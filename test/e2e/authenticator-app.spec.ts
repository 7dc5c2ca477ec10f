import { Secret, TOTP } from 'otpauth';
import { expect, test, type Desk } from './fixtures';

/** What the app on a phone shows for the key that the window shows, at the sandbox's time. */
const appFor = async ({ window, sandbox }: Desk) => {
  const key = await window.typedKey();
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  return { key, code: () => totp.generate({ timestamp: sandbox.clock.now() }) };
};

const nextCode = ({ sandbox }: Desk): void => sandbox.clock.advance(30_000);

test('an authenticator app takes the typed key and is proven with its next code', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForAuthenticatorApp();
  await expect(
    desk.window.page.getByRole('img', { name: /^QR code/ }).locator('path'),
  ).toHaveAttribute('d', /^M\d+ \d+h1v1h-1z/);
  const app = await appFor(desk);
  const first = app.code();
  await desk.window.types(first);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.says('Wait until the code changes');
  await desk.window.types(first);
  await desk.window.says('That code is used up.');
  nextCode(desk);
  await desk.window.types(app.code());
  await desk.window.sees('Paired and proven');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ type: 'TOTP', status: 'ACTIVE' }]);
});

test('the key can be copied, and is on no other screen', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForAuthenticatorApp();
  const app = await appFor(desk);
  const grouped = await desk.window.page.getByRole('code').innerText();
  expect(grouped).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  await desk.window.button('Copy the key').click();
  await desk.window.says(/^The key was copied/);
  expect(await desk.window.clipboard()).toBe(app.key);
  await desk.window.types(app.code());
  await desk.window.sees('Paired. Now prove that it works');
  expect(await desk.window.page.content()).not.toContain(grouped);
  expect(await desk.window.page.content()).not.toContain(app.key);
});

test('a pairing that is left removes the device, whose key nobody has now', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForAuthenticatorApp();
  await desk.window.button('Cancel').click();
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('a clock of this computer that is wrong is said', async ({ desk }) => {
  desk.sandbox.clock.advance(7 * 60_000 + 10_000);
  await desk.signIn();
  await desk.window.says('The clock of this computer is 7 minutes slow');
  await desk.window.asksForAuthenticatorApp();
  await desk.window.says('The clock of this computer is 7 minutes slow');
});
