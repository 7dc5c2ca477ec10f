import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyRecord } from '../../electron/record/verify';
import type { Bridge } from '../../shared/ipc/bridge';
import { heapOfMainProcess, heapOfWindow } from '../driver/heap';
import { KioskWindow } from '../driver/kiosk-window';
import { createLeakSearch } from '../driver/leak-search';
import { configurationFor } from '../driver/profile';
import { expect, test, type Desk } from './fixtures';

declare global {
  // the bridge, as any script in the page could reach it
  var desk: Bridge;
}

const pin = '739164';
const morgan = { username: 'morgan', password: 'morgan-sandbox-1' };
const robin = { username: 'robin', password: 'robin-sandbox-1' };

test.use({
  generated: 5_000,
  configuration: {
    of: (sandbox) => ({ ...configurationFor(sandbox.address), mode: 'kiosk', idleSeconds: 60 }),
  },
});

const window = (desk: Desk): KioskWindow => new KioskWindow(desk.app.page);
const userOf = (desk: Desk, name: string) =>
  desk.sandbox.address.users.find(({ username }) => username === name)!;
const devicesOf = (desk: Desk, name: string) => desk.sandbox.devices(userOf(desk, name).id);

const signsInByPhone = (desk: Desk, person = morgan): Promise<void> =>
  window(desk).signsInByPhone(desk.sandbox.phone, person);

/** Every file below this folder, as text. */
const everyFile = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  return texts.join('\n');
};

/** From the person's page to the end of an SMS pairing, proven; the screen is with the operator again. */
const pairsByTextMessage = async (
  desk: Desk,
  kiosk: KioskWindow,
  phone: string,
  name: string,
): Promise<void> => {
  await kiosk.begins('kind_sms', 'choose_sms_pair');
  await kiosk.fills('phone_number', phone);
  await kiosk.presses('kiosk_hand_over', { name });
  await kiosk.saysYes(name);
  const to = `+1${phone.replace(/\D/g, '').slice(-10)}`;
  await kiosk.types((await desk.message(to)).code);
  await kiosk.types((await desk.message(to, 2)).code);
  await kiosk.sees('kiosk_over_proven_title');
  await kiosk.givesBack(pin);
};

