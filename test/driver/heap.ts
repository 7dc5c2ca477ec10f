import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

/** The strings of a snapshot. The rest of it is numbers, among which every short code could be found. */
const stringsOf = (snapshot: string): string => {
  const { strings } = JSON.parse(snapshot) as { readonly strings: readonly string[] };
  return strings.join('\n');
};

/** All strings that the window can still reach. */
export const heapOfWindow = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  // what Blink shares with V8 is let go of by the one, and then by the other
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return stringsOf(chunks.join(''));
};

/** The same of the main process. */
export const heapOfMainProcess = async (electron: ElectronApplication): Promise<string> => {
  const file = join(tmpdir(), `enrollment-desk-${String(process.pid)}.heapsnapshot`);
  await electron.evaluate((_electron, path) => {
    const node = process as unknown as {
      getBuiltinModule(name: 'node:v8'): { writeHeapSnapshot(path: string): string };
    };
    node.getBuiltinModule('node:v8').writeHeapSnapshot(path);
  }, file);
  const snapshot = await readFile(file, 'utf8');
  await rm(file);
  return stringsOf(snapshot);
};
