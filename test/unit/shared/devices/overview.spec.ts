import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deviceTypes } from '../../../../shared/devices/catalog';
import { devicesTable, typeNames, withDevicesTable } from '../../../../shared/devices/overview';

const readme = readFileSync(resolve(import.meta.dirname, '../../../../README.md'), 'utf8');
const rows = devicesTable()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the table of what can be paired', () => {
  it('stands in README.md as the catalogue has it (npm run -s devices-table)', () => {
    expect(readme).toBe(withDevicesTable(readme));
  });

  it('has a row for every type, in the order in which they are offered', () => {
    expect(rows.slice(2).map(([method]) => method)).toEqual(
      deviceTypes.map((type) => typeNames[type]),
    );
    for (const row of rows) expect(row).toHaveLength(5);
  });

  it('says what can be finished later, and what is named while it is paired', () => {
    const [, , ...facts] = rows.find(([method]) => method === 'Authenticator app') ?? [];
    expect(facts).toEqual(['the next code of the app is typed', 'no', 'yes']);
    const [, , ...others] = rows.find(([method]) => method === 'Mobile app') ?? [];
    expect(others.slice(1)).toEqual(['no', 'no']);
    const [, , ...mail] = rows.find(([method]) => method === 'E-mail') ?? [];
    expect(mail.slice(1)).toEqual(['yes', 'yes']);
  });

  it('replaces what is between its marks, and nothing else', () => {
    const stale = readme.replace(devicesTable(), '| old |\n| --- |');
    expect(stale).not.toBe(readme);
    expect(withDevicesTable(stale)).toBe(readme);
    expect(withDevicesTable('# Another document')).toBeNull();
  });
});
