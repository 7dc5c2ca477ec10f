import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, partLimit } from '../../../../electron/diagnostics/collect';
import { configurationPart } from '../../../../electron/diagnostics/configuration';
import { filesPart } from '../../../../electron/diagnostics/files';
import { journalPart } from '../../../../electron/diagnostics/journal';
import type { JournalEntry } from '../../../../electron/journal/entry';
import { withoutPeople } from '../../../../electron/diagnostics/known-people';
import { logPart } from '../../../../electron/diagnostics/log';
import { networkPart } from '../../../../electron/diagnostics/network';
import { linesOf, type Part } from '../../../../electron/diagnostics/part';
import { sessionPart } from '../../../../electron/diagnostics/session';
import { workstationPart } from '../../../../electron/diagnostics/workstation';
import { redact } from '../../../../electron/log/redact';
import { clientId, environmentId, ready, signedIn } from '../../../fakes/views';

const { signal } = new AbortController();
const textOf = async (part: Part): Promise<string> => part.collect(signal);
const folder = () => mkdtemp(join(tmpdir(), 'enrollment-desk-diagnostics-'));

describe('collecting', () => {
  const part = (name: Part['name'], run: () => Promise<string>): Part => ({ name, collect: run });

  it('says of a part that fails, or that does not end, that it is missing, and brings the others', async () => {
    const parts = [
      part('versions', () => Promise.resolve('all is well')),
      part('session', () => Promise.reject(new TypeError('with a secret'))),
      part('log', () => {
        throw new Error('at once');
      }),
      part('network', () => new Promise(() => undefined)),
    ];
    expect(await collect(parts, (text) => text, signal, 20)).toEqual([
      { name: 'versions', text: 'all is well' },
      { name: 'session', text: '[could not be collected: TypeError]' },
      { name: 'log', text: '[could not be collected: Error]' },
      { name: 'network', text: '[could not be collected within 0.02 s]' },
    ]);
  });

  it('redacts whatever a part brings, and writes out what could fake something', async () => {
    const hostile = 'to kim.lee@example.org\u202e\u001b[2J\u2028fake: line\u0000\r\nnext';
    const [file] = await collect([part('log', () => Promise.resolve(hostile))], redact, signal);
    expect(file?.text).toBe(
      'to k****@example.org\\u{202e}\\u{1b}[2J\\u{2028}fake: line\\u{0}\nnext',
    );
  });

  it('keeps the end of what is too long, from the beginning of a line on', async () => {
    const long = `${'x'.repeat(partLimit)}\nlast line`;
    const [file] = await collect([part('log', () => Promise.resolve(long))], redact, signal);
    expect(file?.text).toBe('[cut off here: only the end is shown]\nlast line');
  });

  it('lets no value begin a line of its own', () => {
    expect(linesOf([['Host', 'a\nSign-in: signed in']])).toBe('Host: a\\u{a}Sign-in: signed in');
  });
});

describe('the names of those who are here', () => {
  it('are taken out as a whole and in parts, and nothing else is', () => {
    const text = 'Kim Novak-Lee (knovak) and NOVAK; kimono, novaks, of lee';
    expect(withoutPeople(text, ['Kim Novak-Lee', 'knovak'])).toBe(
      '[name] [name]-[name] ([name]) and [name]; kimono, novaks, of [name]',
    );
  });
});

describe('the configuration', () => {
  it('names every value with where it comes from, and what holds where there is none', async () => {
    const text = await textOf(configurationPart(() => Promise.resolve(ready)));
    expect(text).toContain(`environmentId: ${environmentId} (this person's settings)`);
    expect(text).toContain(`clientId: ${clientId} (this person's settings)`);
    expect(text).toContain('desktopAgentPort: 9410 (default)');
    expect(text).toContain('otpLength: (not set)');
    // as it will be written
    expect(redact(text)).toBe(text);
  });

  it('names the problems of one that cannot be used, and no value', async () => {
    const text = await textOf(
      configurationPart(() =>
        Promise.resolve({
          state: 'invalid',
          source: 'machine',
          editable: false,
          problems: [{ key: 'clientId', problem: 'wrongType', found: 'number', source: 'machine' }],
        }),
      ),
    );
    expect(text).toContain('clientId: wrongType, found number');
  });

  it('may be missing', async () => {
    const text = await textOf(configurationPart(() => Promise.resolve({ state: 'missing' })));
    expect(text).toBe('Configuration: there is none');
  });
});

describe('the session', () => {
  it('tells what is missing, and not who it is', async () => {
    const text = await textOf(
      sessionPart({
        session: () => ({ ...signedIn, missingScopes: ['p1:read:device'], keychain: 'locked' }),
        kiosk: () => null,
        language: () => 'de',
        systemLanguage: () => 'en-US',
      }),
    );
    expect(text.split('\n')).toEqual([
      'Sign-in: signed in',
      'Keychain: locked',
      'Scopes that are missing: p1:read:device',
      'Language of the window: de',
      'Language of the system: en-US',
    ]);
  });
});

