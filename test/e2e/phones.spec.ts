import { expect, test } from './fixtures';

const phone = '+15125550199';

test('a phone is paired by text message and proven', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForTextMessage('(512) 555-0199');
  const first = await desk.message(phone);
  expect(first.channel).toBe('SMS');
  await desk.window.types(first.code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types((await desk.message(phone, 2)).code);
  await desk.window.sees('Paired and proven');
  await desk.window.button('Done').click();
  await expect(desk.window.device('My phone')).toContainText('Proven today');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([
    { type: 'SMS', status: 'ACTIVE', nickname: 'My phone', attributes: { phone } },
  ]);
});

test('a phone is paired by call, with an extension, and proven', async ({ desk }) => {
  desk.sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
  await desk.signIn();
  await desk.window.chooses('Phone call', 'Pair a phone by call');
  await desk.window.sees('Which phone should ring?');
  await desk.window.page.getByLabel('Phone number').fill(phone);
  await desk.window.page.getByLabel('Extension').fill('abc');
  await desk.window.button('Call this number').click();
  await desk.window.says('An extension has digits, commas, # and * only.');
  await desk.window.page.getByLabel('Extension').fill('313#');
  await desk.window.button('Call this number').click();
  await desk.window.sees('Enter the code');
  const first = await desk.message(phone);
  expect(first).toMatchObject({ channel: 'VOICE', extension: '313#' });
  await desk.window.types(first.code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types((await desk.message(phone, 2)).code);
  await desk.window.sees('Paired and proven');
});

test('a phone is paired by WhatsApp and proven', async ({ desk }) => {
  await desk.signIn();
  await desk.window.chooses('WhatsApp', 'Pair WhatsApp');
  await desk.window.page.getByLabel('Phone number').fill(phone);
  await desk.window.button('Send the code').click();
  await desk.window.sees('Enter the code');
  const first = await desk.message(phone);
  expect(first.channel).toBe('WHATSAPP');
  await desk.window.types(first.code);
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types((await desk.message(phone, 2)).code);
  await desk.window.sees('Paired and proven');
});

test('numbers that are none are said, and never reach PingOne', async ({ desk }) => {
  await desk.signIn();
  await desk.window.chooses('Text message', 'Pair a phone by text message');
  const field = desk.window.page.getByLabel('Phone number');
  for (const [typed, said] of [
    ['', 'Type a phone number.'],
    ['512', 'This number is too short.'],
    ['+1 512 555 0199 999 999', 'This number is too long.'],
    ['1-800-FLOWERS', 'A phone number has digits only.'],
  ] as const) {
    await field.fill(typed);
    await desk.window.button('Send the code').click();
    await desk.window.says(new RegExp(`^${said.replace('.', '\\.')}`));
    await expect(field).toHaveValue(typed);
  }
  expect(
    desk.sandbox.requests.filter(({ host, method }) => host === 'api' && method === 'POST'),
  ).toEqual([]);
});

test('another method keeps the number, and leaves no device of the first', async ({ desk }) => {
  await desk.signIn();
  await desk.window.asksForTextMessage('(512) 555-0199');
  await desk.window.button('use another method').click();
  await desk.window.sees('What would you like to pair?');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
  await desk.window.page.getByRole('radio', { name: /^Phone call/ }).check({ force: true });
  await desk.window.button('Pair a phone by call').click();
  await expect(desk.window.page.getByLabel('Phone number')).toHaveValue('(512) 555-0199');
  await desk.window.button('Call this number').click();
  await desk.message(phone, 2);
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ type: 'VOICE' }]);
});

test('a code in the middle of a pasted message is found', async ({ desk }) => {
  desk.sandbox.switches.nextCode = '012345';
  await desk.signIn();
  await desk.window.asksForTextMessage('(512) 555-0199');
  await desk.message(phone);
  await desk.window.copies('Your code is 012345. Do not tell anybody.');
  await desk.window.code.focus();
  await desk.window.page.keyboard.press('Control+V');
  await desk.window.sees('Paired. Now prove that it works');
});
