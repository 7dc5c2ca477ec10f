import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { headFileOf, writeHead } from '../../../../electron/record/head';
import { verifyRecord } from '../../../../electron/record/verify';
import { entry, headOf, linesOf, withRecord } from './records';

const lines = linesOf(Array.from({ length: 1_000 }, () => entry));

it('reads a record of many pieces', () =>
  withRecord(lines, async (file) => {
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 1_000 });
    await writeFile(file, lines.with(700, lines[700]!.replace('morgan', 'robin0')).join(''));
    expect((await verifyRecord(file)).findings).toEqual([
      { kind: 'altered', line: 701, seq: 701, witness: 'itself' },
    ]);
  }));

it('takes lines that are written meanwhile for what they are', () =>
  withRecord(lines.slice(0, 2), async (file) => {
    let reads = 0;
    const report = await verifyRecord(file, async function* (path) {
      reads += 1;
      if (reads === 1) {
        await writeFile(path, lines.slice(0, 9).join(''));
        await writeHead(path, headOf(lines.slice(0, 9)));
      }
      yield await readFile(path);
    });
    expect(report).toMatchObject({ state: 'good', lines: 9 });
    expect(reads).toBe(2);
  }));

it('misses a head, and a record', () =>
  withRecord(lines, async (file) => {
    await rm(headFileOf(file));
    expect((await verifyRecord(file)).findings).toEqual([{ kind: 'head', problem: 'missing' }]);
    await rm(file);
    expect(await verifyRecord(file)).toMatchObject({ state: 'absent', findings: [] });
  }));

it('lets a bug be a bug', async () => {
  const broken = () => {
    throw new TypeError('no');
  };
  await withRecord([], (file) => expect(verifyRecord(file, broken)).rejects.toThrow('no'));
});
