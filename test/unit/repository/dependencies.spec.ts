import { describe, expect, it } from 'vitest';
import { gapsIn } from '../../../scripts/repository/bill-of-materials';
import { looseEntries } from '../../../scripts/repository/lock-file';
import { loosePins, runtimeDependencies } from '../../../scripts/repository/pins';

describe('pins', () => {
  it.each(['1.2.3', '1.2.3-rc.1', 'npm:@github/keytar@7.10.6', 'npm:keytar@7.10.6'])(
    'let %s pass',
    (version) => {
      expect(loosePins({ dependencies: { one: version } })).toEqual([]);
    },
  );

  it.each([
    ...['^1.2.3', '~1.2.3', '1.x', '1', '>=1.2.3', '*', '', 'latest', '1.2.3 || 2.0.0'],
    ...['git+ssh://git@example.org/one.git', 'http://example.org/one.tgz', 'someone/one'],
    ...['file:../one', 'npm:keytar@^7.10.6', 'npm:keytar'],
  ])('find %s', (version) => {
    expect(loosePins({ devDependencies: { one: version } })).toHaveLength(1);
  });

  it('know what is in the product', () => {
    const manifest = { dependencies: { one: '1.0.0' }, devDependencies: { two: '2.0.0' } };
    expect(runtimeDependencies(manifest)).toEqual(['one']);
  });
});

describe('the lock file', () => {
  const integrity = `sha512-${'A'.repeat(86)}==`;
  const looseIn = (entry: object) =>
    looseEntries({ lockfileVersion: 3, packages: { '': {}, 'node_modules/one': entry } });

  it('is good where each entry has its version and its hash', () => {
    expect(looseIn({ version: '1.0.0', integrity })).toEqual([]);
  });

  it.each([
    ['no hash', { version: '1.0.0' }],
    ['a weak hash', { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['an address', { version: '1.0.0', integrity, resolved: 'https://example.org/one.tgz' }],
    ['a repository', { version: '1.0.0', integrity, resolved: 'git+ssh://git@example.org/o.git' }],
    ['no version', { integrity }],
    ['a link', { version: '1.0.0', integrity, link: true }],
  ])('is not with %s', (_what, entry) => {
    expect(looseIn(entry)).toHaveLength(1);
  });
});

describe('the bill of materials', () => {
  const component = (licenses: object[], development = false) => ({
    name: 'one',
    version: '1.0.0',
    licenses,
    properties: development ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [],
  });
  const gaps = (...components: object[]) => gapsIn({ bomFormat: 'CycloneDX', components }, ['one']);
  const id = (licence: string) => [{ license: { id: licence } }];

  it('is complete with every dependency of the product, each under a permissive licence', () => {
    expect(gaps(component(id('MIT')))).toEqual([]);
    expect(gaps(component([{ expression: '(GPL-3.0 OR MIT)' }]))).toEqual([]);
    expect(gaps(component(id('MPL-2.0'), true))).toEqual([]);
  });

  it('says what it lacks', () => {
    expect(gaps()).toEqual(['one is not in the bill of materials']);
  });

  it.each([
    ['GPL-3.0-only', component(id('GPL-3.0-only'))],
    ['GPL in a tool', component(id('GPL-2.0'), true)],
    ['AGPL in a tool', component(id('AGPL-3.0-or-later'), true)],
    ['LGPL', component([{ license: { name: 'LGPL-3.0' } }])],
    ['MPL in the product', component(id('MPL-2.0'))],
    ['two at once', component([{ expression: 'MIT AND GPL-3.0' }])],
    ['none', component([])],
  ])('refuses %s', (_what, one) => {
    expect(gaps(one)).toHaveLength(1);
  });
});
