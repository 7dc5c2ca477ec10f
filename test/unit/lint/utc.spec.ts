import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What goes by the zone of the computer: the same moment would be another one after a journey, or in October. */
const local =
  /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes)\(|\.getTimezoneOffset\(|\.to(Locale)?(Date|Time)String\(|\bnew Date\([^)]*,/;

const root = join(import.meta.dirname, '../../..');

const sources = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
};

// seen to fail with `new Date(at).getHours()` in the journal
it('[fault 68] outside the window, no moment goes by the zone of the computer', async () => {
  const files = [...(await sources('electron')), ...(await sources('shared'))];
  expect(files.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const file of files) if (local.test(await readFile(file, 'utf8'))) found.push(file);
  expect(found).toEqual([]);
});
