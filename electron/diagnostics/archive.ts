import type { Diagnostics } from '../../shared/ipc/views';

/** A zip with one text file a part. Loaded when it is wanted: nearly nobody ever does. */
export const archiveOf = async (
  files: Diagnostics['files'],
  now: () => number,
): Promise<Uint8Array> => {
  const { strToU8, zipSync } = await import('fflate');
  const entries = files.map(({ name, text }) => [`${name}.txt`, strToU8(`${text}\n`)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: now() });
};
