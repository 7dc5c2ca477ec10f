/** The pictures of the README, taken from the running app: each screen in light and in dark. */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openStage } from './stage';
import { walkKiosk } from './walk-kiosk';
import { walkScreens } from './walk-screens';

const folder = resolve(import.meta.dirname, '../../docs/screenshots');
const walks = [
  { walk: walkScreens, kiosk: false },
  { walk: walkKiosk, kiosk: true },
];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const colorScheme of ['light', 'dark'] as const)
  for (const { walk, kiosk } of walks) {
    const stage = await openStage({ colorScheme, kiosk });
    const { page } = stage.window;
    try {
      // what a kiosk's display usually has at least
      if (kiosk) await page.setViewportSize({ width: 1280, height: 800 });
      await walk(stage, async (name) => {
        const path = resolve(folder, `${name}-${colorScheme}.png`);
        await page.screenshot({ path, animations: 'disabled' });
        console.log(`docs/screenshots/${name}-${colorScheme}.png`);
      });
    } finally {
      await stage.close();
    }
  }
