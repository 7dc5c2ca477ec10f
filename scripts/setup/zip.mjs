import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * A reader for the one kind of ZIP file that set-up meets: stored or deflated entries, below
 * 4 GiB. The point of having one is to unpack 250 MB and leave 380 MB where it is; the file's
 * hash was checked before, so names and sizes in it are trusted.
 *
 * @typedef {{ name: string, mode: number, method: number, start: number, packedBytes: number }} ZipEntry
 */

const endOfDirectory = { signature: 0x06054b50, bytes: 22 };
const directoryEntry = { signature: 0x02014b50, bytes: 46 };
const stored = 0;

/**
 * Unpacks the chosen entries.
 *
 * @param {string} archive
 * @param {string} destination
 * @param {(name: string) => string | undefined} place answers an entry's path under the
 *   destination, or nothing to leave it out
 */
export async function extractZip(archive, destination, place) {
  for (const entry of await readDirectory(archive)) {
    const path = entry.name.endsWith('/') ? undefined : place(entry.name);
    if (path === undefined) continue;
    const target = join(destination, path);
    await mkdir(dirname(target), { recursive: true });
    await extractEntry(archive, entry, target);
  }
}

/**
 * @param {string} archive
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(archive) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const end = await read(file, size - endOfDirectory.bytes, endOfDirectory.bytes);
    if (end.readUInt32LE(0) !== endOfDirectory.signature) throw new Error('not a plain ZIP file');
    const directory = await read(file, end.readUInt32LE(16), end.readUInt32LE(12));
    const entries = [];
    let at = 0;
    while (at < directory.length && directory.readUInt32LE(at) === directoryEntry.signature) {
      const nameBytes = directory.readUInt16LE(at + 28);
      const nameStart = at + directoryEntry.bytes;
      entries.push({
        name: directory.toString('utf8', nameStart, nameStart + nameBytes),
        mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
        method: directory.readUInt16LE(at + 10),
        start: directory.readUInt32LE(at + 42),
        packedBytes: directory.readUInt32LE(at + 20),
      });
      at =
        nameStart + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } finally {
    await file.close();
  }
}

/**
 * @param {string} archive
 * @param {ZipEntry} entry
 * @param {string} target
 */
async function extractEntry(archive, entry, target) {
  const file = await open(archive);
  const header = await read(file, entry.start, 30).finally(() => file.close());
  const start = entry.start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const output = createWriteStream(target, { mode: entry.mode });
  if (entry.packedBytes === 0) return void output.end();
  const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 });
  await (entry.method === stored
    ? pipeline(packed, output)
    : pipeline(packed, createInflateRaw(), output));
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function read(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('the ZIP file is cut off');
  return buffer;
}
