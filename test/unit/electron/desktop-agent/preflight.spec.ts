import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../shared/result';
import {
  createAgentPreflight,
  type AgentPreflight,
  type PreflightSystem,
} from '../../../../electron/desktop-agent/preflight';
import { freePort, hold, never, origin, serveRaw, type Loopback } from './agent-server';

const opened: Loopback[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});
const listening = async (): Promise<number> => {
  const server = await serveRaw(() => undefined);
  opened.push(server);
  return server.port;
};

const linux: PreflightSystem = {
  platform: 'linux',
  ownUid: process.getuid?.() ?? null,
  environment: {},
  readTextFile: (path) => readFile(path, 'utf8'),
};
const preflight = (
  port: number,
  system: PreflightSystem = linux,
  relyingParty: { id: string; origin: string } | null = { id: 'example.org', origin },
): AgentPreflight =>
  createAgentPreflight({
    port,
    relyingParty,
    system,
    log: { info: () => undefined },
    connectLimit: 300,
  });

describe('before a device is created', () => {
  it('nothing is looked for without a relying party', async () => {
    const port = await listening();
    expect(await preflight(port, linux, null).check(never())).toEqual(
      fail({ code: 'relyingPartyMissing' }),
    );
  });

  // seen to fail with a preflight that stops for nothing
  it('[fault 40, 41] nobody listens', async () => {
    const port = await freePort();
    expect(await preflight(port).check(never())).toEqual(fail({ code: 'agentNotRunning', port }));
    expect(await preflight(port).answers(never())).toBe(false);
  });

  it('we listen ourselves', async () => {
    const port = await listening();
    expect(await preflight(port).check(never())).toEqual(ok({ ownerUnknown: false }));
    expect(await preflight(port).answers(never())).toBe(true);
  });

  it('nothing can be found out', async () => {
    const port = await listening();
    const unreadable = { ...linux, readTextFile: () => Promise.reject(new Error('no /proc')) };
    const elsewhere = { ...linux, platform: 'freebsd' };
    expect(await preflight(port, unreadable).check(never())).toEqual(ok({ ownerUnknown: true }));
    expect(await preflight(port, elsewhere).check(never())).toEqual(ok({ ownerUnknown: true }));
  });

  it('the person has left', async () => {
    const port = await listening();
    expect(await preflight(port).check(AbortSignal.abort())).toEqual(fail({ code: 'cancelled' }));
    expect(await preflight(port).answers(AbortSignal.abort())).toBe(false);
  });

  it('the port is held, but no connection is taken', async () => {
    const held = await hold();
    opened.push(held);
    await expect
      .poll(() => preflight(held.port).check(never()), { timeout: 5_000 })
      .toEqual(fail({ code: 'agentTimedOut' }));
  });
});

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const row = (address: string, port: number, uid: number, state = '0A') =>
  `   0: ${address}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${String(uid)}        0 48213 1 0000000000000000 100 0 0 10 0`;
const loopback = '0100007F';
const anywhere = '00000000';
const anywhere6 = '0'.repeat(32);
const mapped = '0000000000000000FFFF00000100007F';

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'kim:x:1000:1000:Kim:/home/kim:/bin/bash',
  'alex:x:1001:1001:Alex:/home/alex:/bin/zsh',
  'backup:x:1500:1500::/srv/backup:/usr/sbin/nologin',
].join('\n');

