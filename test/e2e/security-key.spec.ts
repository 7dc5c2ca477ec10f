import { openedCeremony, SecurityKey, useKey } from '../driver/security-keys';
import { expect, test } from './fixtures';

for (const [name, options] of [
  ['a USB key without a PIN', { transport: 'usb' }],
  [
    'a USB key that knows its person',
    { transport: 'usb', hasUserVerification: true, isUserVerified: true },
  ],
  [
    'the passkeys of this computer',
    {
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      hasResidentKey: true,
    },
  ],
  [
    'the passkeys of a computer that cannot verify',
    { transport: 'internal', hasResidentKey: true },
  ],
] as const)
  test(`paired and proven: ${name}`, async ({ desk }) => {
    const key = new SecurityKey(options);
    await desk.signIn();
    await desk.window.asksForKey('Blue key');
    await useKey(desk.app.electron, key);
    await desk.window.sees('Use it once more');
    await useKey(desk.app.electron, key);
    await desk.window.sees('Paired and proven');
    await desk.window.finishes();
    await expect(desk.window.device('Blue key')).toContainText('Proven today');
    expect(key.touches).toBe(2);
    expect(desk.sandbox.devices(desk.person.id)).toMatchObject([
      { type: 'FIDO2', status: 'ACTIVE', nickname: 'Blue key' },
    ]);
  });

test('a second key is paired beside the first, which is recognised', async ({ desk }) => {
  const [first, second] = [new SecurityKey(), new SecurityKey()];
  await desk.signIn();
  await desk.window.asksForKey();
  await useKey(desk.app.electron, first);
  await useKey(desk.app.electron, first);
  await desk.window.sees('Paired and proven');
  await desk.window.finishes();

  await desk.window.asksForKey();
  await useKey(desk.app.electron, first);
  await desk.window.sees('This key is paired already');
  await desk.window.button('Ask for the key again').click();
  await useKey(desk.app.electron, second);
  await useKey(desk.app.electron, second);
  await desk.window.sees('Paired and proven');
  await desk.window.finishes();
  await expect(desk.window.device('Security key 2')).toBeVisible();
  expect(second.credentials).toHaveLength(1);
});

test('where the organisation wants to know who touches it, a key that cannot tell pairs nothing', async ({
  desk,
}) => {
  desk.sandbox.switches.fido2.userVerification = 'required';
  await desk.signIn();
  await desk.window.asksForKey();
  await useKey(desk.app.electron, new SecurityKey());
  // Chromium tells nobody that this was why
  await desk.window.sees('No answer from a key');
  await desk.window.button('Ask for the key again').click();
  const key = new SecurityKey({ hasUserVerification: true, isUserVerified: true });
  await useKey(desk.app.electron, key);
  await useKey(desk.app.electron, key);
  await desk.window.sees('Paired and proven');
});

test('a passkey that the key has to keep is kept', async ({ desk }) => {
  Object.assign(desk.sandbox.switches.fido2, {
    residentKey: 'required',
    userVerification: 'required',
  });
  const key = new SecurityKey({
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  });
  await desk.signIn();
  await desk.window.asksForKey();
  await useKey(desk.app.electron, key);
  await useKey(desk.app.electron, key);
  await desk.window.sees('Paired and proven');
  expect(key.credentials).toMatchObject([{ isResidentCredential: true, rpId: 'example.org' }]);
});

test('cancelling in the small window says so, and leaving leaves nothing behind', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForKey();
  const ceremony = await openedCeremony(desk.app.electron, new SecurityKey());
  await ceremony.cancel();
  await ceremony.closed;
  await desk.window.sees('You stopped it');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ status: 'ACTIVATION_REQUIRED' }]);
  await desk.window.button('Cancel').click();
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('leaving in the main window closes the small one', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForKey();
  const ceremony = await openedCeremony(desk.app.electron);
  await desk.window.button('Stop').click();
  await ceremony.closed;
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

for (const fault of ['notJson', 'oversized', 'noChallenge', 'wrongEncoding', 'foreignRp'] as const)
  test(`options that no key could use are told apart from a key that fails: ${fault}`, async ({
    desk,
  }) => {
    desk.sandbox.switches.fido2.optionsFault = fault;
    await desk.signIn();
    await desk.window.asksForKey();
    await desk.window.sees('This did not work');
    await desk.window.says('Nothing was left behind in PingOne.');
    expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
  });

test('a key is proven again from its page', async ({ desk }) => {
  const key = new SecurityKey();
  await desk.signIn();
  await desk.window.asksForKey();
  await useKey(desk.app.electron, key);
  await useKey(desk.app.electron, key);
  await desk.window.sees('Paired and proven');
  await desk.window.finishes();
  await desk.window.opensDevice('Security key');
  await desk.window.button('Test it again').click();
  await useKey(desk.app.electron, key);
  await desk.window.sees('It works');
  expect(key.touches).toBe(3);
});

test('the program can be closed while a key is asked for, and the device goes at the next start', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForKey();
  await openedCeremony(desk.app.electron);
  await desk.relaunch();
  await desk.window.sees('Your devices');
  await desk.window.says(/was interrupted/);
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});
