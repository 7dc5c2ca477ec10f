import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../renderer');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts)$/.test(path) && !path.startsWith('messages'))
  .map((path) => readFileSync(resolve(renderer, path), 'utf8'));
const used = new Set(
  sources.flatMap((source) => Array.from(source.matchAll(/\bm\.([a-z0-9_]+)/g), ([, key]) => key)),
);
const defined = Object.keys(
  JSON.parse(readFileSync(resolve(renderer, 'messages/en.json'), 'utf8')) as object,
).filter((key) => key !== '$schema');

describe('the messages', () => {
  it('exist for every use', () => {
    expect([...used].filter((key) => key !== undefined && !defined.includes(key))).toEqual([]);
  });

  it('are all used', () => {
    expect(defined.filter((key) => !used.has(key))).toEqual([]);
  });
});
