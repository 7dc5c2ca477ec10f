import { malformed } from '../http/problem';
import type { JsonObject } from '../json';

/** One page of a collection (contract A.8) under `name`. `next` is there while there is more. */
export function pageOf<Item>(
  items: readonly Item[],
  query: Record<string, string>,
  { url, name, show }: { url: string; name: string; show: (item: Item) => JsonObject },
): JsonObject {
  const limit = limitOf(query.limit);
  const start = startOf(query.cursor);
  const page = items.slice(start, start + limit);
  const more = start + limit < items.length;
  const next = new URLSearchParams({ ...query, cursor: cursorAt(start + limit) });
  return {
    _links: {
      self: { href: url },
      ...(more && { next: { href: `${url}?${next.toString()}` } }),
    },
    _embedded: { [name]: page.map(show) },
    count: items.length,
    size: page.length,
  };
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? 100 : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw malformed('limit is between 1 and 1000.', 'limit');
  }
  return limit;
}

const cursorAt = (start: number) => Buffer.from(`from:${String(start)}`).toString('base64url');

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const start = /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (start === undefined) throw malformed('The cursor is not ours.', 'cursor');
  return Number(start);
}
