import { createAdministrator } from '../driver/administrator';
import { expect, test, type Desk } from './fixtures';

const addresses = ['one@example.org', 'two@example.org', 'three@example.org'] as const;

/** Three devices, paired in this order. */
const pairThree = async (desk: Desk): Promise<void> => {
  await desk.signIn();
  for (const address of addresses) {
    await desk.window.asksForEmailCode(address);
    await desk.window.types((await desk.message(address)).code);
    await desk.window.sees('Paired. Now prove that it works');
    await desk.window.button('Prove it later').click();
    await desk.window.button('Done').click();
    await desk.window.sees('Your devices');
  }
};

const rows = ({ window }: Desk) => window.page.getByRole('listitem');
const idOf = ({ sandbox, person }: Desk, address: string): string =>
  sandbox.devices(person.id).find(({ attributes }) => attributes.email === address)?.id ?? '';
/** As PingOne has it. */
const order = async (desk: Desk): Promise<unknown[]> => {
  const ids = await createAdministrator(desk.sandbox.address).order(desk.person.id);
  return ids.map((id) => addresses.find((address) => idOf(desk, address) === id));
};
const removeElsewhere = (desk: Desk, address: string): Promise<void> =>
  createAdministrator(desk.sandbox.address).remove(desk.person.id, idOf(desk, address));

test('devices are put in order by keyboard, and each step is said', async ({ desk }) => {
  await pairThree(desk);
  const handle = desk.window.button('Move three@example.org');
  await handle.focus();
  await desk.window.page.keyboard.press('Space');
  await desk.window.page.keyboard.press('ArrowUp');
  await desk.window.says('three@example.org, 2 of 3');
  await desk.window.page.keyboard.press('ArrowUp');
  await desk.window.page.keyboard.press('Space');
  await expect(rows(desk).first()).toContainText('three@example.org');
  await expect(rows(desk).first()).toContainText('Default');
  await expect(handle).toBeFocused();
  await expect.poll(() => order(desk)).toEqual([addresses[2], addresses[0], addresses[1]]);
});

test('devices are put in order by dragging', async ({ desk }) => {
  await pairThree(desk);
  const { mouse } = desk.window.page;
  const middleOf = async (name: string) => {
    const box = await desk.window.button(`Move ${name}`).boundingBox();
    if (box === null) throw new Error(`${name} has no handle`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const from = await middleOf(addresses[0]);
  const to = await middleOf(addresses[2]);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, (from.y + to.y) / 2, { steps: 5 });
  await mouse.move(to.x, to.y + 12, { steps: 5 });
  await mouse.up();
  await expect.poll(() => order(desk)).toEqual([addresses[1], addresses[2], addresses[0]]);
  await expect(rows(desk).last()).toContainText(addresses[0]);
});

test('a device is made the default from its menu, and proven from its page', async ({ desk }) => {
  await pairThree(desk);
  await desk.window.button('Actions for two@example.org').click();
  await desk.window.page.getByRole('menuitem', { name: 'Make it the default' }).click();
  await expect.poll(async () => (await order(desk))[0]).toBe(addresses[1]);
  await desk.window.opensDevice(addresses[1]);
  await desk.window.says('Default: used first when you sign in');
  await desk.window.button('Prove that it works').click();
  await desk.window.sees('Prove that it works');
  await desk.window.types((await desk.message(addresses[1], 3)).code);
  await desk.window.sees('It works');
});

test('what was changed elsewhere is said when the window is looked at again', async ({ desk }) => {
  await pairThree(desk);
  await expect(rows(desk)).toHaveCount(3);
  await removeElsewhere(desk, addresses[0]);
  await desk.window.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await desk.window.says('“one@example.org” was removed.');
  await expect(desk.window.button(`Actions for ${addresses[0]}`)).toHaveCount(0);
  await expect(desk.window.button(`Actions for ${addresses[1]}`)).toBeVisible();
});

test('a device that became the last one elsewhere is not removed without a word', async ({
  desk,
}) => {
  await pairThree(desk);
  await desk.window.button('Actions for three@example.org').click();
  await desk.window.page.getByRole('menuitem', { name: 'Remove' }).click();
  await removeElsewhere(desk, addresses[0]);
  await removeElsewhere(desk, addresses[1]);
  await desk.window.button('Remove the device').click();
  await desk.window.says(/^This is the only device you can sign in with\./);
  expect(desk.sandbox.devices(desk.person.id)).toHaveLength(1);
  await desk.window.page.getByLabel('I know that I may be locked out').check({ force: true });
  await desk.window.button('Remove the device').click();
  await desk.window.says('No device is paired yet');
});
