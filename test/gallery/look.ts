import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { kioskAlerts } from './kiosk-screens';
import { screens } from './screens';

const out = resolve(import.meta.dirname, '../../out/gallery');
const configFile = resolve(import.meta.dirname, 'vite.config.ts');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = [
  { name: 'desk', width: 1280, height: 800 },
  { name: 'window', width: 880, height: 640 },
  { name: 'small', width: 360, height: 640 },
  { name: 'zoomed', width: 320, height: 256 },
];

const isOfKiosk = (name: string): boolean => name.startsWith('kiosk-');
/** Up in the hands of a person, or of nobody. */
const isOfSubject = (name: string): boolean =>
  /^kiosk-(ask|denied|subject|return|locked|wiping|idle)/.test(name);

interface Look {
  readonly screen: string;
  /** what a person does to get there */
  readonly act?: (page: Page) => Promise<void>;
}

const button = (page: Page, name: string) => page.getByRole('button', { name });
const fromMenu = (menu: string, item: string) => async (page: Page) => {
  await button(page, menu).first().click();
  await page.getByRole('menuitem', { name: item }).click();
};
/** Opens the page of a device. */
const opens = (name: string): Look => ({
  screen: 'devices-all-sorts',
  act: (page) => page.getByRole('button', { name, exact: true }).click(),
});
const readAgain = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')));
/** A search of a kiosk. */
const searches = (name: string): Look => ({
  screen: `kiosk-finding-${name}`,
  act: async (page) => {
    await page.getByRole('combobox').fill('kim');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
  },
});
const givesBack = (page: Page) => button(page, 'Give the screen back').click();
/** Looks for what stands between this workstation and PingID Desktop. */
const repairs = (screen: string, link: string): Look => ({
  screen,
  act: (page) => button(page, link).click(),
});
/** Opens the diagnostics, and does something there. */
const diagnoses = (
  screen: string,
  act: (page: Page) => Promise<void> = () => Promise.resolve(),
): Look => ({
  screen,
  act: async (page) => {
    await fromMenu('Menu', 'Diagnostics for support')(page);
    await act(page);
  },
});
const seesOpen = (page: Page) => button(page, 'See what is open').click();
/** Looks for hardware tokens, and perhaps resynchronises the first one. */
const tokens = (screen: string, ...codes: string[]): Look => ({
  screen,
  act: async (page) => {
    await page.getByRole('button', { name: 'Hardware tokens', exact: true }).click();
    await page.getByLabel('Serial number').fill('23AB');
    await page.keyboard.press('Enter');
    const [first, second] = codes;
    if (first === undefined) return;
    await button(page, 'Resynchronise 23AB009').click();
    if (first === '') return;
    await page.getByLabel('Code that the token shows').fill(first);
    if (second !== undefined) await page.getByLabel('Code after it').fill(second);
    await page.getByRole('button', { name: 'Resynchronise', exact: true }).click();
  },
});
const looks: Record<string, Look> = {
  ...Object.fromEntries(
    Object.keys({ ...screens, ...kioskAlerts }).map((screen) => [screen, { screen }]),
  ),
  settings: { screen: 'settings', act: fromMenu('Menu', 'Connection settings') },
  'settings-fixed': { screen: 'settings-fixed', act: fromMenu('Menu', 'Connection settings') },
  'settings-tested': {
    screen: 'settings',
    act: async (page) => {
      await fromMenu('Menu', 'Connection settings')(page);
      await page.locator('summary').click();
      await button(page, 'Test the connection').click();
    },
  },
  'first-run-problems': {
    screen: 'first-run',
    act: (page) => button(page, 'Test the connection').click(),
  },
  'devices-menu': { screen: 'devices', act: (page) => button(page, 'Actions for').first().click() },
  'devices-rename': { screen: 'devices', act: fromMenu('Actions for', 'Rename') },
  'devices-remove': { screen: 'settings', act: fromMenu('Actions for', 'Remove') },
  'devices-remove-missing': {
    screen: 'settings',
    act: async (page) => {
      await fromMenu('Actions for', 'Remove')(page);
      await button(page, 'Remove the device').click();
    },
  },
  'devices-picked-up': {
    screen: 'devices-all-sorts',
    act: async (page) => {
      await button(page, 'Move Locked mail').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowUp');
    },
  },
  'devices-dragged': {
    screen: 'devices-all-sorts',
    act: async (page) => {
      await button(page, 'Move Work phone').hover();
      await page.mouse.down();
      const box = await button(page, 'Move Locked mail').boundingBox();
      await page.mouse.move(box?.x ?? 0, (box?.y ?? 0) + 12, { steps: 4 });
    },
  },
  'devices-elsewhere': { screen: 'devices-elsewhere', act: readAgain },
  'devices-list-changed': {
    screen: 'devices-list-changed',
    act: fromMenu('Actions for Office mail', 'Move up'),
  },
  'device-replace': {
    screen: 'devices-list-changed',
    act: fromMenu('Actions for Office mail', 'Replace'),
  },
  'workstation-remove': {
    screen: 'workstation-here-not-there',
    act: (page) => button(page, 'Remove it from PingOne').click(),
  },
  diagnostics: diagnoses('diagnostics', async (page) => {
    for (const part of await page.locator('summary').all()) await part.click();
  }),
  'diagnostics-saved': diagnoses('diagnostics-saved', (page) => button(page, 'Save…').click()),
  'diagnostics-collecting': diagnoses('diagnostics-collecting'),
  'diagnostics-failed': diagnoses('diagnostics-failed'),
  'diagnostics-not-saved': diagnoses('diagnostics-not-saved', (page) =>
    button(page, 'Save…').click(),
  ),
  'kiosk-diagnostics': {
    screen: 'kiosk-diagnostics',
    act: (page) => button(page, 'Diagnostics for support').click(),
  },
  'repair-nothing': repairs('workstation-paired', 'Check this workstation'),
  'repair-split': repairs('workstation-here-not-there', 'Repair this workstation'),
  'repair-stopped': repairs('repair-stopped', 'Find out why'),
  'repair-other-program': repairs('repair-other-program', 'Check this workstation'),
  'repair-warnings': repairs('repair-warnings', 'Check this workstation'),
  'repair-failed': repairs('repair-failed', 'Check this workstation'),
  'repair-looking': repairs('repair-looking', 'Check this workstation'),
  'repair-in-pairing': repairs('describe-desktop-check', 'Check this workstation'),
  'journal-open-list': { screen: 'journal-open', act: seesOpen },
  'journal-menu': { screen: 'journal-open', act: (page) => button(page, 'Menu').click() },
  'journal-offline-list': { screen: 'journal-offline', act: seesOpen },
  'journal-looking-list': {
    screen: 'journal-looking',
    act: fromMenu('Menu', 'What is still open'),
  },
  'kiosk-journal-list': { screen: 'kiosk-journal', act: seesOpen },
  'kiosk-person-menu': {
    screen: 'kiosk-person-life',
    act: (page) => button(page, 'Actions for Pixel of Kim').click(),
  },
  'kiosk-device-blocked': {
    screen: 'kiosk-person-life',
    act: (page) => page.getByRole('button', { name: 'Old phone', exact: true }).click(),
  },
  'kiosk-device-locked': {
    screen: 'kiosk-person-life',
    act: (page) => page.getByRole('button', { name: 'Office mail', exact: true }).click(),
  },
  'kiosk-device-unknown': {
    screen: 'kiosk-person-life',
    act: (page) => page.getByRole('button', { name: 'Strange', exact: true }).click(),
  },
  'kiosk-device-block': {
    screen: 'kiosk-person-life',
    act: fromMenu('Actions for Pixel of Kim', 'Block'),
  },
  'kiosk-device-logs': {
    screen: 'kiosk-person-life',
    act: async (page) => {
      await fromMenu('Actions for Pixel of Kim', 'Ask for its logs')(page);
      await button(page, 'Ask for the logs').click();
    },
  },
  'kiosk-tokens': {
    screen: 'kiosk-tokens',
    act: (page) => page.getByRole('button', { name: 'Hardware tokens', exact: true }).click(),
  },
  'kiosk-tokens-found': tokens('kiosk-tokens'),
  'kiosk-tokens-no-right': tokens('kiosk-tokens-no-right'),
  'kiosk-tokens-none': tokens('kiosk-tokens-none'),
  'kiosk-tokens-failed': tokens('kiosk-tokens-failed'),
  'kiosk-tokens-resync': tokens('kiosk-tokens', ''),
  'kiosk-tokens-same': tokens('kiosk-tokens', '123456', '123456'),
  'kiosk-tokens-resynced': tokens('kiosk-tokens', '123456', '654321'),
  'kiosk-tokens-one-more': tokens('kiosk-tokens-one-more', '123456'),
  'kiosk-tokens-wrong': tokens('kiosk-tokens-wrong', '123456', '654321'),
  'device-proven': opens('Work phone'),
  'device-token': opens('Token on my keys'),
  'device-locked': opens('Locked mail'),
  'device-unknown': opens('From the future'),
  'device-pending': opens('New phone'),
  'device-unfinished': opens('App on my phone'),
  'device-vanished': {
    screen: 'devices-elsewhere',
    act: async (page) => {
      await page.getByRole('button', { name: 'Work phone', exact: true }).click();
      await readAgain(page);
    },
  },
  'describe-owner-missing': {
    screen: 'describe-desktop-owner',
    act: (page) => button(page, 'Ask PingID Desktop').click(),
  },
  'code-letters': {
    screen: 'code',
    act: (page) => page.getByLabel('Code').pressSequentially('12a'),
  },
  'code-several': {
    screen: 'code',
    act: (page) => page.getByLabel('Code').fill('012345 or 678901'),
  },
  'describe-sms-problem': {
    screen: 'describe-sms-empty',
    act: async (page) => {
      await page.getByLabel('Phone number').fill('512 55');
      await button(page, 'Send the code').click();
    },
  },
  'describe-voice-problem': {
    screen: 'describe-voice',
    act: async (page) => {
      await page.getByLabel('Extension').fill('reception');
      await button(page, 'Call this number').click();
    },
  },
  'describe-token-problem': {
    screen: 'describe-token',
    act: async (page) => {
      await page.getByLabel('Serial number').fill('23AB_009');
      await button(page, 'Pair this token').click();
    },
  },
  'app-manual': {
    screen: 'app',
    act: async (page) => {
      await page.locator('summary').click();
      await button(page, 'Copy the key').click();
    },
  },
  'choose-full-remove': {
    screen: 'choose-full-replaces',
    act: (page) => button(page, 'Remove the old one first').click(),
  },
  'proven-replaced': {
    screen: 'proven-replaces',
    act: (page) => button(page, 'Remove “Old phone”').click(),
  },
  'proven-made-default': {
    screen: 'proven-not-default',
    act: (page) => button(page, 'Make it the default').click(),
  },
  ...Object.fromEntries(
    ['found', 'none', 'failed'].map((name) => [`kiosk-finding-${name}`, searches(name)]),
  ),
  'kiosk-finding-undo': {
    screen: 'kiosk-finding-after',
    act: (page) => button(page, 'Undo Text message').click(),
  },
  'kiosk-opening-pins': {
    screen: 'kiosk-opening',
    act: async (page) => {
      await page.getByLabel('PIN', { exact: false }).first().fill('12');
      await button(page, 'Start the shift').click();
    },
  },
  'kiosk-person-unidentified': {
    screen: 'kiosk-person-new',
    act: (page) => button(page, 'Pair a device').click(),
  },
  'kiosk-person-leave': {
    screen: 'kiosk-person',
    act: (page) => button(page, 'Leave the kiosk').click(),
  },
  'kiosk-return': { screen: 'kiosk-return', act: givesBack },
  'kiosk-return-no-pin': { screen: 'kiosk-return-no-pin', act: givesBack },
  crash: {
    screen: 'devices',
    act: (page) => page.evaluate(() => void dispatchEvent(new Event('unhandledrejection'))),
  },
};