test('a shift: four people, a fifth who walks away, and nothing is left of any', async ({
  desk,
}) => {
  test.slow(); // a whole shift, and half a minute in which nobody is there
  const { sandbox } = desk;
  const kiosk = window(desk);
  const { page } = desk.app;
  const canaries: string[] = [pin];

  await test.step('the operator signs in on their own phone; rights are checked', async () => {
    await signsInByPhone(desk);
    await expect(page.getByText(kiosk.words('kiosk_right_missing'), { exact: true })).toHaveCount(
      0,
    );
    await kiosk.beginsShift(pin);
  });

  await test.step('an SMS device, in at most 12 things to do', async () => {
    kiosk.actions = 0;
    await kiosk.finds('novak', 'Kim Novak');
    await kiosk.identifies('badge');
    await pairsByTextMessage(desk, kiosk, '(512) 555-0187', 'Kim Novak');
    await kiosk.sees('done_proven_title');
    expect(kiosk.actions).toBeLessThanOrEqual(12);
    canaries.push(
      '5125550187',
      '555-0187',
      'novak',
      'Kim Novak',
      ...sandbox.messages().map(({ code }) => code),
    );
    expect(devicesOf(desk, 'kim')).toMatchObject([{ type: 'SMS', status: 'ACTIVE' }]);
    await kiosk.goesOn();
    await kiosk.says('kiosk_cleaned_good');
  });

  await test.step('a token that has drifted in its box', async () => {
    const token = sandbox.tokens.find('HOTP0003DRIFT');
    await kiosk.finds('sam@example', 'Sam');
    await kiosk.identifies('photoId');
    await kiosk.begins('kind_oath_token', 'choose_token_pair');
    await kiosk.fills('describe_token_label', 'HOTP0003DRIFT');
    await kiosk.fills('describe_name_label', 'canary-nickname');
    await page.getByRole('button', { name: /^Hand the screen to/ }).click();
    await page.getByRole('button', { name: kiosk.words('kiosk_ask_yes') }).click();
    for (const title of ['token_title', 'token_next_title', 'code_prove_title'] as const) {
      await kiosk.sees(title);
      const code = token.press();
      canaries.push(code);
      await kiosk.typesAndSends(code);
    }
    await kiosk.sees('kiosk_over_proven_title');
    await kiosk.givesBack(pin);
    canaries.push('canary-nickname');
    await kiosk.goesOn();
  });

  await test.step('PingID Desktop of the desk itself, and what the person may not do meanwhile', async () => {
    await kiosk.finds('maria.garcia2', 'Maria Garcia');
    await kiosk.identifies('vouched');
    await kiosk.begins('kind_pingid_desktop', 'choose_desktop_pair');
    await page.getByRole('button', { name: /^Hand the screen to/ }).click();
    await kiosk.sees('kiosk_ask_title', { name: 'Maria Garcia' });
    const refused = { ok: false, error: { code: 'notAllowed' } };
    expect(await page.evaluate(() => globalThis.desk.devices.list())).toEqual(refused);
    expect(await page.evaluate(() => globalThis.desk.kiosk.next())).toEqual(refused);
    expect(await page.evaluate(() => globalThis.desk.kiosk.search({ text: 'maria' }))).toEqual(
      refused,
    );
    await kiosk.saysYes('Maria Garcia');
    await kiosk.sees('kiosk_over_proven_title');
    await kiosk.givesBack(pin);
    await kiosk.goesOn();
  });

  await test.step('the wrong person is undone', async () => {
    const before = devicesOf(desk, 'alex');
    await kiosk.finds('alex@example.org', 'Alex Okafor');
    await kiosk.identifies('known');
    await pairsByTextMessage(desk, kiosk, '+1 (512) 555-0143', 'Alex Okafor');
    await kiosk.presses('kiosk_undo_result');
    await kiosk.chooses(kiosk.words('kiosk_undo_wrong_person'));
    await kiosk.presses('kiosk_undo_button');
    await kiosk.says('kiosk_undone_title');
    expect(devicesOf(desk, 'alex').map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    canaries.push('5125550143', '555-0143', 'Alex Okafor', 'alex@example.org');
    await kiosk.goesOn();
  });

  await test.step('the fifth walks away: the desk cleans up by itself, and locks', async () => {
    await kiosk.finds('novak', 'Kim Novak');
    await kiosk.identifies('badge');
    await kiosk.begins('kind_email', 'choose_email_pair');
    await kiosk.fills('describe_email_label', 'canary.address@example.org');
    // somebody copies it, and leaves it on the clipboard
    await page.getByLabel(kiosk.words('describe_email_label'), { exact: true }).press('Control+A');
    await page.keyboard.press('Control+C');
    await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
    await kiosk.saysYes('Kim Novak');
    await kiosk.sees('code_title');
    canaries.push('canary.address', (await desk.message('canary.address@example.org')).code);
    await expect(
      page.getByRole('alertdialog', { name: kiosk.words('kiosk_idle_title') }),
    ).toBeVisible({
      timeout: 40_000,
    });
    await expect(
      page.getByRole('heading', { level: 1, name: kiosk.words('kiosk_locked_title') }),
    ).toBeVisible({ timeout: 40_000 });
    await kiosk.says('kiosk_cleaned_good');
    expect(devicesOf(desk, 'kim').map(({ type }) => type)).toEqual(['SMS']);
  });

  await test.step('nothing that was typed or shown can be found any more', async () => {
    const found = (text: string): string[] => canaries.filter((canary) => text.includes(canary));
    // the operator is still signed in: their tokens are in the main process, and nowhere else
    const leaks = createLeakSearch([...sandbox.secrets(), { kind: 'pin', value: pin }]);
    for (const text of [
      await heapOfWindow(page),
      await everyFile(desk.profile.folder),
      await page.evaluate(() => document.documentElement.outerHTML),
    ]) {
      expect(found(text)).toEqual([]);
      expect(leaks(text)).toEqual([]);
    }
    expect(found(await heapOfMainProcess(desk.app.electron))).toEqual([]);
    expect(await desk.window.clipboard()).toBe('');
    expect(await page.title()).toBe(`${kiosk.words('kiosk_locked_title')} – Enrollment Desk`);
    expect(await page.evaluate(() => history.length)).toBe(1);
  });

  await test.step('the operator is back', async () => {
    await kiosk.fills('kiosk_pin_label', pin);
    await kiosk.presses('kiosk_locked_unlock');
    await kiosk.sees('kiosk_find_title');
  });

  await test.step('the record of it all holds', async () => {
    const names = await readdir(desk.profile.appData, { recursive: true });
    const record = names.find((name) => name.endsWith('record.jsonl'))!;
    const report = await verifyRecord(join(desk.profile.appData, record));
    expect(report).toMatchObject({ state: 'good', findings: [] });
    expect(report.lines).toBeGreaterThan(40);
  });

  await test.step('the shift ends, and the operator is signed out', async () => {
    await kiosk.presses('kiosk_end_shift');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: kiosk.words('kiosk_end_shift') })
      .click();
    await kiosk.sees('sign_in_kiosk_title');
  });
});

