/**
 * Makes the pseudo-locale from the base locale, and compiles `renderer/messages/*.json` into typed functions; does
 * nothing when they are up to date.
 * Several commands may do so at the same time: each compiles on its own and swaps the result in.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isolatePlaceholders } from './messages/isolation.mjs';
import { pseudoLocale, pseudoMessagesOf } from './messages/pseudo-locale.mjs';
import { ownedName, removeAbandoned } from './setup/abandoned.mjs';
import { inCheckout, readJson } from './setup/checkout.mjs';
import { Refusal, runCommand, say } from './setup/report.mjs';

const sources = inCheckout('renderer', 'messages');
const project = join(sources, 'project.inlang');
const settingsFile = join(project, 'settings.json');
const pseudoFile = join(sources, `${pseudoLocale}.json`);
const generator = inCheckout('scripts', 'messages');
const compiled = join(sources, 'compiled');
const stamp = join(compiled, '.inputs');
const workPrefix = 'messages-';
/** What the window imports its messages from; see [Note: One language at a time]. */
const oneLanguageAtATime = "export { m } from '../../words';\n";

await runCommand(async () => {
  const inputs = hashOfInputs();
  const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs;
  if (!upToDate || !existsSync(pseudoFile)) await compileInto(inputs);
  return 0;
});
// The compiler leaves timers behind that would keep this process for half a minute.
process.exit();

/** @param {string} inputs */
async function compileInto(inputs) {
  const parent = inCheckout('.cache');
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent, workPrefix);
  const outdir = join(parent, ownedName(workPrefix));
  await writePseudoLocale(`${outdir}.json`);
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project,
    outdir,
    strategy: ['globalVariable', 'baseLocale'],
    // one module a language: hundreds of tiny ones take the tests half a minute to load
    outputStructure: 'locale-modules',
  });
  await isolatePlaceholders(outdir, settings().locales);
  const count = await requireEveryMessage(outdir);
  await writeLanguages(outdir);
  await writeFile(join(outdir, 'messages.js'), oneLanguageAtATime);
  await writeFile(join(outdir, '.inputs'), inputs);
  await rm(compiled, { recursive: true, force: true });
  // Fails when somebody else has just put the same result there.
  await rename(outdir, compiled).catch(() => rm(outdir, { recursive: true, force: true }));
  say(`${String(count)} messages compiled.`);
}

/**
 * Every message of a language as one object: a module with a thousand exports is a fifth larger, and takes longer.
 *
 * @param {string} outdir
 */
async function writeLanguages(outdir) {
  await mkdir(join(outdir, 'languages'));
  for (const locale of settings().locales) {
    const module = await readFile(join(outdir, 'messages', `${locale}.js`), 'utf8');
    const members = module
      .replaceAll(/^\/\*\* @typedef .*\n/gmu, '')
      .replaceAll(/^export const (\w+) = /gmu, '$1: ')
      .replaceAll(/^\};$/gmu, '},');
    const first = members.search(/^\w+: /mu);
    const object = `${members.slice(0, first)}export default {\n${members.slice(first)}};\n`;
    await writeFile(join(outdir, 'languages', `${locale}.js`), object);
  }
}

function settings() {
  return /** @type {{ baseLocale: string, locales: string[] }} */ (readJson(settingsFile));
}

/**
 * In one piece, for whoever reads it at the same time.
 *
 * @param {string} draft
 */
async function writePseudoLocale(draft) {
  const { baseLocale } = settings();
  const messages = /** @type {Record<string, import('./messages/pseudo-locale.mjs').Message>} */ (
    readJson(join(sources, `${baseLocale}.json`))
  );
  await writeFile(draft, `${JSON.stringify(pseudoMessagesOf(messages), null, 2)}\n`);
  await rename(draft, pseudoFile);
}

/**
 * The compiler answers "success" without a single message when it could not load its plugin.
 *
 * @param {string} outdir
 */
async function requireEveryMessage(outdir) {
  /** @type {unknown} */
  const module = await import(pathToFileURL(join(outdir, 'messages', '_index.js')).href);
  const functions = /** @type {Record<string, unknown>} */ (module);
  const { baseLocale } = settings();
  const keys = keysOf(readJson(join(sources, `${baseLocale}.json`)));
  const missing = keys.filter((key) => typeof functions[key] !== 'function');
  const [example] = missing;
  if (keys.length === 0 || example !== undefined) {
    await rm(outdir, { recursive: true, force: true });
    throw new Refusal(
      example === undefined
        ? `There are no messages in ${baseLocale}.json.`
        : `${String(missing.length)} of ${String(keys.length)} messages were not compiled, for instance ` +
            `"${example}". Is @inlang/plugin-message-format installed (type: npm ci)?`,
    );
  }
  return keys.length;
}

/**
 * Message keys; nested ones are joined with dots, as the plugin does.
 *
 * @param {Record<string, unknown>} messages
 * @param {string} [prefix]
 * @returns {string[]}
 */
function keysOf(messages, prefix = '') {
  return Object.entries(messages).flatMap(([key, value]) => {
    if (key === '$schema') return [];
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return nested
      ? keysOf(/** @type {Record<string, unknown>} */ (value), `${prefix}${key}.`)
      : [prefix + key];
  });
}

/** Everything that the result depends on: messages, settings, compiler, plugin, this script and what it uses. */
function hashOfInputs() {
  const packages = ['@inlang/paraglide-js', '@inlang/plugin-message-format'];
  const files = [
    ...readdirSync(sources)
      .filter((name) => name.endsWith('.json') && join(sources, name) !== pseudoFile)
      .sort()
      .map((name) => join(sources, name)),
    ...readdirSync(generator)
      .sort()
      .map((name) => join(generator, name)),
    settingsFile,
    ...packages.map((name) => inCheckout('node_modules', name, 'package.json')),
    fileURLToPath(import.meta.url),
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    if (!existsSync(file)) throw new Refusal(`${file} is missing. Type: npm ci`);
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
