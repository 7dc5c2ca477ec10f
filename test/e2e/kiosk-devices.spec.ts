import { createAdministrator } from '../driver/administrator';
import { KioskWindow } from '../driver/kiosk-window';
import { configurationFor } from '../driver/profile';
import { DeskWindow } from '../driver/window';
import { expect, test, type Desk } from './fixtures';

const pin = '739164';
const morgan = { username: 'morgan', password: 'morgan-sandbox-1' };

test.use({
  configuration: {
    of: (sandbox) => ({ ...configurationFor(sandbox.address), mode: 'kiosk', idleSeconds: 600 }),
  },
});

const beginsShift = async (desk: Desk): Promise<KioskWindow> => {
  const kiosk = new KioskWindow(desk.app.page);
  await kiosk.signsInByPhone(desk.sandbox.phone, morgan);
  await kiosk.beginsShift(pin);
  return kiosk;
};

test('an operator blocks a device of somebody, and unblocks it', async ({ desk }) => {
  const address = 'kim.new@example.org';
  await createAdministrator(desk.sandbox.address).addAddress(desk.person.id, address);
  const blockedAt = () => desk.sandbox.devices(desk.person.id)[0]?.blockedAt ?? null;
  const kiosk = await beginsShift(desk);
  await kiosk.finds('kim@example', 'Kim Novak');
  const window = new DeskWindow(desk.app.page);
  await window.does(address, kiosk.words('device_block'));
  await kiosk.presses('block_button');
  await kiosk.says('block_done', { name: address });
  expect(blockedAt()).not.toBeNull();
  await window.does(address, kiosk.words('device_unblock'));
  await kiosk.says('unblock_done', { name: address });
  expect(blockedAt()).toBeNull();
});

test('an operator finds a hardware token that drifted, and brings it back into step', async ({
  desk,
}) => {
  const kiosk = await beginsShift(desk);
  const token = desk.sandbox.tokens.find('HOTP0003DRIFT');
  const { page } = desk.app;
  await kiosk.presses('tokens_open');
  await kiosk.sees('tokens_title');
  // as a scanner does
  await page.getByLabel(kiosk.words('token_serial')).pressSequentially(token.serialNumber);
  await page.keyboard.press('Enter');
  await kiosk.says('tokens_free');
  await kiosk.presses('tokens_resync_named', { serialNumber: token.serialNumber });
  const dialog = page.getByRole('dialog');
  const sends = dialog.getByRole('button', { name: kiosk.words('resync_button'), exact: true });
  const first = token.press();
  await dialog.getByLabel(kiosk.words('resync_first')).fill(first);
  await sends.click();
  await kiosk.says('resync_one_more');
  await dialog.getByLabel(kiosk.words('resync_next')).fill(first);
  await sends.click();
  await kiosk.says('resync_same');
  await dialog.getByLabel(kiosk.words('resync_next')).fill(token.press());
  await sends.click();
  await kiosk.says('resync_done', { serialNumber: token.serialNumber });
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(first);
});
