import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeed, knownPeople } from '../../sandbox';
import { JSON_TYPE } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { issuerOf, userToken, userTokens } from '../../sandbox/sign-in';
import { call, createBench, NOBODY, OTP_CHECK, problem, type Bench } from './caller';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench({ seed: defaultSeed({ generated: 30 }) });
});
afterEach(() => bench.sandbox.close());

const read = (path: string, token = bench.worker) => call(bench.api(path), { token });
const user = async (id: string) => (await read(`/users/${id}`)).body;
const put = (id: string, body: JsonObject | string, token = bench.worker) =>
  call(bench.api(`/users/${id}/mfaEnabled`), { method: 'PUT', type: JSON_TYPE, body, token });
const DENIED = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });
const GONE = problem(404, 'NOT_FOUND');

describe('a user', () => {
  it('is enabled, not locked, and without MFA unless told', async () => {
    expect(await user(bench.kim.id)).toMatchObject({
      enabled: true,
      account: { canAuthenticate: true, status: 'OK' },
      mfaEnabled: false,
    });
  });

  it('is as the seed has them', async () => {
    const { disabled, locked, withMfa } = knownPeople;
    expect(await user(disabled.id)).toMatchObject({
      enabled: false,
      account: { canAuthenticate: false, status: 'OK' },
    });
    const { account } = await user(locked.id);
    expect(account).toEqual({
      canAuthenticate: false,
      status: 'LOCKED',
      lockedAt: expect.stringMatching(/Z$/) as string,
    });
    expect(await user(withMfa.id)).toMatchObject({ mfaEnabled: true });
  });
});

describe('the MFA flag', () => {
  it('is read and set, and seen on the user', async () => {
    const path = `/users/${bench.kim.id}/mfaEnabled`;
    expect((await read(path)).body).toEqual({ mfaEnabled: false });
    const reply = await put(bench.kim.id, { mfaEnabled: true });
    expect(reply).toMatchObject({ status: 200, body: { mfaEnabled: true } });
    expect((await read(path)).body).toEqual({ mfaEnabled: true });
    expect(await user(bench.kim.id)).toMatchObject({ mfaEnabled: true });
    await put(bench.kim.id, { mfaEnabled: false });
    expect(await user(bench.kim.id)).toMatchObject({ mfaEnabled: false });
  });

  it.each<[JsonObject | string, string, string?, string?]>([
    ['{', 'INVALID_REQUEST'],
    [{}, 'INVALID_DATA', 'REQUIRED_VALUE', 'mfaEnabled'],
    [{ mfaEnabled: null }, 'INVALID_DATA', 'REQUIRED_VALUE', 'mfaEnabled'],
    [{ mfaEnabled: 'true' }, 'INVALID_DATA', 'INVALID_VALUE', 'mfaEnabled'],
    [{ mfaEnabled: true, enabled: true }, 'INVALID_DATA', 'INVALID_VALUE', 'enabled'],
  ])('is not set by %j', async (body, code, detail, target) => {
    const details = detail === undefined ? undefined : { code: detail, target };
    expect(await put(bench.kim.id, body)).toMatchObject(problem(400, code, details));
    expect(await user(bench.kim.id)).toMatchObject({ mfaEnabled: false });
  });

  it('is set by PUT and JSON alone', async () => {
    const url = bench.api(`/users/${bench.kim.id}/mfaEnabled`);
    const body = { mfaEnabled: true };
    const by = (method: string, type?: string) =>
      call(url, { method, type, body, token: bench.worker });
    expect((await by('POST', JSON_TYPE)).status).toBe(405);
    expect((await by('PUT', 'text/plain')).status).toBe(415);
  });

  it('is for the user with the scope, and for nobody else', async () => {
    const { address } = bench.sandbox;
    expect((await put(bench.kim.id, { mfaEnabled: true }, bench.kimToken)).status).toBe(200);
    expect(await put(bench.user('alex').id, { mfaEnabled: true }, bench.kimToken)).toMatchObject(
      DENIED,
    );
    const without = await userToken(address, bench.kim, ['openid', 'p1:read:user']);
    expect(await put(bench.kim.id, { mfaEnabled: true }, without)).toMatchObject(DENIED);
    expect((await read(`/users/${bench.kim.id}/mfaEnabled`, without)).status).toBe(200);
  });

  it('of nobody is not found', async () => {
    expect(await put(NOBODY, { mfaEnabled: true })).toMatchObject(GONE);
    expect(await read(`/users/${NOBODY}/mfaEnabled`)).toMatchObject(GONE);
  });
});

