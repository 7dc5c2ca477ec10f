import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openedCeremony, SecurityKey, type CeremonyWindow } from '../driver/security-keys';
import { expect, test, type Desk } from './fixtures';

/** From the list to the small window, in which nobody has begun yet. */
const opensCeremony = async (
  desk: Desk,
  ...keys: readonly SecurityKey[]
): Promise<CeremonyWindow> => {
  await desk.signIn();
  await desk.window.asksForKey();
  return openedCeremony(desk.app.electron, ...keys);
};

/** What a page that fell into the wrong hands would try; each try answers how it went. */
const tries = (page: Page): Promise<Record<string, unknown>> =>
  page.evaluate(`(async () => {
    const load = (element, address) =>
      new Promise((resolve) => {
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = address;
        document.body.append(element);
      });
    const fetched = (address) => fetch(address).then(() => 'fetched', () => 'refused');
    return {
      fetch: await fetched('https://elsewhere.example/'),
      ownFetch: await fetched('/ceremony/index.html'),
      image: await load(new Image(), 'https://elsewhere.example/pixel.png'),
      window: window.open('https://login.example.org/ceremony/index.html'),
      notification: await Notification.requestPermission(),
      bridge: Object.keys(window.ceremony),
      desk: typeof window.desk,
      node: typeof window.require + typeof window.process,
    };
  })()`);

test('its page reaches nothing but the two calls that are its own', async ({ desk }) => {
  const { page } = await opensCeremony(desk);
  expect(await tries(page)).toEqual({
    fetch: 'refused',
    ownFetch: 'refused',
    image: 'refused',
    window: null,
    notification: 'denied',
    bridge: ['take', 'give'],
    desk: 'undefined',
    node: 'undefinedundefined',
  });
});

test('its page goes nowhere else, and nothing else is at its origin', async ({ desk }) => {
  const { electron } = desk.app;
  const { page } = await opensCeremony(desk);
  const address = page.url();
  await electron.evaluate(({ BrowserWindow }) => {
    const small = BrowserWindow.getAllWindows().find((each) => each.getParentWindow() !== null);
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    // hears of it after those who may refuse it
    small?.webContents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      if (defaultPrevented) refused.push(url);
    });
  });
  const elsewhere = ['https://elsewhere.example/', 'app://bundle/index.html', `${address}?again`];
  for (const [index, url] of elsewhere.entries()) {
    await page.evaluate((to) => void (location.href = to), url);
    await expect
      .poll(() => electron.evaluate(() => Reflect.get(globalThis, 'refused') as string[]))
      .toEqual(elsewhere.slice(0, index + 1));
  }
  expect(await page.evaluate(() => document.querySelector('button')?.textContent.trim())).toBe(
    'Pair it now',
  );

  const answers = await electron.evaluate(async ({ BrowserWindow }, origin) => {
    const small = BrowserWindow.getAllWindows().find((each) => each.getParentWindow() !== null);
    if (small === undefined) throw new Error('There is no small window.');
    const { session } = small.webContents;
    const statuses: number[] = [];
    for (const path of ['', '/', '/index.html', '/ceremony/', '/ceremony/../index.html'])
      statuses.push((await session.fetch(origin + path)).status);
    return { statuses, kept: session.getStoragePath(), disk: session.isPersistent() };
  }, new URL(address).origin);
  expect(answers).toEqual({ statuses: [404, 404, 404, 404, 404], kept: null, disk: false });
});

test('its page is told once what to do, and a second asking ends it', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  // the window may go before Playwright hears that it has asked; that it went is told below
  await ceremony.page.evaluate('void window.ceremony.take()').catch(() => undefined);
  await ceremony.closed;
  await desk.window.sees('This did not work');
  await desk.window.says('Something went wrong in this program.');
});

test('a crash of its page ends it, and the key can be asked for again', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  await desk.app.electron.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows())
      if (each.getParentWindow() !== null) each.webContents.forcefullyCrashRenderer();
  });
  await ceremony.closed;
  await desk.window.sees('This did not work');
  await desk.window.button('Try again').click();
  await desk.window.button('Ask for the key').click();
  const again = await openedCeremony(desk.app.electron, new SecurityKey());
  await again.start();
  await again.closed;
  await desk.window.sees('Use it once more');
});

test('closing it is a way of saying no', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  await ceremony.page.evaluate('void window.close()');
  await ceremony.closed;
  await desk.window.sees('You stopped it');
});

test('Escape is one too, also while the key is waited for', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  await ceremony.start();
  await expect(ceremony.page.getByText('Touch it when it blinks.').first()).toBeVisible();
  await ceremony.escape();
  await ceremony.closed;
  await desk.window.sees('You stopped it');
});

test('has nothing that axe finds, and does not scroll sideways at 400 %', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  for (const begin of [() => Promise.resolve(), () => ceremony.start()]) {
    await begin();
    const { violations } = await new AxeBuilder({ page: ceremony.page })
      .setLegacyMode(true)
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await ceremony.page.setViewportSize({ width: 320, height: 256 });
  const overflow = await ceremony.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
