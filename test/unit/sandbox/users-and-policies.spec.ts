import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { userToken, userTokens } from '../../sandbox/sign-in';
import { call, createBench, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const read = (path: string, token = bench.worker) => call(bench.api(path), { token });
const DENIED = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });

describe('users', () => {
  it('read their own record', async () => {
    const reply = await read(`/users/${bench.kim.id}`, bench.kimToken);
    expect(reply).toMatchObject({
      status: 200,
      body: { id: bench.kim.id, username: 'kim', email: 'kim@example.org', mfaEnabled: false },
    });
  });

  it('do not read it without the scope', async () => {
    const token = await userToken(bench.sandbox.address, bench.kim, ['openid', 'p1:read:device']);
    expect(await read(`/users/${bench.kim.id}`, token)).toMatchObject(DENIED);
  });

  it('do not read others: 403, or 404 by a switch', async () => {
    const path = `/users/${bench.user('alex').id}`;
    expect(await read(path, bench.kimToken)).toMatchObject(DENIED);
    bench.sandbox.switches.foreignUser = 404;
    expect(await read(path, bench.kimToken)).toMatchObject(problem(404, 'NOT_FOUND'));
  });

  it('cannot search, and workers can', async () => {
    expect(await read('/users', bench.kimToken)).toMatchObject(DENIED);
    const filter = encodeURIComponent('username eq "alex" or email sw "sam@"');
    const found = await read(`/users?filter=${filter}`);
    expect(found.body).toMatchObject({
      count: 2,
      size: 2,
      _embedded: { users: [{ username: 'alex' }, { username: 'sam' }] },
    });
  });

  it('are paged by a cursor that the next link holds', async () => {
    const first = await read('/users?limit=3');
    expect(first.body).toMatchObject({ count: 5, size: 3 });
    const { next } = first.body._links as { next: { href: string } };
    const second = await call(next.href, { token: bench.worker });
    expect(second.body).toMatchObject({
      size: 2,
      _embedded: { users: [{ username: 'morgan' }, { username: 'robin' }] },
    });
    expect(second.body._links).not.toHaveProperty('next');
  });

  it.each([
    'filter=username',
    'filter=shoeSize eq "44"',
    'filter=username eq "kim"&filter=username eq "sam"',
    'limit=0',
    'cursor=mine',
  ])('cannot be searched with %s: 400', async (query) => {
    expect(await read(`/users?${query}`)).toMatchObject(problem(400, 'INVALID_REQUEST'));
  });

  it('cannot be searched by prefix where the switch says so', async () => {
    bench.sandbox.switches.filterBySw = 'refused';
    expect((await read('/users?filter=username sw "k"')).status).toBe(400);
    expect((await read('/users?filter=username eq "kim"')).status).toBe(200);
  });

  it('that do not exist are 404 for a worker', async () => {
    const path = '/users/00000000-0000-4000-8000-000000000000';
    expect(await read(path)).toMatchObject(problem(404, 'NOT_FOUND'));
    expect(await read(`${path}/devices`)).toMatchObject(problem(404, 'NOT_FOUND'));
  });
});

describe('operators', () => {
  it('act with the rights of the administrator who signed in', async () => {
    const { address } = bench.sandbox;
    const operator = async (username: string) =>
      (await userTokens(address, bench.user(username), ['openid'], address.operatorClientId))
        .access_token;
    expect((await read(`/users/${bench.kim.id}`, await operator('morgan'))).status).toBe(200);
    expect(await read(`/users/${bench.kim.id}`, await operator('alex'))).toMatchObject(DENIED);
  });

  it('and workers can do nothing without their roles', async () => {
    bench.sandbox.switches.administratorRoles = false;
    expect(await read('/users')).toMatchObject(DENIED);
    expect(await bench.initiate({ user: { id: bench.kim.id } })).toMatchObject(DENIED);
  });
});

