import * as v from 'valibot';

const LockFile = v.object({
  lockfileVersion: v.literal(3),
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
      link: v.optional(v.boolean()),
    }),
  ),
});

const sha512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/**
 * Entries of a lock file that do not say by their hash what will be installed. An address has no place in ours (.npmrc): what
 * has one comes from elsewhere than the registry, and a hash says more than an address anyhow.
 */
export const looseEntries = (lockFile: unknown): string[] =>
  Object.entries(v.parse(LockFile, lockFile).packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { version, resolved, integrity, link }]) => [
      ...(version === undefined || link === true ? [`${path} has no version`] : []),
      ...(resolved === undefined ? [] : [`${path} comes from ${resolved}`]),
      ...(sha512.test(integrity ?? '') ? [] : [`${path} has no SHA-512`]),
    ]);
