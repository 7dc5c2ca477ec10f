import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Electron's default app would run anything it is given; a package does without. (electron-builder
 * removes it from what it downloads itself, not from a runtime that it is handed.)
 *
 * @param {{ appOutDir: string }} context
 */
export default async function removeDefaultApp({ appOutDir }) {
  await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
}