describe('device authentication policies', () => {
  it('tell a worker what the switches say', async () => {
    bench.sandbox.switches.policy.email.otp.otpLength = 8;
    const { body } = await read('/deviceAuthenticationPolicies');
    expect(body).toMatchObject({
      size: 2,
      _embedded: {
        deviceAuthenticationPolicies: [
          {
            default: true,
            email: {
              enabled: true,
              otp: {
                otpLength: 8,
                lifeTime: { duration: 30, timeUnit: 'MINUTES' },
                failure: { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } },
              },
            },
            pingIdDesktopGen2: { enabled: true },
            authentication: { deviceSelection: 'DEFAULT_TO_FIRST' },
          },
          { default: false, pingIdDesktopGen2: { enabled: false } },
        ],
      },
    });
  });

  it('have a section for each method, in the shape that fits it', async () => {
    const { body } = await read('/deviceAuthenticationPolicies');
    const { deviceAuthenticationPolicies: all } = body._embedded as {
      deviceAuthenticationPolicies: JsonObject[];
    };
    const failure = { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } };
    const byMessage = (duration: number) => ({
      enabled: true,
      pairingDisabled: false,
      promptForNicknameOnPairing: false,
      otp: { failure, lifeTime: { duration, timeUnit: 'MINUTES' }, otpLength: 6 },
    });
    expect(all[0]).toMatchObject({
      email: byMessage(30),
      sms: byMessage(30),
      voice: byMessage(30),
      whatsApp: byMessage(15),
      totp: {
        enabled: true,
        otp: { failure },
        passcodeGracePeriod: 5,
        uriParameters: { issuer: 'PingOne Sandbox' },
      },
      oathToken: { enabled: true, otp: { failure } },
      fido2: {
        enabled: true,
        pairingDisabled: false,
        failure,
        fido2PolicyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(all[1]).toMatchObject({
      sms: { enabled: true },
      voice: { enabled: true },
      whatsApp: { enabled: false },
      totp: { enabled: true },
      oathToken: { enabled: false },
      fido2: { enabled: true },
      pingIdDesktopGen2: { enabled: false },
    });
  });

  it('are read one by one', async () => {
    const { body } = await read('/deviceAuthenticationPolicies');
    const { deviceAuthenticationPolicies: all } = body._embedded as {
      deviceAuthenticationPolicies: { id: string }[];
    };
    const one = await read(`/deviceAuthenticationPolicies/${String(all[1]?.id)}`);
    expect(one.body).toMatchObject({ id: all[1]?.id, default: false });
    expect((await read('/deviceAuthenticationPolicies/none')).status).toBe(404);
  });

  it('are not for end users, unless the switch says so', async () => {
    const path = '/deviceAuthenticationPolicies';
    expect(await read(path, bench.kimToken)).toMatchObject(DENIED);
    bench.sandbox.switches.userReadsPolicies = true;
    expect((await read(path, bench.kimToken)).status).toBe(200);
  });
});

describe('what no contract names', () => {
  it('belongs to sam from the start', async () => {
    const fresh = await createBench();
    expect(fresh.sandbox.devices(fresh.user('sam').id)).toMatchObject([
      { type: 'SMART_RING', status: 'HIBERNATING' },
    ]);
    await fresh.sandbox.close();
  });

  it('is in every collection', async () => {
    await bench.activeEmail();
    const devices = await read(`/users/${bench.kim.id}/devices`);
    const users = await read('/users');
    const policies = await read('/deviceAuthenticationPolicies');
    expect(devices.text).toContain('quantumState');
    expect(users.text).toContain('favouriteColour');
    expect(policies.text).toContain('hologram');
    expect(policies.text).toContain('CARRIER_PIGEON');
  });

  it('is a device of an unknown type and status, for anybody by a switch', async () => {
    const devices = () => read(`/users/${bench.kim.id}/devices`);
    expect((await devices()).body).toMatchObject({ count: 0 });
    bench.sandbox.switches.unknownDevice = true;
    expect((await devices()).body).toMatchObject({
      _embedded: { devices: [{ type: 'NEURAL_LINK', status: 'DREAMING' }] },
    });
  });
});
