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
    expect(readCommandLine([])).toEqual({ is: 'run', portBase: undefined, seedFile: undefined });
    expect(readCommandLine(['--port-base', '4100', '--seed', 'x.json'])).toEqual({
      is: 'run',
      portBase: 4100,
      seedFile: 'x.json',
    });
    expect(readCommandLine(['--help'])).toEqual({ is: 'help' });
  });

  it.each([
    ['--port-base', 'high'],
    ['--port-base', '0'],
    ['--port-base', '65533'],
    ['--port-base', '1e3'],
    ['--port-base'],
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
    [
      "nobody's device",
      { devices: [{ id: PAT.id, userId: PAT.id, type: 'EMAIL', status: 'ACTIVE' }] },
      'there is no user',
    ],
  ])('with %s is refused with a clear message', (_name, content, message) => {
    expect(() => readSeedFile(seedFile(content))).toThrow(message);
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
  ]);
  for (const user of sandbox.address.users) {
    expect(Object.keys(user)).toEqual(['id', 'username', 'password']);
  }
  await sandbox.close();
});
