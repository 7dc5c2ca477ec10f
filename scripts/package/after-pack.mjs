import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Electron's default app would run anything it is given; a package does without. (electron-builder
 * removes it from what it downloads itself, not from a runtime that it is handed.)
 *
 * @param {{ appOutDir: string, packager: { getResourcesDir(appOutDir: string): string } }} context
 */
export default async function removeDefaultApp({ appOutDir, packager }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
