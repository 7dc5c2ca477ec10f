import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rightActions, rights } from '../../../shared/kiosk/rights';

const page = readFileSync(new URL('../../../docs/roles.md', import.meta.url), 'utf8');
const cells = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.replace(/`/g, '').trim()));

it.each(rightActions)('docs/roles.md says which permission %s needs', (action) => {
  expect(cells.some((row) => row.includes(rights[action].permission))).toBe(true);
});

it('docs/roles.md names no permission that nothing needs', () => {
  const known = new Set<string>(rightActions.map((action) => rights[action].permission));
  const named = cells.slice(2).flatMap((row) => (row[2] === undefined ? [] : [row[2]]));
  expect(named.filter((permission) => !known.has(permission))).toEqual([]);
});
