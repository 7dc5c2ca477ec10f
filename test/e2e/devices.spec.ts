import { expect, test } from './fixtures';

const address = 'kim.new@example.org';

test('a device is renamed and removed', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  await desk.window.types((await desk.message(address)).code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.button('Prove it later').click();
  await desk.window.sees('Paired, not proven yet');
  await desk.window.button('Done').click();

  await desk.window.button(`Actions for ${address}`).click();
  await desk.window.page.getByRole('menuitem', { name: 'Rename' }).click();
  await desk.window.page.getByRole('textbox', { name: 'Name' }).fill('Work mail');
  await desk.window.button('Save the name').click();
  await expect(desk.window.device('Work mail')).toBeVisible();
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ nickname: 'Work mail' }]);

  await desk.window.button('Actions for Work mail').click();
  await desk.window.page.getByRole('menuitem', { name: 'Remove' }).click();
  await desk.window.says(/^This is the only device you can sign in with\./);
  await desk.window.page.getByLabel('I know that I may be locked out').check({ force: true });
  await desk.window.button('Remove the device').click();
  await desk.window.says('No device is paired yet');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('devices of unknown type and status are shown as what they are', async ({ desk }) => {
  desk.sandbox.switches.unknownDevice = true;
  await desk.signIn();
  await desk.window.says('Another kind of device');
  await desk.window.says('State not known here');
});

test('a list that cannot be read says so, and is read again', async ({ desk }) => {
  await desk.signIn();
  await desk.window.button('Pair a device').first().click();
  // that reads the list as well
  await desk.window.sees('What would you like to pair?');
  desk.sandbox.faults.add({
    host: 'api',
    method: 'GET',
    path: /\/devices/,
    effect: 'html',
    times: 1,
  });
  await desk.window.button('Cancel').click();
  await desk.window.says('A web page came back in the place of PingOne’s answer.');
  await desk.window.button('Try again').click();
  await desk.window.says('No device is paired yet');
});
