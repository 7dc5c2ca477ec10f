import { expect, test } from './fixtures';

const address = 'kim.new@example.org';

/** Three codes that are all wrong. */
const wrong = (right: string): string[] =>
  ['111111', '222222', '333333', '444444'].filter((code) => code !== right).slice(0, 3);

test('too many wrong codes while pairing lock the device, and the window says until when', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.window.asksForEmailCode(address);
  for (const code of wrong((await desk.message(address)).code)) {
    await desk.window.types(code);
    await expect(desk.window.code).toHaveValue('');
  }
  await desk.window.says(/^There were too many failed attempts: the device is locked until/);
});

for (const [style, tries] of [
  ['error', 3],
  ['retry', 3],
  // such a tenant ends the transaction with the first wrong code
  ['status', 1],
] as const)
  test(`too many wrong codes while proving end the proof, where the tenant answers by ${style}`, async ({
    desk,
  }) => {
    desk.sandbox.switches.otpFailureStyle = style;
    await desk.signIn();
    await desk.window.asksForEmailCode(address);
    await desk.window.types((await desk.message(address)).code);
    await desk.window.sees('Paired. Now prove that it works');
    const codes = wrong((await desk.message(address, 2)).code).slice(0, tries);
    for (const code of codes.slice(0, -1)) {
      await desk.window.types(code);
      await expect(desk.window.button('Prove it with this code')).toBeVisible();
      await expect(desk.window.code).toHaveValue('');
    }
    await desk.window.types(codes.at(-1) ?? '');
    await desk.window.sees('Paired, not proven yet');
    expect(desk.sandbox.devices(desk.person.id)).toMatchObject([{ status: 'ACTIVE' }]);
  });
