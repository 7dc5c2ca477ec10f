import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuseFile, readFuses, releaseFuses } from '../../../../electron/security/fuses';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enrollment-desk-fuses-'));
});
afterAll(() => rm(folder, { recursive: true }));

const chunk = 4 * 1024 * 1024;

/** An executable with this much before its fuses. */
const executable = async (before: number, wire: string): Promise<string> => {
  const file = join(folder, 'executable');
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  await writeFile(
    file,
    Buffer.concat([
      Buffer.alloc(before, 1),
      Buffer.from(`${sentinel}\u0001${String.fromCharCode(wire.length)}${wire}`),
      Buffer.alloc(100),
    ]),
  );
  return file;
};

describe('the fuses of an executable', () => {
  it.each([0, 1_000, chunk - 40, chunk - 10, chunk, chunk + 30, 2 * chunk - 1])(
    'are found %d bytes into it',
    async (before) => {
      expect(await readFuses(await executable(before, '00001100'))).toEqual(releaseFuses);
    },
  );

  it('are unknown where there are none, or fewer', async () => {
    const file = join(folder, 'other');
    await writeFile(file, Buffer.alloc(1_000));
    expect(new Set(Object.values(await readFuses(file)))).toEqual(new Set(['unknown']));
    expect((await readFuses(await executable(0, '1r'))).EnableCookieEncryption).toBe('unknown');
  });

  it('are in the framework on macOS', () => {
    expect(fuseFile('/Applications/E.app/Contents/MacOS/E', 'darwin')).toBe(
      '/Applications/E.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
    );
    expect(fuseFile('/opt/e/e', 'linux')).toBe('/opt/e/e');
  });
});