/** Runs axe in the page's own world: the policy refuses scripts from outside, the protocol does not. */
const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    const { axe: engine } = globalThis as unknown as { axe: { run(): Promise<Found> } };
    const { violations } = await engine.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
    );
  });
};

/**
 * Words without a place to break, in two pieces for want of room; and lines that go on out of sight. Addresses, and
 * names longer than any word, may break.
 */
const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const { parentElement: parent, textContent: all } = text;
      if (parent?.closest('.unseen, [aria-hidden], option, script') !== null) continue;
      for (const { 0: word, index } of (all ?? '').matchAll(
        /(?<![@.\p{L}])\p{L}{2,30}(?![@.]?\p{L})/gu,
      )) {
        const [first, last] = [index, index + word.length - 1].map((at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          // a letter that begins a line has a place at the end of the line before it as well
          return Math.round(Array.from(range.getClientRects()).at(-1)?.top ?? 0);
        });
        if (first !== last) found.push(`breaks “${word}”`);
      }
      const { clipPath, overflow } = getComputedStyle(parent);
      if (clipPath === 'none' && overflow === 'hidden' && parent.scrollWidth > parent.clientWidth)
        found.push(`cuts off “${parent.textContent}”`);
    }
    return found;
  });

const options = process.argv.slice(2);
const language = options.find((option) => option.startsWith('--language='))?.split('=')[1] ?? 'en';
const wantedSize = options.find((option) => option.startsWith('--size='))?.split('=')[1];
const wanted = options.filter((option) => !option.startsWith('--'));
const names = Object.keys(looks).filter((name) => wanted.length === 0 || wanted.includes(name));
const pictures = language === 'en' ? out : resolve(out, language);
mkdirSync(pictures, { recursive: true });
const site = {
  configFile,
  logLevel: 'warn',
  build: { outDir: resolve(pictures, 'site') },
} as const;
await build(site);
const server = await preview(site);
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const complaints: string[] = [];

