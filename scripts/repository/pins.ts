import * as v from 'valibot';

const versions = v.record(v.string(), v.string());
const Manifest = v.object({
  dependencies: v.optional(versions, {}),
  devDependencies: v.optional(versions, {}),
});

/** `1.2.3`, or that under another name: `npm:@scope/name@1.2.3`. */
const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** Dependencies of a package.json that could be something else tomorrow: ranges, tags, addresses, folders. */
export const loosePins = (manifest: unknown): string[] => {
  const { dependencies, devDependencies } = v.parse(Manifest, manifest);
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${name} is not pinned: ${version}`);
};

/** The packages that are named to be in the product. */
export const runtimeDependencies = (manifest: unknown): string[] =>
  Object.keys(v.parse(Manifest, manifest).dependencies);
