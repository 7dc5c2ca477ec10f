import { describe, expect, it } from 'vitest';
import en from '../../../renderer/messages/en.json';

const sources = import.meta.glob<string>(
  ['../../../renderer/**/*.{svelte,ts}', '!../../../renderer/messages/**'],
  { query: '?raw', import: 'default', eager: true },
);
const used = new Set(
  Object.values(sources).flatMap((source) =>
    Array.from(source.matchAll(/\bm\.([a-z0-9_]+)/g), ([, key]) => key ?? ''),
  ),
);
const defined = Object.keys(en).filter((key) => key !== '$schema');

describe('the messages', () => {
  it('are looked for in every file of the window', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50);
  });

  it('exist for every use', () => {
    expect([...used].filter((key) => !defined.includes(key))).toEqual([]);
  });

  it('are all used', () => {
    expect(defined.filter((key) => !used.has(key))).toEqual([]);
  });
});
