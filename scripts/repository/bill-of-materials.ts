import * as v from 'valibot';

const development = 'cdx:npm:package:development';
const Licence = v.union([
  v.object({ license: v.object({ id: v.string() }) }),
  v.object({ license: v.object({ name: v.string() }) }),
  v.object({ expression: v.string() }),
]);
const BillOfMaterials = v.object({
  bomFormat: v.literal('CycloneDX'),
  components: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      licenses: v.optional(v.array(Licence), []),
      properties: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
    }),
  ),
});

/** They ask for their notice, and for nothing of what is built with them. */
const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC'],
  ...['MIT', 'Python-2.0', 'WTFPL'],
]);
/** Of tools that are no part of what people get: their own files stay under their licence, and data under Creative Commons. */
const ofTools = new Set([...permissive, 'Artistic-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0']);

/** Their package.json names no licence; the file that comes with them is the MIT licence, read on the day of the pin. */
const read = new Set([
  '@inlang/plugin-message-format@4.4.4',
  'sqlite-wasm-kysely@0.3.0',
  'svelte-toolbelt@0.10.7',
]);

/** `(MIT OR CC0-1.0)`: one of them is enough. */
const offers = (expression: string, allowed: ReadonlySet<string>): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((licence) => allowed.has(licence));

const nameOf = (licence: v.InferOutput<typeof Licence>): string =>
  'expression' in licence
    ? licence.expression
    : 'id' in licence.license
      ? licence.license.id
      : licence.license.name;

/** What is wrong with a bill of materials: a dependency that it lacks, a licence that may not be there. */
export const gapsIn = (bill: unknown, expected: readonly string[]): string[] => {
  const { components } = v.parse(BillOfMaterials, bill);
  const listed = new Set(components.map(({ name }) => name));
  const missing = expected.filter((name) => !listed.has(name));
  const refused = components.filter(({ name, version, licenses, properties }) => {
    if (licenses.length === 0) return !read.has(`${name}@${version}`);
    const allowed = properties.some((each) => each.name === development) ? ofTools : permissive;
    return !licenses.some((licence) => offers(nameOf(licence), allowed));
  });
  return [
    ...missing.map((name) => `${name} is not in the bill of materials`),
    ...refused.map(
      ({ name, version, licenses }) =>
        `${name}@${version} has the licence ${licenses.map(nameOf).join(', ') || '(none)'}`,
    ),
  ];
};
