import * as fc from 'fast-check';

const nested = (depth: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};

/** What stands in the place of something honest. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    NaN,
    -0,
    Infinity,
    2 ** 53,
    -1,
    nested(20_000),
    null,
    undefined,
    true,
    '',
    0n,
    [],
    {},
  ),
  fc.constantFrom('\ud800', 'a\udfff', '\u0000', '\u202egnp.exe', '../../etc/passwd', '__proto__'),
  fc.constantFrom('file:///etc/passwd', 'javascript:alert(1)', '%2e%2e%2f', "' or 1=1 --", '$ {x}'),
  fc.integer({ min: 1_000, max: 40_000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 100, max: 20_000 }).map((length) => Array.from({ length }, () => 'x')),
  fc.integer({ min: 10, max: 1_000 }).map(nested),
  fc.constant(
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
    withBoxedValues: true,
  }),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A change somewhere in an honest input: a value is another one, is missing, or has company. */
const mutated = (honest: unknown, at: number, kind: number, other: unknown): unknown => {
  if (Array.isArray(honest) && honest.length > 0 && kind < 3) {
    const place = at % honest.length;
    return honest.map((item: unknown, index) =>
      index === place ? mutated(item, at >> 2, kind, other) : item,
    );
  }
  if (!isObject(honest) || Object.keys(honest).length === 0) return kind === 0 ? [honest] : other;
  const keys = Object.keys(honest);
  const key = keys[at % keys.length]!;
  switch (kind) {
    case 0:
      return Object.fromEntries(Object.entries(honest).filter(([each]) => each !== key));
    case 1:
    case 2:
      return { ...honest, [key]: mutated(honest[key], at >> 2, kind, other) };
    case 3:
      return Object.assign(Object.create(honest) as object, { [key]: other });
    default:
      return [honest, other];
  }
};

/** Anything at all, and honest inputs with something wrong about them. */
export const hostileInput = (honest: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    strange,
    fc
      .tuple(honest, fc.nat(1_000), fc.nat(4), strange)
      .map(([input, at, kind, other]) => mutated(input, at, kind, other)),
  );
