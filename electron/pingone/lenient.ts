import * as v from 'valibot';

/**
 * Readers for answers of PingOne, which may gain fields and enum values at any time (A.2): a field that is missing or
 * of another type becomes `null`, an item of a list that is beyond use is left out. None of them fails.
 */
const orNull = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.nullable(schema), null);

export const text = orNull(v.pipe(v.string(), v.nonEmpty()));

export const flag = orNull(v.boolean());

/** Ping's own samples send numbers as strings here and there (F.3). */
export const wholeNumber = orNull(
  v.union([
    v.pipe(v.number(), v.safeInteger()),
    v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
  ]),
);

/** Milliseconds since the epoch, UTC, from an ISO-8601 string, or from a number that is that already (A.2). */
export const instant = orNull(
  v.pipe(
    v.union([
      v.pipe(
        v.string(),
        v.transform((iso) => Date.parse(iso)),
      ),
      v.number(),
    ]),
    v.finite(),
  ),
);

/** Shown to people: without the characters that make text lie about itself, at most 100 characters. */
export const displayText = orNull(
  v.pipe(
    v.string(),
    v.transform((raw) =>
      raw
        .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
        .trim()
        .slice(0, 100),
    ),
    v.nonEmpty(),
  ),
);

/** An object of which each field is lenient itself; anything else is read as the empty object. */
export const part = <const Entries extends v.ObjectEntries>(entries: Entries) => {
  const schema = v.object(entries);
  return v.fallback(schema, () => v.parse(schema, {}));
};

export const list = <T>(item: v.GenericSchema<unknown, T>) =>
  v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items): T[] =>
        items.flatMap((each) => {
          const parsed = v.safeParse(item, each);
          return parsed.success ? [parsed.output] : [];
        }),
      ),
    ),
    () => [],
  );
