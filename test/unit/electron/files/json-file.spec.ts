import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { createJsonFile } from '../../../../electron/files/json-file';

const schema = v.object({ count: v.number() });
const now = () => 1;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'));
  file = join(folder, 'state', 'count.json');
});

const open = () => createJsonFile(file, schema, { count: 0 }, now);

describe('a JSON document on disk', () => {
  it('starts empty and is found again by the next run', async () => {
    await open().update(({ count }) => ({ count: count + 1 }));
    expect(await open().read()).toEqual({ count: 1 });
  });

  it('keeps every one of many changes made at once', async () => {
    const document = open();
    await Promise.all(
      Array.from({ length: 20 }, () => document.update(({ count }) => ({ count: count + 1 }))),
    );
    expect(await open().read()).toEqual({ count: 20 });
  });

  it('is read with every change that was asked for before', async () => {
    const document = open();
    await document.read();
    const writing = document.update(() => ({ count: 7 }));
    expect(await document.read()).toEqual({ count: 7 });
    await writing;
  });

  it('is for its owner only, and leaves no temporary file', async () => {
    await open().update(() => ({ count: 1 }));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'state'))).toEqual(['count.json']);
  });

  it.each(['{"count":', '{"count":"many"}', '', '\u0000'])(
    'sets aside %j, which it cannot understand',
    async (text) => {
      await open().update(() => ({ count: 1 }));
      await writeFile(file, text);
      const document = open();
      expect(await document.read()).toEqual({ count: 0 });
      await document.update(() => ({ count: 2 }));
      expect(await readFile(`${file}.1.unreadable`, 'utf8')).toBe(text);
    },
  );

  it('says so when it cannot be written, and goes on with what it had', async () => {
    const document = createJsonFile('/dev/null/nowhere.json', schema, { count: 7 }, now);
    await expect(document.update(() => ({ count: 8 }))).rejects.toThrow();
    expect(await document.read()).toEqual({ count: 7 });
  });
});
