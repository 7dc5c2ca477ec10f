import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './builder';

const read = (name: string): Promise<Buffer> => readFile(resolve(root, 'scripts/package', name));

/** [width, height] as the header of a PNG says; throws where it is none. */
const sizeOf = (png: Buffer): [number, number] => {
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new TypeError('This is no PNG.');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('have a PNG of %i pixels', async (size) => {
    expect(sizeOf(await read(`icons/${String(size)}x${String(size)}.png`))).toEqual([size, size]);
  });

  it('are in an ICO for Windows', async () => {
    const ico = await read('icon.ico');
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_none, index) => {
      const entry = ico.subarray(6 + 16 * index);
      const start = entry.readUInt32LE(12);
      const [width] = sizeOf(ico.subarray(start, start + entry.readUInt32LE(8)));
      expect(entry.readUInt8(0)).toBe(width % 256);
      return width;
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('are in an ICNS for macOS', async () => {
    const icns = await read('icon.icns');
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const pictures: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      pictures[icns.toString('latin1', at, at + 4)] = sizeOf(icns.subarray(at + 8))[0];
    expect(pictures).toEqual({
      ...{ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128 },
      ...{ ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 },
    });
  });
});
