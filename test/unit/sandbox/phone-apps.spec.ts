import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultSeed } from '../../sandbox';
import type { JsonObject } from '../../sandbox/json';
import { MOBILE_APPLICATION_ID } from '../../sandbox/policy-switches';
import { call, createBench, OTP_CHECK } from './caller';
import { createPhoneBench, type PhoneBench } from './phone-bench';

let keys: PhoneBench;

beforeAll(async () => {
  keys = await createPhoneBench();
});
afterEach(() => keys.reset());
afterAll(() => keys.bench.sandbox.close());

const apps = () => keys.bench.sandbox.phoneApps;
const create = async (body?: JsonObject) => (await keys.createKey(body)).body;
const devices = () => keys.bench.sandbox.devices(keys.bench.kim.id);
const statusOf = async (key: JsonObject) => (await keys.readKey(key)).body.status;

describe('an app that claims a key', () => {
  it('is an active device of that user, and the key says so', async () => {
    const key = await create();
    const os = { type: 'IOS', version: '26.1' };
    const phone = apps().claim(String(key.code), { model: 'iPhone 17', os });
    expect(phone).toMatchObject({ userId: keys.bench.kim.id, model: 'iPhone 17', mode: 'ask' });
    const claimed = await keys.readKey(key);
    expect(claimed.body).toMatchObject({ id: key.id, code: key.code, status: 'CLAIMED' });
    expect(claimed.body).not.toHaveProperty('error');

    const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}`;
    const { body } = await call(url, { token: keys.bench.worker });
    expect(body).toMatchObject({
      id: phone.deviceId,
      type: 'MOBILE',
      status: 'ACTIVE',
      lock: { status: 'UNLOCKED' },
      os,
      model: { name: 'iPhone 17' },
      application: {
        id: MOBILE_APPLICATION_ID,
        nativeName: expect.any(String) as string,
        version: expect.any(String) as string,
        pushSandbox: false,
      },
    });
    expect(body).not.toHaveProperty('nickname');
  });

  it('is the one that the key was asked for', async () => {
    const { policy } = keys.bench.sandbox.switches;
    policy.mobile.applications = ['one', 'two'].map((id) => ({ ...keys.application(), id }));
    const of = ({ deviceId }: { deviceId: string }) =>
      devices().find(({ id }) => id === deviceId)?.attributes.application;
    const named = await create({ applications: [{ id: 'two' }] });
    expect(of(apps().claim(String(named.code)))).toMatchObject({ id: 'two' });
    expect(of(apps().claim(String((await create()).code)))).toMatchObject({ id: 'one' });
  });

  it('takes a code that is written in groups', async () => {
    const { code } = await create();
    apps().claim(String(code).replace(/(.{4})/g, '$1 '));
    expect(devices()).toHaveLength(1);
  });

  it('gets nowhere with a code that is wrong, used, dead or deleted', async () => {
    const key = await create();
    const claim = ({ code }: JsonObject) => apps().claim(String(code));
    expect(() => claim({ code: 'none' })).toThrow('no key with this code waits');
    expect(await statusOf(key)).toBe('UNCLAIMED');
    claim(key);
    expect(() => claim(key)).toThrow('no key with this code waits');
    expect(await statusOf(key)).toBe('CLAIMED');
    const deleted = await create();
    await keys.removeKey(deleted);
    expect(() => claim(deleted)).toThrow('no key with this code waits');
    const dead = await create();
    keys.bench.sandbox.clock.advance(600_000);
    expect(() => claim(dead)).toThrow('no key with this code waits');
    expect(devices()).toHaveLength(1);
  });

  it('fails where a test says so, and the key says why', async () => {
    apps().failNextClaim('SDK_TOO_OLD');
    expect(() => apps().claim('none')).toThrow();
    const key = await create();
    expect(() => apps().claim(String(key.code))).toThrow('the pairing failed: SDK_TOO_OLD');
    expect((await keys.readKey(key)).body).toMatchObject({
      status: 'FAILED',
      error: { code: 'SDK_TOO_OLD', message: expect.any(String) as string },
    });
    expect(() => apps().claim(String(key.code))).toThrow('no key with this code waits');
    expect(devices()).toEqual([]);
    expect((await keys.phone()).userId).toBe(keys.bench.kim.id);
  });

  it.each([
    ['LIMIT_EXCEEDED', { maxAllowedDevices: 0 }],
    ['PAIRING_DISABLED', { mobile: { pairingDisabled: true } }],
    ['PAIRING_DISABLED', { mobile: { enabled: false } }],
  ])('fails with %s after the policy changed: %j', async (code, change) => {
    const key = await create();
    const { policy } = keys.bench.sandbox.switches;
    const { mobile, ...rest } = change as { mobile?: object };
    Object.assign(policy, rest);
    Object.assign(policy.mobile, mobile);
    expect(() => apps().claim(String(key.code))).toThrow(code);
    expect((await keys.readKey(key)).body).toMatchObject({ status: 'FAILED', error: { code } });
    expect(devices()).toEqual([]);
  });

  it('gets nowhere for a user who is gone', async () => {
    const bench = await createBench();
    const url = bench.api(`/users/${bench.kim.id}/pairingKeys`);
    const options = { method: 'POST', type: 'application/json', body: {}, token: bench.worker };
    const { body } = await call(url, options);
    bench.sandbox.users.vanish(bench.kim.id);
    expect(() => bench.sandbox.phoneApps.claim(String(body.code))).toThrow();
    await bench.sandbox.close();
  });
});

describe('the app', () => {
  it('is there as long as its device is', async () => {
    const phone = await keys.phone();
    expect(
      apps()
        .list()
        .map(({ deviceId }) => deviceId),
    ).toEqual([phone.deviceId]);
    expect(apps().find(phone.deviceId)).toBe(phone);
    const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}`;
    await call(url, { method: 'DELETE', token: keys.bench.worker });
    expect(apps().list()).toEqual([]);
    expect(() => apps().find(phone.deviceId)).toThrow(phone.deviceId);
  });

  it('shows another code every 30 seconds', async () => {
    const phone = await keys.phone();
    const code = phone.code();
    expect(code).toMatch(/^\d{6}$/);
    keys.bench.sandbox.clock.advance(phone.validForMs);
    expect(phone.code()).not.toBe(code);
    expect(phone.validForMs).toBeGreaterThan(29_000);
    const other = await keys.phone();
    expect(other.code()).not.toBe(phone.code());
  });

  it('belongs to every device of a seed too', async () => {
    const seed = defaultSeed();
    const id = '0783541c-a172-4d40-8783-541ca1728d40';
    const attributes = { model: { name: 'Old phone' }, application: { id: MOBILE_APPLICATION_ID } };
    const device = { id, userId: seed.users[0]!.id, type: 'MOBILE', status: 'ACTIVE', attributes };
    const bench = await createBench({ seed: { ...seed, devices: [device] } });
    expect(bench.sandbox.phoneApps.find(id).model).toBe('Old phone');
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    expect(body.status).toBe('PUSH_CONFIRMATION_REQUIRED');
    await bench.sandbox.close();
  });
});