describe('who listens, on Linux', () => {
  type Row = [
    name: string,
    ownUid: number,
    tcp: (p: number) => string[],
    owner: string,
    tcp6?: (p: number) => string[],
  ];
  const own = 'own';
  const other = 'other';
  const unknown = 'unknown';
  const table: Row[] = [
    ['the person', 1000, (p) => [row(loopback, p, 1000)], own],
    ['the person, on all addresses', 1000, (p) => [row(anywhere, p, 1000)], own],
    ['root, for root', 0, (p) => [row(loopback, p, 0)], own],
    ['another person', 1000, (p) => [row(loopback, p, 1001)], other],
    ['another person, for root', 0, (p) => [row(loopback, p, 1001)], other],
    ['somebody of a directory', 1000, (p) => [row(loopback, p, 70_123)], other],
    ['root', 1000, (p) => [row(loopback, p, 0)], unknown],
    ['a service account', 1000, (p) => [row(loopback, p, 998)], unknown],
    ['an account without a shell', 1000, (p) => [row(loopback, p, 1500)], unknown],
    ['nobody', 1000, (p) => [row(loopback, p, 65_534)], unknown],
    ["one of systemd's own", 1000, (p) => [row(loopback, p, 61_200)], unknown],
    ['no row', 1000, () => [], unknown],
    ['another port', 1000, (p) => [row(loopback, p - 1, 1001)], unknown],
    ['a connection, no listener', 1000, (p) => [row(loopback, p, 1001, '01')], unknown],
    ['another address', 1000, (p) => [row('0A00020F', p, 1001)], unknown],
    [
      'two: the one on 127.0.0.1 is asked',
      1000,
      (p) => [row(anywhere, p, 1000), row(loopback, p, 1001)],
      other,
    ],
    [
      'two that share the address',
      1000,
      (p) => [row(loopback, p, 1000), row(loopback, p, 1001)],
      unknown,
    ],
    ['a big-endian machine', 1000, (p) => [row('7F000001', p, 1001)], other],
    ['a listener for both families', 1000, () => [], other, (p) => [row(anywhere6, p, 1001)]],
    ['a mapped address', 1000, () => [], own, (p) => [row(mapped, p, 1000)]],
    ['[::1] alone', 1000, () => [], unknown, (p) => [row(`${'0'.repeat(24)}01000000`, p, 1001)]],
  ];

  // seen to fail with every owner taken for the person themself
  it.each(table)('[fault 43] %s', async (_name, ownUid, tcp, owner, tcp6) => {
    const port = await listening();
    const files: Partial<Record<string, string>> = {
      '/proc/net/tcp': [header, ...tcp(port)].join('\n'),
      '/proc/net/tcp6': [header, ...(tcp6?.(port) ?? [])].join('\n'),
      '/etc/passwd': passwd,
    };
    const system: PreflightSystem = {
      platform: 'linux',
      ownUid,
      environment: {},
      readTextFile: (path) => Promise.resolve(files[path] ?? ''),
    };
    expect(await preflight(port, system).check(never())).toEqual(
      owner === other
        ? fail({ code: 'agentOtherUser', port })
        : ok({ ownerUnknown: owner === unknown }),
    );
  });
});

describe.each([
  {
    platform: 'darwin',
    file: '/usr/sbin/lsof',
    table: [
      ['own', 'p731\nu501\nf12\nn127.0.0.1:9410\n', 'own'],
      ['own, on all addresses', 'p731\nu501\nf12\nn*:9410\n', 'own'],
      ['another person', 'p731\nu502\nf12\nn127.0.0.1:9410\n', 'other'],
      ['two', 'p1\nu501\nf1\nn*:9410\np2\nu502\nf2\nn127.0.0.1:9410\n', 'other'],
      ['the system', 'p88\nu0\nf12\nn127.0.0.1:9410\n', 'unknown'],
      ['nobody', 'p88\nu4294967294\nf12\nn127.0.0.1:9410\n', 'unknown'],
      ['[::1] alone', 'p88\nu502\nf12\nn[::1]:9410\n', 'unknown'],
      ['not to be seen', '', 'unknown'],
      ['no answer', null, 'unknown'],
    ],
  },
  {
    platform: 'win32',
    file: 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    table: [
      ['own', '{"own":2,"listener":2,"apart":true}\r\n', 'own'],
      ['another person', '{"own":2,"listener":3,"apart":false}', 'other'],
      ['a service', '{"own":2,"listener":0,"apart":false}', 'unknown'],
      ['nobody', '{"own":2,"listener":null,"apart":false}', 'unknown'],
      ['half of an answer', '{"own":2,"listener":2}', 'unknown'],
      ['an error', 'Get-NetTCPConnection : no', 'unknown'],
      ['no answer', null, 'unknown'],
    ],
  },
] as const)('who listens, on $platform', ({ platform, file, table }) => {
  it.each(table.map((each) => [...each]))('%s', async (_name, output, owner) => {
    const port = await listening();
    const calls: { file: string; parameters: readonly string[] }[] = [];
    const system: PreflightSystem = {
      platform,
      ownUid: platform === 'win32' ? null : 501,
      environment: {},
      systemRoot: 'D:\\Windows',
      readTextFile: () => Promise.reject(new Error('not asked for')),
      run: (program, parameters) => {
        calls.push({ file: program, parameters });
        return Promise.resolve(output);
      },
    };
    expect(await preflight(port, system).check(never())).toEqual(
      owner === 'other'
        ? fail({ code: 'agentOtherUser', port })
        : ok({ ownerUnknown: owner === 'unknown' }),
    );
    expect(calls.map((call) => call.file)).toEqual([file]);
    expect(calls[0]?.parameters.join(' ')).toContain(String(port));
  });
});
