import { createAdministrator } from '../driver/administrator';
import { expect, test } from './fixtures';
import { pairings } from './pairings';

test('every type is paired and proven, renamed, put in order and removed', async ({ desk }) => {
  test.slow(); // nine pairings one after another
  desk.sandbox.switches.policy.maxAllowedDevices = 9;
  await desk.signIn();
  for (const { pair } of Object.values(pairings)) {
    await pair(desk);
    await desk.window.sees('Paired and proven');
    await desk.window.finishes();
  }
  const paired = () => desk.sandbox.devices(desk.person.id);
  expect(paired().map(({ type, status }) => `${type} ${status}`)).toEqual(
    Object.keys(pairings).map((type) => `${type} ACTIVE`),
  );

  const rows = desk.window.page.getByRole('listitem');
  await expect(rows).toHaveCount(9);
  for (const [index, [type, { name }]] of Object.entries(pairings).entries()) {
    const renamed = `Renamed ${String(index + 1)}`;
    await desk.window.does(name, 'Rename');
    await desk.window.page.getByRole('textbox', { name: 'Name' }).fill(renamed);
    await desk.window.button('Save the name').click();
    await expect(desk.window.device(renamed)).toBeVisible();
    expect(paired().find((device) => device.type === type)?.nickname).toBe(renamed);
  }

  // the last becomes the default, the first one follows it
  await desk.window.does('Renamed 9', 'Make it the default');
  const order = () => createAdministrator(desk.sandbox.address).order(desk.person.id);
  const idOf = (type: string) => paired().find((device) => device.type === type)?.id;
  await expect.poll(async () => (await order())[0]).toBe(idOf('EMAIL'));
  expect((await order())[1]).toBe(idOf('PINGID_DESKTOP_GEN2'));

  for (let left = 9; left > 0; left -= 1) {
    await desk.window.does(`Renamed ${String(10 - left)}`, 'Remove');
    if (left === 1)
      await desk.window.page.getByLabel('I know that I may be locked out').check({ force: true });
    await desk.window.button('Remove the device').click();
    await expect.poll(() => paired().length).toBe(left - 1);
    await expect(rows).toHaveCount(left - 1);
  }
  await desk.window.says('No device is paired yet');
});