// colours are the same in every language
for (const colorScheme of language === 'en' ? (['light', 'dark'] as const) : (['light'] as const))
  for (const { name: size, width, height } of sizes.filter(
    ({ name }) => wantedSize === undefined || name === wantedSize,
  )) {
    const context = await browser.newContext({
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width, height },
    });
    const page = await context.newPage();
    for (const name of size === 'desk' ? names.filter(isOfKiosk) : names) {
      const where = `${name} ${colorScheme} ${size}`;
      const complain = (what: string) => complaints.push(`${where}: ${what}`);
      page.removeAllListeners();
      page.on('console', (message) => {
        if (message.type() === 'error') complain(message.text());
      });
      page.on('pageerror', (error) => complain(error.message));
      const look = looks[name];
      await page.goto(`${address}?screen=${look?.screen ?? ''}`);
      await page.locator('h1').waitFor();
      await page.evaluate(() => document.fonts.ready);
      await look?.act?.(page);
      if (language !== 'en')
        await page.evaluate((name) => void dispatchEvent(new Event(name)), `gallery:${language}`);
      await page.waitForTimeout(60);
      await page.screenshot({
        path: `${pictures}/${name}.${colorScheme}.${size}.png`,
        fullPage: size !== 'window',
      });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const down = await page.evaluate(
        () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
      );
      if (size === 'desk' && isOfSubject(name) && down > 0)
        complain(`scrolls by ${String(down)} px in the hands of a person`);
      if (sideways > 0) complain(`scrolls sideways by ${String(sideways)} px`);
      if (size === 'zoomed') continue;
      for (const violation of await violationsOf(page)) complain(violation);
      for (const broken of await brokenWords(page)) complain(broken);
    }
    await context.close();
  }

await browser.close();
await server.close();
for (const complaint of complaints) console.error(complaint);
console.log(`${String(names.length)} screens, ${String(complaints.length)} complaints.`);
process.exitCode = complaints.length === 0 ? 0 : 1;
