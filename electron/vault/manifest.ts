import { createHash } from 'node:crypto';
import * as v from 'valibot';

/**
 * [Note: Chunks] Windows holds 2,560 bytes an entry. A longer value lies in entries `<account>#<generation>.<n>`, and the
 * account itself holds a manifest, written last. There are two generations: a new value goes into the one that the value
 * in force does not use, so that a crash leaves that one whole. Chunks are written upwards and deleted downwards: what
 * a crash leaves of a generation always begins at 0 and has no gaps, so it can be found without listing the keychain.
 */
export const chunkLimit = 2_400;

const count = v.pipe(v.number(''), v.integer(''), v.minValue(1, ''), v.maxValue(64, ''));

const manifestSchema = v.strictObject(
  {
    v: v.literal(1, ''),
    count,
    bytes: v.pipe(v.number(''), v.integer('')),
    sha256: v.pipe(v.string(''), v.regex(/^[0-9a-f]{64}$/, '')),
    generation: v.picklist([0, 1], ''),
  },
  '',
);
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type Generation = Manifest['generation'];

/** The most that is stored, in bytes: what the largest manifest can name. */
export const valueLimit = chunkLimit * 60;

export const chunkAccount = (account: string, generation: Generation, index: number): string =>
  `${account}#${String(generation)}.${String(index)}`;

export const parseManifest = (text: string): Manifest | null => {
  try {
    const parsed = v.safeParse(manifestSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};

/** Parts of at most `chunkLimit` bytes UTF-8 that cut no character in two. */
export const split = (value: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of value) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > chunkLimit) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += character;
    size += bytes;
  }
  return [...parts, part];
};

const digest = (value: string): string => createHash('sha256').update(value).digest('hex');

export const manifestOf = (
  value: string,
  parts: readonly string[],
  generation: Generation,
): Manifest => ({
  v: 1,
  count: parts.length,
  bytes: Buffer.byteLength(value),
  sha256: digest(value),
  generation,
});

export const isWhole = (value: string, manifest: Manifest): boolean =>
  Buffer.byteLength(value) === manifest.bytes && digest(value) === manifest.sha256;
