/** The pictures of the README, taken from the running app: each screen in light and in dark. */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openStage } from './stage';
import { walkScreens } from './walk-screens';

const folder = resolve(import.meta.dirname, '../../docs/screenshots');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const colorScheme of ['light', 'dark'] as const) {
  const stage = await openStage({ colorScheme });
  try {
    await walkScreens(stage, async (name) => {
      const path = resolve(folder, `${name}-${colorScheme}.png`);
      await stage.window.page.screenshot({ path, animations: 'disabled' });
      console.log(`docs/screenshots/${name}-${colorScheme}.png`);
    });
  } finally {
    await stage.close();
  }
}
