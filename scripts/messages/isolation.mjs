import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inCheckout } from '../setup/checkout.mjs';
import { Refusal } from '../setup/report.mjs';

/** ISO 15924 codes of the scripts that are written from right to left. */
const rightToLeftScripts = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Syrc', 'Thaa'];

/**
 * Isolates what is put into the compiled messages of every language (see `isolated.mjs`): the compiler has no way to
 * say so, and a translator who has to think of it forgets it.
 *
 * @param {string} compiled folder of the compiled messages
 * @param {readonly string[]} locales
 */
export async function isolatePlaceholders(compiled, locales) {
  await copyFile(inCheckout('scripts', 'messages', 'isolated.mjs'), join(compiled, 'isolated.mjs'));
  for (const locale of locales) {
    const file = join(compiled, 'messages', `${locale}.js`);
    const text = await readFile(file, 'utf8');
    const isolated = text.replaceAll(/\$\{(i\?\.\w+)\}/gu, '${isolated($1)}');
    if (isolated === text)
      throw new Refusal(`No placeholder was found in the compiled messages of "${locale}".`);
    const direction = isRightToLeft(locale) ? 'inRightToLeft' : 'inLeftToRight';
    const imported = `import { ${direction} as isolated } from '../isolated.mjs';\n`;
    await writeFile(file, imported + isolated);
  }
}

/** @param {string} locale */
const isRightToLeft = (locale) =>
  rightToLeftScripts.includes(new Intl.Locale(locale).maximize().script ?? '');
