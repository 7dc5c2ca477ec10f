import { fail, ok, type Result } from '../../shared/result';
import type { Entries, KeytarFailure } from './keytar-client';
import {
  chunkAccount,
  chunkLimit,
  isWhole,
  manifestOf,
  parseManifest,
  split,
  type Generation,
} from './manifest';

export type ChunkFailure = KeytarFailure | 'corrupt';

/** Values of any length in entries of limited length, see [Note: Chunks]. As truthful as the entries below it. */
export interface ChunkedEntry {
  read(): Promise<Result<string | null, ChunkFailure>>;
  write(value: string): Promise<Result<undefined, KeytarFailure>>;
  /** Deletes all that was ever written here, the manifest last. True when a read afterwards found nothing. */
  remove(): Promise<Result<boolean, KeytarFailure>>;
}

export const createChunkedEntry = (entries: Entries, account: string): ChunkedEntry => {
  /** Deletes a generation from the top down to `from`. True when a read afterwards found nothing. */
  const sweep = async (
    generation: Generation,
    from = 0,
  ): Promise<Result<boolean, KeytarFailure>> => {
    let top = from;
    for (;;) {
      const found = await entries.get(chunkAccount(account, generation, top));
      if (!found.ok) return found;
      if (found.value === null) break;
      top += 1;
    }
    for (let index = top - 1; index >= from; index -= 1) {
      const deleted = await entries.delete(chunkAccount(account, generation, index));
      // to go on would leave a gap, and what lies above it would never be found again
      if (!deleted.ok || !deleted.value) return deleted;
    }
    if (top === from) return ok(true);
    const left = await entries.get(chunkAccount(account, generation, from));
    return left.ok ? ok(left.value === null) : left;
  };

  return {
    async read() {
      const head = await entries.get(account);
      if (!head.ok || head.value === null) return head;
      const manifest = parseManifest(head.value);
      if (manifest === null) return ok(head.value);
      let value = '';
      for (let index = 0; index < manifest.count; index += 1) {
        const part = await entries.get(chunkAccount(account, manifest.generation, index));
        if (!part.ok) return part;
        if (part.value === null) return fail('corrupt');
        value += part.value;
      }
      return isWhole(value, manifest) ? ok(value) : fail('corrupt');
    },

    async write(value) {
      const head = await entries.get(account);
      if (!head.ok) return head;
      const present = head.value === null ? null : parseManifest(head.value);
      const other: Generation = present?.generation === 0 ? 1 : 0;
      // a value that looks like a manifest would be taken for one
      if (Buffer.byteLength(value) <= chunkLimit && parseManifest(value) === null) {
        const written = await entries.set(account, value);
        if (!written.ok) return written;
        await sweep(0);
        await sweep(1);
        return written;
      }
      const parts = split(value);
      for (const [index, part] of parts.entries()) {
        const written = await entries.set(chunkAccount(account, other, index), part);
        if (!written.ok) return written;
      }
      const manifest = JSON.stringify(manifestOf(value, parts, other));
      const written = await entries.set(account, manifest);
      // the value is in force; what is left of the old one goes now, or with the next write
      if (written.ok) {
        await sweep(other === 0 ? 1 : 0);
        await sweep(other, parts.length);
      }
      return written;
    },

    async remove() {
      for (const generation of [0, 1] as const) {
        const swept = await sweep(generation);
        if (!swept.ok || !swept.value) return swept;
      }
      const deleted = await entries.delete(account);
      if (!deleted.ok) return deleted;
      const left = await entries.get(account);
      return left.ok ? ok(left.value === null) : left;
    },
  };
};
