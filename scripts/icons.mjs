/**
 * `npm run icons`: draws `scripts/package/icon.svg` in every size and form that packages want, with Chromium. What comes out
 * is committed, so that packaging needs no browser.
 */
import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { icnsOf, icnsSizes, icoOf } from './package/icon-files.mjs';
import { inCheckout } from './setup/checkout.mjs';
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { runCommand } from './setup/report.mjs';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** macOS leaves a tenth free on each side, where its own icons have their shadow. */
const macMargin = 0.1;

await runCommand(async () => {
  await ensureDebianPackages('browser');
  const at = (/** @type {string[]} */ ...parts) => inCheckout('scripts', 'package', ...parts);
  const drawing = readFileSync(at('icon.svg'), 'base64');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();

  /** @param {number} size */
  const draw = async (size, margin = 0) => {
    const side = Math.round(size * (1 - 2 * margin));
    const left = Math.round((size - side) / 2);
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0"><img style="position:absolute;left:${String(left)}px;top:${String(left)}px" ` +
        `width="${String(side)}" height="${String(side)}" src="data:image/svg+xml;base64,${drawing}">`,
    );
    return { size, png: await page.screenshot({ omitBackground: true }) };
  };

  for (const { size, png } of await inTurn(linuxSizes, (size) => draw(size)))
    writeFileSync(at('icons', `${String(size)}x${String(size)}.png`), png);
  writeFileSync(at('icon.ico'), icoOf(await inTurn(windowsSizes, (size) => draw(size))));
  writeFileSync(at('icon.icns'), icnsOf(await inTurn(icnsSizes, (size) => draw(size, macMargin))));
  await browser.close();
  return 0;
});

/**
 * One page draws one picture at a time.
 *
 * @template T
 * @param {readonly number[]} sizes
 * @param {(size: number) => Promise<T>} draw
 */
async function inTurn(sizes, draw) {
  /** @type {T[]} */
  const drawn = [];
  for (const size of sizes) drawn.push(await draw(size));
  return drawn;
}
