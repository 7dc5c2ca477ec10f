import { inTime } from '../in-time';
import { plainText } from '../log/plain-text';
import type { Part } from './part';

/** Milliseconds that one part may take: the network may need several of its own limits. */
const patience = 8_000;

/** Characters of one part. What is longer is cut off at its beginning: what happened last is at the end. */
export const partLimit = 120_000;

const bounded = (text: string): string => {
  if (text.length <= partLimit) return text;
  const kept = text.slice(-partLimit);
  // half a line tells nothing
  return `[cut off here: only the end is shown]\n${kept.slice(kept.indexOf('\n') + 1)}`;
};

/** A name that errors have; their messages hold whatever somebody wrote into them. */
const nameOf = (cause: unknown): string =>
  cause instanceof Error && /^[A-Za-z]{1,40}$/.test(cause.name) ? cause.name : 'Error';

/**
 * All parts, side by side, each in its own time and size: one that fails, or does not end, says so, and the others come.
 * Everything is redacted here once more, whatever its part did.
 */
export const collect = async <Name extends Part['name']>(
  parts: readonly (Part & { readonly name: Name })[],
  redact: (text: string) => string,
  signal: AbortSignal,
  limit = patience,
): Promise<{ readonly name: Name; readonly text: string }[]> =>
  Promise.all(
    parts.map(async ({ name, collect: run }) => {
      const text = await inTime(
        limit,
        signal,
        (until) =>
          Promise.resolve()
            .then(() => run(until))
            .catch((cause: unknown) => `[could not be collected: ${nameOf(cause)}]`),
        `[could not be collected within ${String(limit / 1_000)} s]`,
      );
      return { name, text: bounded(plainText(redact(text))) };
    }),
  );