test('whoever stands before a kiosk cannot leave it; the operator can', async ({
  desk,
  browserOfTheSystem,
}) => {
  const kiosk = window(desk);
  const { electron, page } = desk.app;
  const size = await page.evaluate(() => [innerWidth, innerHeight, screen.width, screen.height]);
  expect(Math.abs(size[0]! - size[2]!)).toBeLessThanOrEqual(1);
  expect(Math.abs(size[1]! - size[3]!)).toBeLessThanOrEqual(1);
  await kiosk.sees('sign_in_kiosk_title');
  await kiosk.presses('sign_in_computer');
  await browserOfTheSystem.signIn(desk.profile, morgan);
  await kiosk.beginsShift(pin);
  const ended = electron.waitForEvent('close', { timeout: 0 });
  await kiosk.presses('kiosk_leave');
  await kiosk.presses('kiosk_leave_button');
  await ended;
});

test('somebody else cannot go on in the name of the operator', async ({
  desk,
  browserOfTheSystem,
}) => {
  const kiosk = window(desk);
  await signsInByPhone(desk);
  await kiosk.beginsShift(pin);
  await kiosk.finds('novak', 'Kim Novak');
  await kiosk.identifies('badge');
  await kiosk.begins('kind_sms', 'choose_sms_pair');
  await kiosk.fills('phone_number', '(512) 555-0187');
  await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
  await kiosk.sees('kiosk_ask_title', { name: 'Kim Novak' });
  await kiosk.presses('kiosk_give_back');
  await kiosk.presses('kiosk_again_browser');
  await browserOfTheSystem.signIn(desk.profile, robin, 1, 'Not signed in');
  await expect(desk.app.page.getByText(/Somebody else/).first()).toBeVisible();
  await kiosk.sees('kiosk_return_title');
  await kiosk.presses('kiosk_again_phone');
  await expect.poll(() => desk.sandbox.phone.waiting().length).toBe(1);
  await desk.sandbox.phone.signIn(desk.sandbox.phone.waiting()[0]!.address, morgan);
  // back where the operator was, with what they had typed
  await expect(kiosk.button('kiosk_hand_over', { name: 'Kim Novak' })).toBeVisible();
  await expect(desk.app.page.getByLabel(kiosk.words('phone_number'), { exact: true })).toHaveValue(
    /555-0187/,
  );
  expect(devicesOf(desk, 'kim')).toEqual([]);
});
