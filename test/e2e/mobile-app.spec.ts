import { expect, test } from './fixtures';

test('the mobile app is paired with the key on the screen, and proven by a push', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForApp();
  const code = await desk.window.pairingKey();
  expect(code).toMatch(/^\d{12}$/);
  const phone = desk.sandbox.phoneApps.claim(code);
  await desk.window.sees('Paired. Now answer on your phone');
  await expect.poll(() => phone.pushes.length).toBe(1);
  phone.answer('approve');
  await desk.window.sees('Paired and proven');
  await desk.window.finishes();
  await expect(desk.window.device('Pixel 9')).toContainText('Proven today');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([
    { type: 'MOBILE', status: 'ACTIVE' },
  ]);
});

test('leaving takes the key back: nobody can claim it any more', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForApp();
  const code = await desk.window.pairingKey();
  await desk.window.button('Cancel').click();
  await desk.window.sees('Your devices');
  expect(() => desk.sandbox.phoneApps.claim(code)).toThrow();
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('a key of an unexpected length is shown whole, and works', async ({ desk }) => {
  desk.sandbox.switches.pairingCodeLength = 31;
  await desk.signIn();
  await desk.window.asksForApp();
  const code = await desk.window.pairingKey();
  expect(code).toHaveLength(31);
  desk.sandbox.phoneApps.claim(code).mode = 'approve';
  await desk.window.sees('Paired and proven');
});

test('a key that has expired is said, and another one can be had', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForApp();
  desk.sandbox.clock.advance(11 * 60_000);
  await desk.window.says('The pairing key has expired before an app used it.');
  await desk.window.button('Try again').click();
  await desk.window.sees('Pair a mobile app');
});

test('a push that is declined proves nothing; another device can be tried in its place', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForEmailCode('kim.new@example.org');
  await desk.window.types((await desk.message('kim.new@example.org')).code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.button('Prove it later').click();
  await desk.window.finishes();
  await desk.window.asksForApp();
  const phone = desk.sandbox.phoneApps.claim(await desk.window.pairingKey());
  await expect.poll(() => phone.pushes.length).toBe(1);
  phone.answer('reject');
  await desk.window.sees('Paired, not proven yet');
  await desk.window.says('It was not approved on the phone.');
  await desk.window.finishes();

  await desk.window.opensDevice('Mobile app');
  await desk.window.button('Prove that it works').click();
  await desk.window.sees('Answer on your phone');
  await desk.window.button('Use another device').click();
  await desk.window.sees('Which device shall be tried?');
  await desk.window.page.getByRole('radio', { name: /E-mail|k\*\*\*\*@/ }).check({ force: true });
  await desk.window.button('Try this device').click();
  await desk.window.types((await desk.message('kim.new@example.org', 3)).code);
  await desk.window.sees('It works');
  expect(phone.pushes).toEqual([]);
});
