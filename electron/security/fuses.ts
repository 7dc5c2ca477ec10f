import { open } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Electron's fuses in the order in which they are written into its executable, and what a release has them at. Why
 * cookie encryption is off: docs/known-issues.md.
 */
export const releaseFuses = {
  RunAsNode: 'off',
  EnableCookieEncryption: 'off',
  EnableNodeOptionsEnvironmentVariable: 'off',
  EnableNodeCliInspectArguments: 'off',
  EnableEmbeddedAsarIntegrityValidation: 'on',
  OnlyLoadAppFromAsar: 'on',
  LoadBrowserProcessSpecificV8Snapshot: 'off',
  GrantFileProtocolExtraPrivileges: 'off',
} as const;

export type FuseName = keyof typeof releaseFuses;
export type FuseState = 'on' | 'off' | 'unknown';

/** What stands before the fuses in the executable: they are found by it. */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const names = Object.keys(releaseFuses) as FuseName[];
/** after the sentinel: version and count, a byte each, then a character each */
const wireLength = 2 + names.length;
const chunkLength = 4 * 1024 * 1024;

const stateOf = (byte: number | undefined): FuseState =>
  byte === 0x31 ? 'on' : byte === 0x30 ? 'off' : 'unknown';

/** On macOS they are in the framework that the executable loads. */
export const fuseFile = (executable: string, platform: NodeJS.Platform): string =>
  platform === 'darwin'
    ? join(
        executable,
        '../../Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
      )
    : executable;

/** Every fuse of this executable; `unknown` where none is found. Throws what the file system throws. */
export const readFuses = async (file: string): Promise<Readonly<Record<FuseName, FuseState>>> => {
  const handle = await open(file, 'r');
  try {
    const overlap = sentinel.length + wireLength;
    const chunk = Buffer.alloc(chunkLength + overlap);
    for (let position = 0; ; position += chunkLength) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
      const read = chunk.subarray(0, bytesRead);
      const found = read.indexOf(sentinel);
      if (found === -1 && bytesRead === chunk.length) continue;
      const wire = found === -1 ? Buffer.alloc(0) : read.subarray(found + sentinel.length + 2);
      return Object.fromEntries(names.map((name, index) => [name, stateOf(wire[index])])) as Record<
        FuseName,
        FuseState
      >;
    }
  } finally {
    await handle.close();
  }
};
