import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withTables } from './table';

const root = join(import.meta.dirname, '..', '..');
export const pageFile = join(root, 'docs', 'pingid-desktop.md');

/** The page as it is, and as it should be. */
export const readPage = async (): Promise<{ readonly is: string; readonly should: string }> => {
  const [is, english] = await Promise.all([
    readFile(pageFile, 'utf8'),
    readFile(join(root, 'renderer', 'messages', 'en.json'), 'utf8'),
  ]);
  const messages: unknown = JSON.parse(english);
  if (typeof messages !== 'object' || messages === null) throw new Error('no messages');
  const should = withTables(is, Object.fromEntries(Object.entries(messages)));
  const options = await resolveConfig(pageFile);
  return { is, should: await format(should, { ...options, filepath: pageFile }) };
};
