import type { Diagnostics } from '../../shared/ipc/views';

/** A zip with one text file a part. Loaded when it is wanted: nearly nobody ever does. */
export const archiveOf = async (
  files: Diagnostics['files'],
  now: () => number,
): Promise<Uint8Array> => {
  // the build for Node declares a `require` of its own, which a bundle has already
  const { strToU8, zipSync } = await import('fflate/browser');
  const entries = files.map(({ name, text }) => [`${name}.txt`, strToU8(`${text}\n`)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: now() });
};
