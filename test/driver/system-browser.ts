import { readFile } from 'node:fs/promises';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import type { Profile } from './profile';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The browser that the operating system would open: a real Chromium, in a process of its own. */
export interface SystemBrowser {
  /** Opens the `count`th address that the app had opened (the first by default) and answers its page. */
  follow(profile: Profile, count?: number): Promise<Page>;
  /** Signs in as a person does, and waits until the browser says what came of it: that it is done, by default. */
  signIn(
    profile: Profile,
    person: Credentials,
    count?: number,
    says?: 'Signed in' | 'Not signed in',
  ): Promise<void>;
  close(): Promise<void>;
}

const openedBy = async (profile: Profile): Promise<string[]> =>
  (await readFile(profile.opened, 'utf8')).split('\n').filter((line) => line !== '');

/** The `count`th address that the app had opened: it is on its way while the window says so already. */
export const openedAddress = async (profile: Profile, count = 1): Promise<string> => {
  await expect.poll(async () => (await openedBy(profile)).length).toBeGreaterThanOrEqual(count);
  const address = (await openedBy(profile))[count - 1];
  if (address === undefined) throw new Error('The app opened no browser.');
  return address;
};

export const createSystemBrowser = async (): Promise<SystemBrowser> => {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext();

  const follow = async (profile: Profile, count = 1): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(await openedAddress(profile, count));
    return page;
  };

  return {
    follow,
    async signIn(profile, { username, password }, count, says = 'Signed in') {
      const page = await follow(profile, count);
      await page.getByLabel('Username').fill(username);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page).toHaveTitle(says);
      await page.close();
    },
    close: () => browser.close(),
  };
};
