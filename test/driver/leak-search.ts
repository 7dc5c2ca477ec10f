/** Something that must be nowhere but where it is needed. */
export interface Marker {
  readonly kind: string;
  readonly value: string;
}

/** `kind, encoding`: which secret it was stays out of reports as well. */
export type Leak = string;

interface Needle {
  readonly leak: Leak;
  readonly bytes: Buffer;
  /** Bytes to a character; null where any place will do. */
  readonly alone: number | null;
}

/** A long secret is looked for in pieces: half a token in a log is as bad as a whole one. */
const piece = 32;
const piecesOf = (value: string): string[] => {
  if (value.length < 2 * piece) return [value];
  const middle = Math.floor((value.length - piece) / 2);
  return [value.slice(middle, middle + piece), value.slice(-piece)];
};

/** What base64 makes of a text that stands at any place of a longer one: as much as its neighbours do not change. */
const base64Of = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const bits = bytes.length * 8;
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

const encodings = (text: string): Record<string, Buffer[]> => {
  const base64 = base64Of(text);
  const bytes = (texts: readonly string[]): Buffer[] => texts.map((each) => Buffer.from(each));
  return {
    plain: bytes([text]),
    'as it is shown for typing': bytes([text.match(/.{1,4}/g)?.join(' ') ?? text]),
    'URL-encoded': bytes([encodeURIComponent(text)]),
    'UTF-16': [Buffer.from(text, 'utf16le')],
    hexadecimal: bytes([Buffer.from(text).toString('hex')]),
    base64: bytes(base64),
    base64url: bytes(base64.map(urlSafe)),
  };
};

const needlesOf = ({ kind, value }: Marker): Needle[] => {
  const found = new Map<string, Needle>();
  for (const text of piecesOf(value))
    for (const [encoding, forms] of Object.entries(encodings(text)))
      for (const bytes of forms) {
        const width = { plain: 1, 'UTF-16': 2 }[encoding];
        // six digits are in many a longer number
        const alone = width !== undefined && /^\d+$/.test(value) ? width : null;
        const name = bytes.toString('latin1');
        if (!found.has(name)) found.set(name, { leak: `${kind}, ${encoding}`, bytes, alone });
      }
  return [...found.values()];
};

const letterOrDigit = /[0-9A-Za-z]/;
const charAt = (bytes: Buffer, at: number): string =>
  String.fromCharCode(bytes[at] ?? 0x20).replace('\0', ' ');

/** Neither in the middle of a longer number nor of a word; what URL encoding left of a quotation mark is neither. */
const standsAlone = (bytes: Buffer, at: number, length: number, width: number): boolean => {
  const before = charAt(bytes, at - width);
  const escape = bytes.toString('latin1', Math.max(at - 3, 0), at);
  return (
    !letterOrDigit.test(charAt(bytes, at + length)) &&
    (!letterOrDigit.test(before) || /^%[0-9A-Fa-f]{2}$/.test(escape))
  );
};

const tableBits = 20;
const slotOf = (word: number): number => Math.imul(word, 0x9e3779b1) >>> (32 - tableBits);

/** Looks for all of them at once, however they are encoded. Each leak is named once. */
export const createLeakSearch = (
  markers: readonly Marker[],
): ((where: Buffer | string) => Leak[]) => {
  const byStart = new Map<number, Needle[]>();
  // most places of a haystack are not worth more than one look
  const table = new Uint8Array(2 ** tableBits);
  for (const needle of markers.flatMap(needlesOf)) {
    const start = needle.bytes.readInt32BE(0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
    table[slotOf(start)] = 1;
  }
  return (where) => {
    const bytes = typeof where === 'string' ? Buffer.from(where) : where;
    const leaks = new Set<Leak>();
    let word = 0;
    for (let end = 0; end < bytes.length; end += 1) {
      word = (word << 8) | bytes[end]!;
      if (table[slotOf(word)] === 0) continue;
      const at = end - 3;
      for (const { leak, bytes: needle, alone } of byStart.get(word) ?? []) {
        if (at < 0 || !needle.equals(bytes.subarray(at, at + needle.length))) continue;
        if (alone === null || standsAlone(bytes, at, needle.length, alone)) leaks.add(leak);
      }
    }
    return [...leaks].sort();
  };
};
