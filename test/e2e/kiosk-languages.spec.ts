import { AxeBuilder } from '@axe-core/playwright';
import { KioskWindow } from '../driver/kiosk-window';
import { configurationFor } from '../driver/profile';
import { locales } from '../driver/words';
import { expect, test, type Desk } from './fixtures';

const pin = '4711';
const phone = '+1 512 555 0187';
const morgan = { username: 'morgan', password: 'morgan-sandbox-1' };
/** CSS pixels: what a kiosk usually has, a small one, and 400 % of 1280 wide. */
const sizes = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
] as const;

/** Nothing that axe finds, nothing that scrolls sideways, and nothing to press that is less than 56 pixels high. */
const looksAt = async ({ app: { page } }: Desk, name: string): Promise<void> => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} at ${String(size.width)}`).toBeLessThanOrEqual(0);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input:not([type=radio]), select')]
        .filter((control) => control.checkVisibility() && control.offsetHeight < 56)
        .map((control) => control.outerHTML.slice(0, 200)),
    );
    expect(small, `${name} at ${String(size.width)}`).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      `${name} at ${String(size.width)}`,
    ).toEqual([]);
  }
  await page.setViewportSize(sizes[0]);
};

for (const locale of locales)
  test.describe(locale, () => {
    test.use({
      configuration: {
        of: (sandbox) => ({
          ...configurationFor(sandbox.address),
          mode: 'kiosk',
          idleSeconds: 600,
          language: locale,
        }),
      },
    });

    test(`a kiosk in ${locale}: every screen of a pairing, for everybody`, async ({ desk }) => {
      test.slow(); // axe twice on each of a dozen screens
      const { page } = desk.app;
      const { sandbox } = desk;
      const kiosk = new KioskWindow(page, locale);
      await kiosk.sees('sign_in_kiosk_title');
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(
        locale === 'ar-XB' ? 'rtl' : 'ltr',
      );
      await looksAt(desk, 'sign in');
      await kiosk.presses('sign_in_phone');
      await expect.poll(() => sandbox.phone.waiting().length).toBe(1);
      await kiosk.sees('signing_in_phone_title');
      await looksAt(desk, 'sign in by phone');
      await sandbox.phone.signIn(sandbox.phone.waiting()[0]!.address, morgan);
      await kiosk.sees('kiosk_opening_title');
      await looksAt(desk, 'opening');
      await kiosk.beginsShift(pin);
      const found = await kiosk.searches('novak');
      await expect(found).toHaveCount(1);
      await looksAt(desk, 'finding');
      await found.click();
      await kiosk.identifies('badge');
      await looksAt(desk, 'person');
      await kiosk.begins('kind_sms', 'choose_sms_pair');
      await kiosk.fills('phone_number', phone);
      await looksAt(desk, 'describe');
      await kiosk.presses('kiosk_hand_over', { name: 'Kim Novak' });
      await kiosk.sees('kiosk_ask_title', { name: 'Kim Novak' });
      await looksAt(desk, 'ask');
      await kiosk.saysYes('Kim Novak');
      await kiosk.sees('code_title');
      await looksAt(desk, 'code');
      await kiosk.types((await desk.message('+15125550187')).code);
      await kiosk.types((await desk.message('+15125550187', 2)).code);
      await kiosk.sees('kiosk_over_proven_title');
      await looksAt(desk, 'over');
      await kiosk.button('kiosk_give_back').click();
      await kiosk.sees('kiosk_return_title');
      await looksAt(desk, 'return');
      await kiosk.fills('kiosk_pin_label', pin);
      await kiosk.presses('kiosk_return_button');
      await kiosk.sees('done_proven_title');
      await looksAt(desk, 'result');
      await kiosk.presses('kiosk_undo_result');
      await looksAt(desk, 'undo');
      await kiosk.presses('kiosk_undo_keep');
      await kiosk.goesOn();
      await looksAt(desk, 'next person');
    });
  });

test.describe('the language of the person', () => {
  test.use({
    configuration: {
      of: (sandbox) => ({
        ...configurationFor(sandbox.address),
        mode: 'kiosk',
        idleSeconds: 600,
        language: 'en',
      }),
    },
  });

  test('is theirs to choose, and gone with them', async ({ desk }) => {
    const { page } = desk.app;
    const operator = new KioskWindow(page, 'en');
    await operator.presses('sign_in_phone');
    await expect.poll(() => desk.sandbox.phone.waiting().length).toBe(1);
    await desk.sandbox.phone.signIn(desk.sandbox.phone.waiting()[0]!.address, morgan);
    await operator.beginsShift(pin);
    await operator.finds('novak', 'Kim Novak');
    await operator.identifies('badge');
    await operator.begins('kind_sms', 'choose_sms_pair');
    await operator.fills('phone_number', phone);
    await operator.presses('kiosk_hand_over', { name: 'Kim Novak' });
    await operator.sees('kiosk_ask_title', { name: 'Kim Novak' });
    await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
    const person = operator.in('de');
    await person.saysYes('Kim Novak');
    await person.types((await desk.message('+15125550187')).code);
    await person.types((await desk.message('+15125550187', 2)).code);
    await person.sees('kiosk_over_proven_title');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await person.button('kiosk_give_back').click();
    await page.getByLabel(person.words('kiosk_pin_label'), { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await operator.sees('done_proven_title');
    await operator.goesOn();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });
});