describe('from another process', () => {
  const get = async (path: string) => {
    const { text } = await call(keys.bench.sandbox.address.inboxUrl + path);
    return JSON.parse(text) as JsonObject[];
  };
  const post = (path: string, body: JsonObject) =>
    call(keys.bench.sandbox.address.inboxUrl + path, {
      method: 'POST',
      type: 'application/json',
      body,
    });

  it('keys are claimed, and fail', async () => {
    const key = await create();
    expect(await post('/phone-apps/claim', { code: '1' })).toMatchObject({
      status: 400,
      body: { error: 'no key with this code waits' },
    });
    const claimed = await post('/phone-apps/claim', { code: key.code, model: 'Fairphone 6' });
    expect(claimed.status).toBe(200);
    const [device] = devices();
    expect(await get('/phone-apps')).toEqual([
      {
        deviceId: device?.id,
        userId: keys.bench.kim.id,
        account: 'kim',
        model: 'Fairphone 6',
        mode: 'ask',
        push: 'enabled',
        otp: 'enabled',
        pushes: [],
        code: apps().find(device!.id).code(),
        validForMs: expect.any(Number) as number,
      },
    ]);
    const failing = await create();
    const body = { code: failing.code, failWith: 'BROKEN' };
    expect((await post('/phone-apps/claim', body)).status).toBe(400);
    expect((await keys.readKey(failing)).body.error).toMatchObject({ code: 'BROKEN' });
    expect((await post('/phone-apps/claim', {})).status).toBe(400);
  });

  it('pushes are answered, one by one', async () => {
    const phone = await keys.phone();
    const path = `/phone-apps/${phone.deviceId}`;
    expect((await post(path, { answer: 'approve' })).status).toBe(409);
    const [first, second] = [await keys.begin(), await keys.begin()];
    const [shown] = await get('/phone-apps');
    expect(shown?.pushes).toEqual([
      {
        id: first.id,
        sentAt: expect.any(Number) as number,
        expiresAt: expect.any(Number) as number,
      },
      {
        id: second.id,
        sentAt: expect.any(Number) as number,
        expiresAt: expect.any(Number) as number,
      },
    ]);
    const chosen = await post(path, { answer: 'approve', pushId: second.id });
    expect(chosen).toMatchObject({ status: 200, body: { pushes: [{ id: first.id }] } });
    expect((await post(path, { answer: 'approve', pushId: second.id })).status).toBe(409);
    expect((await keys.read(second)).status).toBe('COMPLETED');
    expect((await post(path, { answer: 'reject' })).status).toBe(200);
    expect((await keys.read(first)).status).toBe('FAILED');
  });

  it('an app is told how to behave', async () => {
    const phone = await keys.phone();
    const path = `/phone-apps/${phone.deviceId}`;
    const changed = await post(path, { mode: 'approve', push: 'disabled', otp: 'disabled' });
    expect(changed.body).toMatchObject({ mode: 'approve', push: 'disabled', code: null });
    expect(phone).toMatchObject({ mode: 'approve', push: 'disabled', otp: 'disabled' });
    expect((await post(path, { mode: 'dance' })).status).toBe(400);
    expect((await post('/phone-apps/none', { mode: 'ask' })).status).toBe(404);
  });
});

it('never proves anything after its device is gone', async () => {
  const phone = await keys.phone();
  phone.push = 'disabled';
  const begun = await keys.begin();
  const code = phone.code();
  const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}`;
  await call(url, { method: 'DELETE', token: keys.bench.worker });
  expect((await keys.bench.act(String(begun.id), OTP_CHECK, { otp: code })).status).toBe(400);
  expect((await keys.read(begun)).error).toMatchObject({ code: 'NO_USABLE_DEVICES' });
});
