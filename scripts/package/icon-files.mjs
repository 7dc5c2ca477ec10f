/**
 * ICO and ICNS hold PNG files as they are, behind a list of contents.
 *
 * @typedef {object} Picture
 * @property {number} size its width and height in pixels
 * @property {Buffer} png
 */

const icoHeader = 6;
const icoEntry = 16;

/** [type, pixels]: how macOS names a PNG of this size; some sizes are also those of another at twice the resolution. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]);
const icnsHeader = 8;

/** The sizes that an ICNS file wants. */
export const icnsSizes = [...new Set(icnsTypes.map(([, size]) => size))];

/** @param {readonly Picture[]} pictures up to 256 pixels each */
export function icoOf(pictures) {
  const header = Buffer.alloc(icoHeader);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = icoHeader + icoEntry * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(icoEntry);
    // 256 is written as 0
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** @param {readonly Picture[]} pictures one of each of `icnsSizes` */
export function icnsOf(pictures) {
  const parts = icnsTypes.map(([type, wanted]) => {
    const picture = pictures.find(({ size }) => size === wanted);
    if (picture === undefined) throw new RangeError(`There is no picture of ${String(wanted)}.`);
    return part(type, picture.png);
  });
  return part('icns', Buffer.concat(parts));
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function part(type, content) {
  const header = Buffer.alloc(icnsHeader);
  header.write(type, 'latin1');
  header.writeUInt32BE(icnsHeader + content.length, 4);
  return Buffer.concat([header, content]);
}
