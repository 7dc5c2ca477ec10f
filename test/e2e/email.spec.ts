import { expect, test } from './fixtures';

const address = 'kim.new@example.org';

test('an e-mail address is paired and proven', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  await desk.window.types((await desk.message(address)).code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types((await desk.message(address, 2)).code);
  await desk.window.sees('Paired and proven');
  await desk.window.button('Done').click();
  await expect(desk.window.device(address)).toContainText('Proven today');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ type: 'EMAIL', status: 'ACTIVE' }]);
});

test('a wrong code is said, kept out of the way, and the right one goes through', async ({
  desk,
}) => {
  desk.sandbox.switches.attemptsRemaining = true;
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  const { code } = await desk.message(address);
  await desk.window.types(code === '111111' ? '222222' : '111111');
  await desk.window.says('That code is not right.');
  await desk.window.says('2 tries left');
  await expect(desk.window.code).toHaveValue('');
  await expect(desk.window.code).toBeFocused();
  await desk.window.types(code);
  await desk.window.sees('Paired. Now prove that it works');
});

test('codes with leading zeros, spaces and dashes are understood', async ({ desk }) => {
  desk.sandbox.switches.nextCode = '000042';
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  await desk.window.types('000-042');
  await desk.window.sees('Paired. Now prove that it works');
});

test('a new code can be sent after a while, and only it works', async ({ desk }) => {
  test.slow(); // the cool-down is half a minute of real time
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  const first = await desk.message(address);
  await expect(desk.window.button(/^Send a new code in/)).toBeDisabled();
  const resend = desk.window.button('Send a new code');
  await expect(resend).toBeEnabled({ timeout: 40_000 });
  await resend.click();
  const second = await desk.message(address, 2);
  await desk.window.says(/^We sent a new code to/);
  expect(second.deviceId).toBe(first.deviceId);
  await desk.window.types(second.code);
  await desk.window.sees('Paired. Now prove that it works');
});

test('cancelling leaves nothing behind', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(1);
  await desk.window.button('Cancel').click();
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('nonsense addresses never reach PingOne, and what was typed stays', async ({ desk }) => {
  await desk.signIn();
  await desk.window.chooses('E-mail', 'Pair an e-mail address');
  const field = desk.window.page.getByLabel('E-mail address');
  for (const nonsense of [
    '',
    'kim',
    'kim@',
    '@example.org',
    'kim example.org',
    'kim@example..org',
  ]) {
    await field.fill(nonsense);
    await desk.window.button('Send the code').click();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(nonsense);
  }
  expect(
    desk.sandbox.requests.filter(({ host, method }) => host === 'api' && method === 'POST'),
  ).toEqual([]);
});

test('a create whose answer is lost makes no second device', async ({ desk }) => {
  await desk.signIn();
  desk.sandbox.faults.add({ host: 'api', method: 'POST', path: /\/devices$/, effect: 'cutAfter' });
  await desk.window.asksForEmailCode(address);
  await desk.window.types((await desk.message(address)).code);
  await desk.window.sees('Paired. Now prove that it works');
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(1);
});

test('a web page in the place of an answer is named as such, and nothing is lost', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.chooses('E-mail', 'Pair an e-mail address');
  desk.sandbox.faults.add({ host: 'api', method: 'POST', path: /\/devices$/, effect: 'html' });
  await desk.window.page.getByLabel('E-mail address').fill(address);
  await desk.window.button('Send the code').click();
  await desk.window.says('A web page came back in the place of PingOne’s answer.');
  await expect(desk.window.page.getByLabel('E-mail address')).toHaveValue(address);
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

test('where the tenant refuses the proof, the device is paired and the window says why it is not proven', async ({
  desk,
}) => {
  desk.sandbox.switches.refuseUserTokensOnDeviceAuthentications = true;
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  await desk.window.types((await desk.message(address)).code);
  await desk.window.sees('Paired, not proven yet');
  await desk.window.says(
    'Your organisation does not let this program start an authentication for you.',
  );
  await desk.window.button('Done').click();
  await expect(desk.window.device(address)).toContainText('Paired, not proven');
});

test('a window that is reloaded in the middle of a pairing goes on where it was', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  await desk.window.page.reload();
  await desk.window.sees('Enter the code');
  await desk.window.types((await desk.message(address)).code);
  await desk.window.sees('Paired. Now prove that it works');
});
