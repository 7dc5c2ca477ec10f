import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { screens } from './screens';

const out = resolve(import.meta.dirname, '../../out/gallery');
const configFile = resolve(import.meta.dirname, 'vite.config.ts');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = [
  { name: 'window', width: 880, height: 640 },
  { name: 'small', width: 360, height: 640 },
  { name: 'zoomed', width: 320, height: 256 },
];

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
const looks: Record<string, Look> = {
  ...Object.fromEntries(Object.keys(screens).map((screen) => [screen, { screen }])),
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
  'proven-made-default': {
    screen: 'proven-not-default',
    act: (page) => button(page, 'Make it the default').click(),
  },
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

const wanted = process.argv.slice(2);
const names = Object.keys(looks).filter((name) => wanted.length === 0 || wanted.includes(name));
mkdirSync(out, { recursive: true });
await build({ configFile, logLevel: 'warn' });
const server = await preview({ configFile, logLevel: 'warn' });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const complaints: string[] = [];

for (const colorScheme of ['light', 'dark'] as const)
  for (const { name: size, width, height } of sizes) {
    const context = await browser.newContext({
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width, height },
    });
    const page = await context.newPage();
    for (const name of names) {
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
      await page.waitForTimeout(60);
      await page.screenshot({
        path: `${out}/${name}.${colorScheme}.${size}.png`,
        fullPage: size !== 'window',
      });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (sideways > 0) complain(`scrolls sideways by ${String(sideways)} px`);
      if (size !== 'zoomed') for (const violation of await violationsOf(page)) complain(violation);
    }
    await context.close();
  }

await browser.close();
await server.close();
for (const complaint of complaints) console.error(complaint);
console.log(`${String(names.length)} screens, ${String(complaints.length)} complaints.`);
process.exitCode = complaints.length === 0 ? 0 : 1;
