/**
 * Writes the tables of docs/pingid-desktop.md: what stands between a computer and PingID Desktop, in the words of the
 * window and with its commands.
 *
 *   npm run -s agent-causes              writes them
 *   npm run -s agent-causes -- --check   exits 1 when they are stale
 */
import { writeFile } from 'node:fs/promises';
import { pageFile, readPage } from './agent-causes/page';
import { Refusal, runCommand } from './setup/report.mjs';

await runCommand(async () => {
  const { is, should } = await readPage();
  if (process.argv.includes('--check')) {
    if (is !== should) throw new Refusal('Stale. Type: npm run -s agent-causes');
    return 0;
  }
  await writeFile(pageFile, should);
  return 0;
});
