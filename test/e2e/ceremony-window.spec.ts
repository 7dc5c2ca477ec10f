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
  const { page } = await opensCeremony(desk);
  const address = page.url();
  for (const elsewhere of ['https://elsewhere.example/', 'app://bundle/index.html', address])
    await page.evaluate((url) => {
      location.href = url;
    }, elsewhere);
  await expect(page.getByRole('button', { name: 'Pair it now' })).toBeVisible();
  expect(page.url()).toBe(address);

  const answers = await desk.app.electron.evaluate(async ({ BrowserWindow }, own) => {
    const small = BrowserWindow.getAllWindows().find((each) => each.getParentWindow() !== null);
    if (small === undefined) throw new Error('There is no small window.');
    const { session } = small.webContents;
    const statuses: number[] = [];
    for (const path of ['', '/', '/index.html', '/ceremony/', '/ceremony/../index.html'])
      statuses.push((await session.fetch(new URL(own).origin + path)).status);
    return { statuses, kept: session.getStoragePath(), disk: session.isPersistent() };
  }, address);
  expect(answers).toEqual({ statuses: [404, 404, 404, 404, 404], kept: null, disk: false });
});

test('its page is told once what to do, and a second asking ends it', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  // the window goes before the answer comes
  await ceremony.page.evaluate('void window.ceremony.take()');
  await ceremony.closed;
  await desk.window.sees('The key could not be used');
});

test('a crash of its page ends it, and the key can be asked for again', async ({ desk }) => {
  const ceremony = await opensCeremony(desk);
  await desk.app.electron.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows())
      if (each.getParentWindow() !== null) each.webContents.forcefullyCrashRenderer();
  });
  await ceremony.closed;
  await desk.window.sees('The key could not be used');
  await desk.window.button('Ask for the key again').click();
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
  await ceremony.page.keyboard.down('Escape');
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
