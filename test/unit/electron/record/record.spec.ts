import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headFileOf, writeHead } from '../../../../electron/record/head';
import { recordFileIn } from '../../../../electron/record/asked';
import { createShiftRecord } from '../../../../electron/record/record';
import { verifyRecord } from '../../../../electron/record/verify';
import { entry, environmentId, headOf, linesOf } from './records';

let parent: string;
let folder: string;
let file: string;
const now = () => 1_700_000_000_000;
const open = () => createShiftRecord(folder, environmentId, now);
const aside = () => join(folder, 'record-2023-11-14T22-13-20-000Z.jsonl');

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'desk-record-'));
  folder = join(parent, 'state', 'record');
  file = recordFileIn(folder);
});
afterEach(() => rm(parent, { recursive: true }));

const written = async (count: number): Promise<void> => {
  const record = open();
  for (let line = 1; line <= count; line += 1) expect((await record.append(entry)).ok).toBe(true);
};

const parsedLines = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the record of a kiosk', () => {
  it('begins with its first shift, for its owner only', async () => {
    const record = open();
    expect(await record.open()).toBe('good');
    expect(await record.append(entry)).toEqual({ ok: true, value: undefined });
    expect(await parsedLines()).toMatchObject([
      { v: 1, seq: 1, at: now(), environmentId, ...entry, previous: '0'.repeat(64) },
    ]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of ['record.jsonl', 'record.head.json'])
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('keeps the order of lines that are written at once, and goes on in the next run', async () => {
    const record = open();
    const details = Array.from({ length: 20 }, (_each, index) => 'x'.repeat(index + 1));
    await Promise.all(details.map((detail) => record.append({ ...entry, detail })));
    expect(await open().open()).toBe('good');
    await written(1);
    expect((await parsedLines()).map(({ seq, detail }) => [seq, detail])).toEqual(
      [...details, null].map((detail, index) => [index + 1, detail]),
    );
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 21 });
  });

  it('leaves out what a line has no field for', async () => {
    const more = {
      ...entry,
      pin: '47110815',
      operator: { ...entry.operator, token: 'eyJhbGciOi' },
    };
    await open().append(more);
    expect(await readFile(file, 'utf8')).not.toMatch(/47110815|eyJhbGciOi/);
    expect((await verifyRecord(file)).state).toBe('good');
  });

  it.each([
    ['an unmasked number', { device: { id: null, type: 'SMS', target: '+15125550123' } }],
    ['an unmasked address', { device: { id: null, type: 'EMAIL', target: 'kim@example.org' } }],
    ['a sentence', { detail: 'because she said so' }],
    ['a JWT', { correlationId: `${'e'.repeat(90)}.${'y'.repeat(90)}.sig` }],
    ['a line break in a name', { operator: { id: 'a', username: 'mor\ngan' } }],
  ])('refuses %s, and goes on with the next line', async (_what, part) => {
    const record = open();
    expect(await record.append({ ...entry, ...part })).toEqual({
      ok: false,
      error: { code: 'recordNotWritten' },
    });
    expect((await record.append(entry)).ok).toBe(true);
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 1 });
  });

  it('says so when it cannot be written', async () => {
    const record = createShiftRecord('/dev/null/record', environmentId, now);
    expect(await record.open()).toBe('unwritable');
    expect(await record.append(entry)).toEqual({ ok: false, error: { code: 'recordNotWritten' } });
  });

  it('says so when its head cannot be written, and goes on once it can', async () => {
    const record = open();
    await record.append(entry);
    const inTheWay = `${headFileOf(file)}.${String(process.pid)}.tmp`;
    await mkdir(inTheWay);
    expect((await record.append(entry)).ok).toBe(false);
    await rm(inTheWay, { recursive: true });
    expect((await record.append(entry)).ok).toBe(true);
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 3 });
  });

  it('takes in the one line that a crash has left without its head', async () => {
    const lines = linesOf([entry, entry, entry]);
    await written(1);
    await writeFile(file, lines.join(''));
    await writeHead(file, headOf(lines.slice(0, 2)));
    expect(await open().open()).toBe('good');
    expect(JSON.parse(await readFile(headFileOf(file), 'utf8'))).toMatchObject(headOf(lines));
    await written(1);
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 4 });
  });
});

describe('a damaged record', () => {
  const damages: [string, () => Promise<unknown>][] = [
    ['was cut between two lines', () => truncate(file, 700)],
    ['has half a line more', () => appendFile(file, '{"v":1,')],
    ['has a line more that is none', () => appendFile(file, 'hello\n')],
    ['has lost its head', () => rm(headFileOf(file))],
    ['has a head that is none', () => writeFile(headFileOf(file), '{}')],
    ['is gone', () => rm(file)],
    ['was emptied', () => truncate(file)],
    [
      'has a newest line that was altered',
      async () => {
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.slice(0, -200) + text.slice(-200).replace(/[1-8]/, '9'));
      },
    ],
    [
      'has a head of before',
      async () => {
        const lines = (await readFile(file, 'utf8')).split(/(?<=\n)/);
        await writeHead(file, headOf(lines.slice(0, 2)));
      },
    ],
  ];

  it.each(damages)('that %s is set aside, and a new one goes on from it', async (_what, damage) => {
    await written(4);
    const newest = (await parsedLines()).at(-1);
    await damage();
    const left = await readFile(file).catch(() => null);
    const record = open();
    expect(await record.open()).toBe('damaged');
    expect(await readFile(aside()).catch(() => null)).toEqual(left);
    expect((await record.append(entry)).ok).toBe(true);
    expect(await parsedLines()).toMatchObject([
      { seq: 5, previous: newest?.hash, continues: 'record-2023-11-14T22-13-20-000Z.jsonl' },
    ]);
    await record.append(entry);
    expect((await parsedLines()).map(({ continues }) => continues !== undefined)).toEqual([
      true,
      false,
    ]);
    expect(await verifyRecord(file)).toMatchObject({ state: 'good', lines: 2 });
    expect((await verifyRecord(aside())).state).not.toBe('good');
    expect(await open().open()).toBe('good');
  });

  it('is gone on from even when the program ended before the first line', async () => {
    await written(3);
    await truncate(file, 10);
    expect(await open().open()).toBe('damaged');
    await written(1);
    expect(await parsedLines()).toMatchObject([{ seq: 4 }]);
    await rename(aside(), join(folder, 'elsewhere.jsonl'));
    expect((await verifyRecord(file)).state).toBe('good');
  });

  it('never takes the place of another one that was set aside', async () => {
    for (let round = 0; round < 3; round += 1) {
      await written(1);
      await appendFile(file, 'x');
      expect(await open().open()).toBe('damaged');
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('record-'))).toHaveLength(6);
  });

  it('is noticed between two lines of a shift', async () => {
    const record = open();
    await record.append(entry);
    await record.append(entry);
    await truncate(file, 10);
    expect((await record.append(entry)).ok).toBe(true);
    expect(await parsedLines()).toMatchObject([{ seq: 3 }]);
    expect((await readFile(aside())).length).toBe(10);
  });

  it('has lost its first line where a new one went on from it', async () => {
    await written(2);
    await appendFile(file, 'x');
    await written(3);
    const lines = (await readFile(file, 'utf8')).split(/(?<=\n)/);
    await writeFile(file, lines.slice(1).join(''));
    expect((await verifyRecord(file)).findings).toEqual([
      { kind: 'missing', from: 3, to: 3, after: null },
    ]);
  });
});
