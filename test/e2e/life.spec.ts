import { SecurityKey, useKey } from '../driver/security-keys';
import { createAdministrator } from '../driver/administrator';
import { expect, test, type Desk } from './fixtures';

const pairKey = async (desk: Desk, name: string): Promise<SecurityKey> => {
  const key = new SecurityKey();
  await desk.window.asksForKey(name);
  await useKey(desk.app.electron, key);
  await useKey(desk.app.electron, key);
  await desk.window.sees('Paired and proven');
  return key;
};
const names = ({ sandbox, person }: Desk): string[] =>
  sandbox.devices(person.id).map(({ nickname }) => nickname);

test('a device is replaced: the new one is proven first, and the old one goes by a choice', async ({
  desk,
}) => {
  await desk.signIn();
  await pairKey(desk, 'Old key');
  await desk.window.finishes();
  await desk.window.does('Old key', 'Replace');
  await desk.window.button('Pair the new device').click();
  await desk.window.sees('What would you like to pair?');
  await desk.window.says(/^It takes the place of “Old key”/);
  await desk.window.page
    .getByRole('radio', { name: /^Security key or passkey/ })
    .check({ force: true });
  await desk.window.button('Pair a security key').click();
  await desk.window.page.getByLabel('Name').fill('New key');
  await desk.window.button('Ask for the key').click();
  const key = new SecurityKey();
  await useKey(desk.app.electron, key);
  expect(names(desk)).toEqual(['Old key', 'New key']);
  await useKey(desk.app.electron, key);
  await desk.window.sees('It works. Now remove “Old key”?');
  expect(names(desk)).toEqual(['Old key', 'New key']);
  await desk.window.button('Remove “Old key”').click();
  await expect.poll(() => names(desk)).toEqual(['New key']);
});

test('at the cap the old one can only go first, and only when that was chosen', async ({
  desk,
}) => {
  desk.sandbox.switches.userReadsPolicies = true;
  await desk.signIn();
  await pairKey(desk, 'Old key');
  await desk.window.finishes();
  desk.sandbox.switches.policy.maxAllowedDevices = 1;
  await desk.window.does('Old key', 'Replace');
  await desk.window.button('Pair the new device').click();
  await desk.window.sees('What would you like to pair?');
  await desk.window.says('There is no room for a new one yet');
  expect(names(desk)).toEqual(['Old key']);
  await desk.window.button('Remove the old one first').click();
  await desk.window.button('Remove “Old key” and go on').click();
  // it is the only one that this person has
  await desk.window.says(/^This is the only device you can sign in with\./);
});

test('a device that was blocked a moment ago cannot be proven, and the list says why', async ({
  desk,
}) => {
  await desk.signIn();
  await pairKey(desk, 'Blue key');
  await desk.window.finishes();
  const [device] = desk.sandbox.devices(desk.person.id);
  await desk.window.opensDevice('Blue key');
  await createAdministrator(desk.sandbox.address).block(desk.person.id, device?.id ?? '');
  await desk.window.button('Test it again').click();
  await desk.window.sees('Not proven');
  await desk.window.button('Done').click();
  await desk.window.sees('Blue key');
  await desk.window.says(/blocked/i);
});

test('an order that is no longer possible is offered as it is possible now', async ({ desk }) => {
  await desk.signIn();
  for (const address of ['one@example.org', 'two@example.org', 'three@example.org']) {
    await desk.window.asksForEmailCode(address);
    await desk.window.types((await desk.message(address)).code);
    await desk.window.sees('Paired. Now prove that it works');
    await desk.window.button('Prove it later').click();
    await desk.window.finishes();
  }
  const [first] = desk.sandbox.devices(desk.person.id);
  await createAdministrator(desk.sandbox.address).remove(desk.person.id, first?.id ?? '');
  await desk.window.does('three@example.org', 'Make it the default');
  await desk.window.says('The list has changed meanwhile');
  await desk.window.button('Save this order').click();
  await desk.window.says('The order was saved.');
  const last = desk.sandbox.devices(desk.person.id).at(-1);
  const order = await createAdministrator(desk.sandbox.address).order(desk.person.id);
  expect(order[0]).toBe(last?.id);
});

test('what cannot be used says why, and nothing happens when it is chosen', async ({ desk }) => {
  desk.sandbox.switches.userReadsPolicies = true;
  desk.sandbox.switches.policy.fido2.enabled = false;
  desk.sandbox.switches.policy.sms.pairingDisabled = true;
  await desk.signIn();
  await desk.window.button('Pair a device').first().click();
  await desk.window.sees('What would you like to pair?');
  await desk.window.says('Switched off in the policy; your administrator can switch it on.');
  await desk.window.says('Closed to new devices in the policy; your administrator can open it.');
  await expect(desk.window.page.getByRole('radio')).toHaveCount(9);
});
