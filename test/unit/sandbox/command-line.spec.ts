import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSandbox, defaultSeed } from '../../sandbox';
import { readCommandLine } from '../../sandbox/command-line';
import { readSeedFile } from '../../sandbox/seed-file';
import { userToken } from '../../sandbox/sign-in';
import { call } from './caller';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-seed-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function seedFile(content: unknown): string {
  const path = join(folder, 'seed.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const PAT = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  username: 'pat',
  password: 'pat-1',
  email: 'pat@example.org',
  given: 'Pat',
  family: 'Quinn',
};

describe('the command line', () => {
  it('is understood', () => {
    expect(readCommandLine([])).toEqual({
      is: 'run',
      portBase: undefined,
      seedFile: undefined,
      generated: undefined,
    });
    const all = ['--port-base', '4100', '--seed', 'x.json', '--generated', '5000'];
    expect(readCommandLine(all)).toEqual({
      is: 'run',
      portBase: 4100,
      seedFile: 'x.json',
      generated: 5000,
    });
    expect(readCommandLine(['--help'])).toEqual({ is: 'help' });
  });

  it.each([
    ['--port-base', 'high'],
    ['--port-base', '0'],
    ['--port-base', '65533'],
    ['--port-base', '1e3'],
    ['--port-base'],
    ['--generated', '-1'],
    ['--generated', '50001'],
    ['--generated', 'many'],
    ['--ports', '1'],
    ['stray'],
  ])('with %s %s is wrong', (...args) => {
    expect(readCommandLine(args.filter(Boolean))).toMatchObject({ is: 'wrong' });
  });
});

describe('a seed file', () => {
  it('replaces what it names and keeps the rest', () => {
    const seed = readSeedFile(seedFile({ users: [PAT] }));
    expect(seed.users).toEqual([PAT]);
    expect(seed.devices).toEqual([]);
    expect(seed.clientId).toBe(defaultSeed().clientId);
  });

  it.each([
    ['no JSON', '{', 'cannot read the seed file'],
    ['an unknown key', { user: [] }, 'seed file'],
    ['a bad id', { environmentId: 'X' }, 'seed file, environmentId: a lower-case UUID'],
    ['no users', { users: [] }, 'seed file, users: at least one user'],
    ['a user without a name', { users: [{ ...PAT, username: '' }] }, 'users.0.username'],
    ['no population', { populations: [] }, 'at least one population'],
    [
      'somebody in no population',
      { users: [{ ...PAT, population: PAT.id }] },
      'pat is in no known',
    ],
    ['half a person', { generated: 0.5 }, 'a whole number is expected'],
    [
      "nobody's device",
      { devices: [{ id: PAT.id, userId: PAT.id, type: 'EMAIL', status: 'ACTIVE' }] },
      'there is no user',
    ],
  ])('with %s is refused with a clear message', (_name, content, message) => {
    expect(() => readSeedFile(seedFile(content))).toThrow(message);
  });

  it('tells who is let in, and where they belong', () => {
    const seed = readSeedFile(
      seedFile({
        populations: [{ id: PAT.id, name: 'Crew' }],
        users: [{ ...PAT, email: undefined, population: PAT.id, enabled: false, locked: true }],
        generated: 30,
      }),
    );
    expect(seed.populations).toEqual([{ id: PAT.id, name: 'Crew' }]);
    expect(seed.users).toMatchObject([{ population: PAT.id, enabled: false, locked: true }]);
    expect(seed.generated).toBe(30);
  });

  it('brings tokens of its own, most of which goes without saying', () => {
    const token = { serialNumber: 'A1', type: 'TOTP', secretHex: 'abcdef' };
    const seed = readSeedFile(seedFile({ oathTokens: [token] }));
    expect(seed.oathTokens).toEqual([
      { ...token, otpLength: 6, timeStep: 30, algorithm: 'SHA1', counter: 0, drift: 0 },
    ]);
    expect(seed.devices.map(({ type }) => type)).toEqual(['SMART_RING']);
    expect(readSeedFile(seedFile({})).oathTokens).toEqual(defaultSeed().oathTokens);
  });

  it.each([
    ['a serial number with a dash', { serialNumber: 'A-1' }, 'up to 50 letters and digits'],
    ['half a byte of secret', { secretHex: 'abc' }, 'in pairs'],
    ['seven digits', { otpLength: 7 }, 'oathTokens.0.otpLength'],
    ['HOTP by SHA256', { type: 'HOTP', algorithm: 'SHA256' }, 'HOTP is SHA1 only'],
    ['TOTP with a counter', { counter: 3 }, 'TOTP has no counter'],
    ['a counter below 0', { type: 'HOTP', counter: 3, drift: -4 }, 'no counter below 0'],
    ['an unknown key', { colour: 'red' }, 'oathTokens.0'],
  ])('with a token of %s is refused', (_name, change, message) => {
    const token = { serialNumber: 'A1', type: 'TOTP', secretHex: 'abcdef', ...change };
    expect(() => readSeedFile(seedFile({ oathTokens: [token] }))).toThrow(message);
  });

  it('with a token twice, or a device without its token, is refused', () => {
    const token = { serialNumber: 'A1', type: 'TOTP', secretHex: 'abcdef' };
    const twice = { oathTokens: [token, token] };
    expect(() => readSeedFile(seedFile(twice))).toThrow('a serial number occurs twice');
    const device = {
      id: PAT.id,
      userId: defaultSeed().users[0]?.id,
      type: 'OATH_TOKEN',
      status: 'ACTIVE',
      attributes: { serialNumber: 'A2' },
    };
    const lost = { oathTokens: [token], devices: [device] };
    expect(() => readSeedFile(seedFile(lost))).toThrow('there is no token A2');
  });

  it('that is missing is said to be', () => {
    expect(() => readSeedFile(join(folder, 'none.json'))).toThrow('cannot read the seed file');
  });

  it('makes a sandbox whose users and devices are there', async () => {
    const device = {
      id: 'bbbbbbbb-0000-4000-8000-000000000001',
      userId: PAT.id,
      type: 'EMAIL',
      status: 'ACTIVE',
      attributes: { email: 'pat@example.org' },
    };
    const seed = readSeedFile(seedFile({ users: [PAT], devices: [device] }));
    const sandbox = await createSandbox({ seed });
    const { apiBaseUrl, environmentId, users } = sandbox.address;
    expect(users).toEqual([{ id: PAT.id, username: 'pat', password: 'pat-1' }]);
    const url = `${apiBaseUrl}/v1/environments/${environmentId}/users/${PAT.id}/devices`;
    const reply = await call(url, { token: await userToken(sandbox.address, PAT) });
    expect(reply.body).toMatchObject({
      _embedded: { devices: [{ id: device.id, email: 'pat@example.org', status: 'ACTIVE' }] },
    });
    await sandbox.close();
  });
});

it('has exactly the documented keys in its address', async () => {
  const sandbox = await createSandbox();
  expect(Object.keys(sandbox.address)).toEqual([
    'apiBaseUrl',
    'authBaseUrl',
    'desktopAgentUrl',
    'inboxUrl',
    'environmentId',
    'clientId',
    'worker',
    'operatorClientId',
    'relyingParty',
    'users',
    'oathTokens',
  ]);
  for (const user of sandbox.address.users) {
    expect(Object.keys(user)).toEqual(['id', 'username', 'password']);
  }
  await sandbox.close();
});