describe('the network', () => {
  const seen = {
    fetch: () =>
      Promise.resolve(
        new Response('', { status: 401, headers: { date: new Date(90_500).toUTCString() } }),
      ),
    resolveProxy: () => Promise.resolve('PROXY proxy.example.org:3128'),
    issuerOf: (host: string) => (host.startsWith('auth') ? 'Example Inspection CA' : null),
    now: () => 30_500,
  };
  const settings = () => Promise.resolve(ready.settings);

  it('tells proxy, reachability, who issued the certificate, and how wrong the clock is', async () => {
    const text = await textOf(networkPart(settings, seen));
    expect(text.split('\n')).toEqual([
      'Sign-in host: auth.pingone.eu',
      'Sign-in proxy: PROXY proxy.example.org:3128',
      'Sign-in reached: answered with 401',
      'Sign-in certificate issued by: Example Inspection CA',
      'API host: api.pingone.eu',
      'API proxy: PROXY proxy.example.org:3128',
      'API reached: answered with 401',
      'API certificate issued by: not known',
      "PingOne's clock is ahead of this one by, in seconds: 60",
    ]);
  });

  it('says why there is no answer, and that the clock is not known then', async () => {
    const offline = Object.assign(new Error('x'), { code: 'ENETUNREACH' });
    const text = await textOf(
      networkPart(settings, {
        ...seen,
        fetch: () => Promise.reject(offline),
        resolveProxy: () => Promise.reject(new Error('no')),
      }),
    );
    expect(text).toContain('API reached: offline');
    expect(text).toContain('API proxy: not known');
    expect(text).toContain('in seconds: not known');
  });

  it('asks nobody while no hosts are configured', async () => {
    const text = await textOf(
      networkPart(() => Promise.resolve(null), {
        ...seen,
        fetch: () => Promise.reject(new Error()),
      }),
    );
    expect(text).toBe('No hosts are configured.');
  });
});

describe('PingID Desktop', () => {
  it('is looked at without anybody being signed in', async () => {
    const text = await textOf(
      workstationPart(() => Promise.resolve(null), {
        platform: 'none',
        ownUid: null,
        environment: { HTTPS_PROXY: 'http://kim:secret@proxy' },
        readTextFile: () => Promise.reject(new Error('no')),
      }),
    );
    expect(text).toContain('Port: 9410');
    expect(text).toContain('proxyConfigured: worth knowing');
    expect(text).not.toContain('secret');
  });
});

describe('the journal', () => {
  it('is counted by kind, without ids and targets', async () => {
    const whose = { transactionId: 'tx', environmentId, actorId: 'kim', userId: 'kim' };
    const entry: JournalEntry = {
      ...whose,
      id: 'pairing-1',
      change: 'pair',
      step: 'create',
      type: 'SMS',
      maskedTarget: '*0123',
      knownDeviceIds: [],
      deviceId: 'device-1',
      pairingKeyId: null,
      outcome: 'sent',
      at: Date.UTC(2026, 2, 2),
    };
    const device = { id: 'device-1', type: 'EMAIL', maskedTarget: 'k****@example.com' };
    const { at } = entry;
    const change = { ...whose, id: 'change-1', outcome: 'unknown', at } as const;
    const text = await textOf(
      journalPart(() =>
        Promise.resolve([
          entry,
          { ...entry, at: at + 1 },
          { ...entry, outcome: 'unknown' },
          { ...change, change: 'remove', device },
          { ...change, change: 'enableMfa' },
        ]),
      ),
    );
    expect(text.split('\n')).toEqual([
      'Open changes: 5',
      'Oldest: 2026-03-02T00:00:00.000Z',
      'create SMS, sent: 2',
      'create SMS, unknown: 1',
      'remove EMAIL, unknown: 1',
      'enableMfa, unknown: 1',
    ]);
  });

  it('is not looked at while nobody is signed in', async () => {
    expect(await textOf(journalPart(() => Promise.resolve(null)))).toContain('Nobody is signed in');
  });
});

describe('the files', () => {
  it('that are in trouble are named, and what is in none of them', async () => {
    const data = await folder();
    await mkdir(join(data, 'state'));
    await writeFile(join(data, 'settings.json'), '{}');
    await writeFile(join(data, 'settings.json.kept'), '{');
    await writeFile(join(data, 'Cookies'), 'not ours');
    await writeFile(join(data, 'state', 'journal.json.1790000000000.unreadable'), 'half');
    await writeFile(join(data, 'state', 'devices.json.4711.tmp'), 'half');
    const text = await textOf(filesPart(data));
    expect(text).toMatch(/^settings\.json: 0\.0 KiB, changed [^,]+$/m);
    expect(text).toMatch(/^settings\.json\.kept: .*was replaced, and is kept$/m);
    expect(text).toMatch(/^journal\.json\.unreadable: .*was set aside$/m);
    expect(text).toMatch(/^devices\.json\.tmp: .*not written to its end$/m);
    expect(text).not.toContain('Cookies');
    expect(redact(text)).toBe(text);
  });

  it('may not be there yet', async () => {
    expect(await textOf(filesPart(join(await folder(), 'none')))).toBe('There are none yet.');
  });
});

describe('the log', () => {
  it('is read from its end, with the one before it', async () => {
    const data = await folder();
    const file = join(data, 'enrollment-desk.log');
    expect(await textOf(logPart(file))).toBe('There is no log.');
    await writeFile(file, 'new\n');
    await writeFile(join(data, 'enrollment-desk.old.log'), `${'old\n'.repeat(60_000)}older\n`);
    const text = await textOf(logPart(file));
    expect(text).toMatch(/^old\n[^]*\nolder\nnew\n$/);
    expect(text.length).toBeLessThanOrEqual(partLimit);
  });
});
