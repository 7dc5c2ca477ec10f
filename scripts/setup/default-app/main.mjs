/**
 * What Electron runs when it is started as `electron [switches] [-r MODULE] APP`. The npm-served
 * runtime lacks the stock one.
 *
 * [Note: The default app awaits] It has to be an ES module that awaits the app's entry: Electron
 * holds `ready` back until this module has been evaluated. Loaded any other way, an ESM entry runs
 * after `ready`, and privileged schemes can no longer be registered.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { preloads, appFolder } = readCommandLine(process.argv.slice(1));
const appRequire = createRequire(resolve(appFolder, 'package.json'));
/** @type {unknown} */
const content = JSON.parse(readFileSync(resolve(appFolder, 'package.json'), 'utf8'));
const manifest =
  /** @type {{ name: string, productName?: string, version?: string, main?: string }} */ (content);

// These three are what the stock default app calls; Electron's types leave them out.
const internals =
  /** @type {{ setAppPath(path: string): void, setVersion(version: string): void }} */ (
    /** @type {unknown} */ (app)
  );
Object.defineProperty(process, 'defaultApp', { value: true, configurable: true });
app.setName(manifest.productName ?? manifest.name);
if (manifest.version !== undefined) internals.setVersion(manifest.version);
internals.setAppPath(appFolder);

try {
  for (const preload of preloads) appRequire(preload);
  await import(
    pathToFileURL(appRequire.resolve(resolve(appFolder, manifest.main ?? 'index.js'))).href
  );
} catch (error) {
  console.error(error);
  app.exit(1);
}

/** @param {string[]} args */
function readCommandLine(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '-r' || arg === '--require') {
      index += 1;
      preloads.push(args[index] ?? '');
    } else if (!arg.startsWith('-')) {
      return { preloads, appFolder: resolve(arg) };
    }
  }
  return { preloads, appFolder: process.cwd() };
}