describe('a user who vanishes', () => {
  it('is gone everywhere, with devices, device authentications and tokens', async () => {
    const { sandbox, kim } = bench;
    const device = await bench.activeEmail();
    const transaction = String((await bench.initiate({ user: { id: kim.id } })).body.id);
    sandbox.users.vanish(kim.id);

    expect(await read(`/users/${kim.id}`)).toMatchObject(GONE);
    expect(await read(`/users/${kim.id}`, bench.kimToken)).toMatchObject(GONE);
    expect(await read(`/users/${kim.id}/devices`)).toMatchObject(GONE);
    expect(await read(`/users/${kim.id}/devices/${device}`)).toMatchObject(GONE);
    expect(await bench.activate(device, { otp: '123456' })).toMatchObject(GONE);
    expect(await bench.create({ type: 'TOTP' }, kim.id, bench.worker)).toMatchObject(GONE);
    expect(await put(kim.id, { mfaEnabled: true })).toMatchObject(GONE);
    expect(await bench.initiate({ user: { id: kim.id } })).toMatchObject(GONE);
    const at = bench.authentications(`/${transaction}`);
    expect(await call(at, { token: bench.worker })).toMatchObject(GONE);
    const otp = bench.lastCode();
    expect(await bench.act(transaction, OTP_CHECK, { otp })).toMatchObject(GONE);

    expect(sandbox.devices(kim.id)).toEqual([]);
    expect((await read('/users?filter=username eq "kim"')).body.count).toBe(0);
    expect(sandbox.users.find(kim.id)).toBeUndefined();
    await expect(userToken(sandbox.address, kim)).rejects.toThrow('Wrong username or password.');
  });

  it('leaves a hardware token for somebody else', async () => {
    const serialNumber = 'HOTP0005ALEX';
    const create = () => bench.create({ type: 'OATH_TOKEN', serialNumber });
    expect((await create()).status).toBe(400);
    bench.sandbox.users.vanish(bench.user('alex').id);
    expect((await create()).status).toBe(201);
  });

  it('takes the rights of an operator along', async () => {
    const morgan = await bench.operator();
    bench.sandbox.users.vanish(bench.user('morgan').id);
    expect(await read('/users', morgan)).toMatchObject(DENIED);
  });

  it('cannot vanish twice, and nobody is nobody', () => {
    const { users } = bench.sandbox;
    users.vanish(bench.kim.id);
    expect(() => users.vanish(bench.kim.id)).toThrow('there is no user');
    expect(() => users.disable(NOBODY)).toThrow('there is no user');
  });
});

describe('a user who is disabled', () => {
  beforeEach(() => bench.sandbox.users.disable(bench.kim.id));

  it('is seen to be, until enabled again', async () => {
    expect(await user(bench.kim.id)).toMatchObject({
      enabled: false,
      account: { canAuthenticate: false, status: 'OK' },
    });
    bench.sandbox.users.enable(bench.kim.id);
    expect(await user(bench.kim.id)).toMatchObject({ enabled: true });
  });

  it('cannot sign in, and is told so only with the right password', async () => {
    const { address } = bench.sandbox;
    await expect(userToken(address, bench.kim)).rejects.toThrow('This account is disabled.');
    const wrong = { ...bench.kim, password: 'no' };
    await expect(userToken(address, wrong)).rejects.toThrow('Wrong username or password.');
  });

  it('has devices paired and proven all the same', async () => {
    expect(await bench.activeEmail()).toMatch(/-/);
    const { body, status } = await bench.initiate({ user: { id: bench.kim.id } });
    expect(status).toBe(201);
    const otp = bench.lastCode();
    expect((await bench.act(String(body.id), OTP_CHECK, { otp })).body.status).toBe('COMPLETED');
  });

  it('is not authenticated where the policy blocks disabled users', async () => {
    const { switches } = bench.sandbox;
    await bench.activeEmail();
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    const otp = bench.lastCode();
    switches.policy.blockDisabledUsers = true;
    const refused = problem(400, 'REQUEST_FAILED');
    expect(await bench.initiate({ user: { id: bench.kim.id } })).toMatchObject(refused);
    expect(await bench.act(String(body.id), OTP_CHECK, { otp })).toMatchObject(refused);
    expect((await bench.create({ type: 'TOTP' }, bench.kim.id, bench.worker)).status).toBe(201);
    const { _embedded } = (await read('/deviceAuthenticationPolicies')).body;
    expect(_embedded).toMatchObject({
      deviceAuthenticationPolicies: [{ blockDisabledUsers: true }, { blockDisabledUsers: false }],
    });
    bench.sandbox.users.enable(bench.kim.id);
    expect((await bench.act(String(body.id), OTP_CHECK, { otp })).body.status).toBe('COMPLETED');
  });
});

