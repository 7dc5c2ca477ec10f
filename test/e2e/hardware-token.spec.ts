import { expect, test } from './fixtures';

const halfMinute = 30_000;

test('a token in step is paired with one code and proven with the next', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('HOTP0001SYNC');
  await desk.signIn();
  await desk.window.asksForToken('HOTP 0001-SYNC');
  await desk.window.sees('Enter the code on the token');
  await desk.window.typesAndSends(token.press());
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types(token.press());
  await desk.window.sees('Paired and proven');
  expect(desk.sandbox.devices(desk.person.id)).toMatchObject([
    { type: 'OATH_TOKEN', status: 'ACTIVE', attributes: { serialNumber: 'HOTP0001SYNC' } },
  ]);
});

test('a token that is slightly off is taken as it is', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('TOTP0002NEAR');
  await desk.signIn();
  await desk.window.asksForToken('TOTP0002NEAR');
  await desk.window.sees('Enter the code on the token');
  await desk.window.typesAndSends(token.press());
  await desk.window.sees('Paired. Now prove that it works');
  desk.sandbox.clock.advance(halfMinute);
  await desk.window.types(token.press());
  await desk.window.sees('Paired and proven');
});

test('a counting token that has drifted is brought back by the next code', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('HOTP0003DRIFT');
  await desk.signIn();
  await desk.window.asksForToken('HOTP0003DRIFT');
  await desk.window.sees('Enter the code on the token');
  const first = token.press();
  await desk.window.typesAndSends(first);
  await desk.window.sees('Nearly there: the next code');
  await expect(desk.window.code).toBeFocused();
  await desk.window.types(first);
  await desk.window.says('That code is used up. Press the button and type the next one.');
  await desk.window.types(token.press());
  await desk.window.sees('Paired. Now prove that it works');
  await desk.window.types(token.press());
  await desk.window.sees('Paired and proven');
});

test('a token whose clock has drifted waits for its next code', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('TOTP0003DRIFT');
  await desk.signIn();
  await desk.window.asksForToken('TOTP0003DRIFT');
  await desk.window.sees('Enter the code on the token');
  const next = token.nextCodeAt ?? 0;
  await desk.window.typesAndSends(token.press());
  await desk.window.sees('Nearly there: the next code');
  await desk.window.says('Wait until the code changes');
  desk.sandbox.clock.set(next);
  await desk.window.types(token.press());
  await desk.window.sees('Paired. Now prove that it works');
  desk.sandbox.clock.set(next + halfMinute);
  await desk.window.types(token.press());
  await desk.window.sees('Paired and proven');
});

test('a wrong code in between starts the token over, and it still ends well', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('HOTP0003DRIFT');
  await desk.signIn();
  await desk.window.asksForToken('HOTP0003DRIFT');
  await desk.window.typesAndSends(token.press());
  await desk.window.sees('Nearly there: the next code');
  token.press(); // one is skipped
  await desk.window.types(token.press());
  await desk.window.says(/^That was not the code right after the one before\./);
  await desk.window.sees('Enter the code on the token');
  await desk.window.types(token.press());
  await desk.window.sees('Nearly there: the next code');
  await desk.window.types(token.press());
  await desk.window.sees('Paired. Now prove that it works');
});

test('a token that nobody can bring back says so, and nothing is left of it', async ({ desk }) => {
  const token = desk.sandbox.tokens.find('HOTP0004LOST');
  await desk.signIn();
  await desk.window.asksForToken('HOTP0004LOST');
  await desk.window.typesAndSends(token.press());
  await desk.window.says(/^That code is not right\./);
  await desk.window.typesAndSends(token.press());
  await desk.window.says(/cannot find the place of this token/);
  await desk.window.button('Cancel').click();
  await desk.window.sees('Your devices');
  expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
});

for (const [serialNumber, said] of [
  ['NOBODY1', 'PingOne does not know a token with this serial number.'],
  ['HOTP0005ALEX', 'This token belongs to another account, or is a device already.'],
] as const)
  test(`the serial number ${serialNumber} is refused with a reason, and stays`, async ({
    desk,
  }) => {
    await desk.signIn();
    await desk.window.asksForToken(serialNumber);
    await desk.window.says(new RegExp(said.replaceAll('.', '\\.')));
    await expect(desk.window.page.getByLabel('Serial number')).toHaveValue(serialNumber);
    expect(desk.sandbox.devices(desk.person.id)).toEqual([]);
  });
