/**
 * Writes the table of what can be paired, and how it is proven, into README.md: from the catalogue of device types.
 *
 *   npm run -s devices-table               writes it
 *   npm run -s devices-table -- --check    exits 1 when it is stale
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withDevicesTable } from '../shared/devices/overview';
import { Refusal, runCommand } from './setup/report.mjs';

const readme = resolve(import.meta.dirname, '../README.md');

await runCommand(async () => {
  const [option] = process.argv.slice(2);
  if (option !== undefined && option !== '--check')
    throw new Refusal('Type: npm run -s devices-table, or npm run -s devices-table -- --check');
  const found = await readFile(readme, 'utf8');
  const wanted = withDevicesTable(found);
  if (wanted === null) throw new Refusal('README.md has no place for the table of devices.');
  if (found === wanted) return 0;
  if (option === '--check') {
    console.error('The table of devices in README.md is stale: npm run -s devices-table');
    return 1;
  }
  await writeFile(readme, wanted);
  return 0;
});