describe('a user who is locked', () => {
  it('is so until a time by the clock, and cannot sign in until then', async () => {
    const { sandbox, kim } = bench;
    sandbox.users.lock(kim.id, 600);
    const { account, enabled } = await user(kim.id);
    expect(enabled).toBe(true);
    expect(account).toMatchObject({ canAuthenticate: false, status: 'LOCKED' });
    const { lockedAt, unlockAt, secondsUntilUnlock } = account as Record<string, string>;
    expect(Date.parse(String(unlockAt)) - Date.parse(String(lockedAt))).toBe(600_000);
    expect(Number(secondsUntilUnlock)).toBeLessThanOrEqual(600);
    await expect(userToken(sandbox.address, kim)).rejects.toThrow('This account is locked.');

    sandbox.clock.advance(600_000);
    expect((await user(kim.id)).account).toEqual({ canAuthenticate: true, status: 'OK' });
    expect(sandbox.users.find(kim.id)?.lock).toBeNull();
    await expect(userToken(sandbox.address, kim)).resolves.toBeTruthy();
  });

  it('stays so without a time, until unlocked', async () => {
    const { sandbox, kim } = bench;
    sandbox.users.lock(kim.id);
    sandbox.clock.advance(30 * 24 * 3_600_000);
    bench.worker = await bench.operator();
    expect((await user(kim.id)).account).toMatchObject({ status: 'LOCKED' });
    sandbox.users.unlock(kim.id);
    expect((await user(kim.id)).account).toMatchObject({ status: 'OK' });
  });

  it('has no token renewed', async () => {
    const { sandbox, kim } = bench;
    const { refresh_token: token = '' } = await userTokens(sandbox.address, kim);
    sandbox.users.lock(kim.id);
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: token,
      client_id: sandbox.address.clientId,
    });
    const reply = await call(`${issuerOf(sandbox.address)}/token`, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: body.toString(),
    });
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('from another process', () => {
  const post = (id: string, body: JsonObject) =>
    call(`${bench.sandbox.address.inboxUrl}/users/${id}`, {
      method: 'POST',
      type: JSON_TYPE,
      body,
    });

  it('a user is changed', async () => {
    const { id } = bench.kim;
    const reply = await post(id, { enabled: false, locked: true, mfaEnabled: true });
    const changed = { id, username: 'kim', enabled: false, locked: true, mfaEnabled: true };
    expect(reply).toMatchObject({ status: 200, body: changed });
    expect(reply.text).not.toContain(bench.kim.password);
    expect(await user(id)).toMatchObject({ enabled: false, mfaEnabled: true });
    await post(id, { enabled: true, locked: 60 });
    expect(await user(id)).toMatchObject({ enabled: true, account: { status: 'LOCKED' } });
    bench.sandbox.clock.advance(60_000);
    const seen = await call(`${bench.sandbox.address.inboxUrl}/users/${id}`);
    expect(seen.body).toMatchObject({ enabled: true, locked: false });
  });

  it('a user is deleted, once', async () => {
    const { id } = bench.kim;
    expect((await post(id, { vanish: true })).body).toEqual({ vanished: true });
    expect(await read(`/users/${id}`)).toMatchObject(GONE);
    expect((await post(id, { vanish: true })).status).toBe(404);
  });

  it('what is not understood is refused', async () => {
    expect((await post(bench.kim.id, { enable: true })).status).toBe(400);
    expect((await post(bench.kim.id, { vanish: true, enabled: true })).status).toBe(400);
    expect((await post(NOBODY, { enabled: true })).status).toBe(404);
  });
});

it('a second administrator is there', async () => {
  expect(bench.user('robin')).toMatchObject({ password: 'robin-sandbox-1' });
  const robin = await bench.operator('robin');
  expect((await read('/users', robin)).status).toBe(200);
  expect(bench.sandbox.address.users[0]?.username).toBe('kim');
});
