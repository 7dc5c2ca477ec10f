import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { setKeyring } from '../driver/keyring';
import { openStage } from '../tour/stage';
import { walkScreens } from '../tour/walk-screens';

/** CSS pixels: the window as it opens, its narrowest, and 400 % of a window 1280 wide. */
const widths = [880, 360, 320] as const;

for (const colorScheme of ['light', 'dark'] as const)
  test(`no screen has an accessibility violation or scrolls sideways, ${colorScheme}`, async () => {
    test.slow(); // every kind of screen, three widths each
    await setKeyring('unlock');
    const stage = await openStage({ colorScheme });
    const { page } = stage.window;
    try {
      await walkScreens(stage, async (name) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 640 });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${name} at ${String(width)}`).toBeLessThanOrEqual(0);
          // Electron has no way to open the second page that axe would use otherwise
          const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
            `${name} at ${String(width)}`,
          ).toEqual([]);
        }
        await page.setViewportSize({ width: 880, height: 640 });
      });
    } finally {
      await stage.close();
    }
  });

test('a whole pairing goes by keyboard alone', async () => {
  await setKeyring('unlock');
  const stage = await openStage();
  const { window, browser, profile, person } = stage;
  const { page } = window;
  const address = 'kim.new@example.org';
  /** Tabs until the control with this name has the focus, then presses it. */
  const press = async (name: string): Promise<void> => {
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.innerText().catch(() => '')).trim() === name)
        return page.keyboard.press('Enter');
    }
    throw new Error(`${name} cannot be reached with the keyboard`);
  };
  try {
    await window.sees('Sign in');
    await press('Sign in with your browser');
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    await press('Pair a device');
    await window.sees('What would you like to pair?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft'); // round to the last one
    await press('Pair an e-mail address');
    await window.sees('Which e-mail address?');
    await expect(
      window.heading('Which e-mail address?').or(page.getByLabel('E-mail address')),
    ).not.toHaveCount(0);
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await window.sees('Enter the code');
    await expect(window.code).toBeFocused();
    await page.keyboard.type(await stage.code(address, 1));
    await window.sees('Paired. Now prove that it works');
    await expect(window.code).toBeFocused();
    await page.keyboard.type(await stage.code(address, 2));
    await window.sees('Paired and proven');
    await press('Done');
    await window.sees('Your devices');
  } finally {
    await stage.close();
  }
});

test('what happens is said to a screen reader', async () => {
  await setKeyring('unlock');
  const stage = await openStage();
  const { window, browser, profile, person } = stage;
  try {
    await window.startsSignIn();
    await browser.signIn(profile, person);
    await window.sees('Your devices');
    await expect(window.page.getByRole('status').filter({ hasText: /^Your devices:/ })).toHaveCount(
      1,
    );
    await window.asksForEmailCode('kim.new@example.org');
    const right = await stage.code('kim.new@example.org', 1);
    await window.types(right === '111111' ? '222222' : '111111');
    await expect(
      window.page.getByRole('alert').filter({ hasText: 'That code is not right.' }),
    ).toHaveCount(1);
  } finally {
    await stage.close();
  }
});
