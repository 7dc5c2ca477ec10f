import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClock, defaultSeed } from '../../sandbox';
import { JSON_TYPE, vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { ACTIVATE, call, createBench, NOBODY, problem, SELECT, type Bench } from './caller';

let bench: Bench;
let operator: string;
const phoneId = 'b0b11e00-0000-4000-8000-000000000001';

beforeAll(async () => {
  const seed = defaultSeed();
  const userId = seed.users.find(({ username }) => username === 'sam')!.id;
  seed.devices.push({ id: phoneId, userId, type: 'MOBILE', status: 'ACTIVE', nickname: 'Phone' });
  bench = await createBench({ seed, clock: createClock() });
  operator = await bench.operator();
});
afterEach(async () => {
  bench.sandbox.clock.set(Date.now());
  // the phone is sam's for good: a seed's device cannot be made again
  const { kim } = bench;
  for (const { id } of bench.sandbox.devices(kim.id)) {
    await call(`${bench.devicesUrl(kim.id)}/${id}`, { method: 'DELETE', token: bench.worker });
  }
});
afterAll(() => bench.sandbox.close());

const [BLOCK, UNBLOCK, UNLOCK] = ['block', 'unblock', 'unlock'].map((action) =>
  vendorType(`device.${action}`),
) as [string, string, string];
const DENIED = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });

const act = (id: string, type: string, token = operator, userId = bench.kim.id) =>
  call(`${bench.devicesUrl(userId)}/${id}`, { method: 'POST', type, token });
const read = async (id: string) =>
  (await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, { token: bench.kimToken })).body;
const start = async (selectedDevice?: JsonObject) =>
  bench.initiate({ user: { id: bench.kim.id }, ...(selectedDevice && { selectedDevice }) });
const listed = (body: JsonObject, name: string) =>
  ((body._embedded as JsonObject)[name] as JsonObject[] | undefined)?.map(({ id }) => id);

describe('blocking', () => {
  it('says since when, on every read, and leaves the status alone', async () => {
    const id = await bench.activeEmail();
    const { status, body } = await act(id, BLOCK);
    const block = { status: 'BLOCKED', blockedAt: expect.stringMatching(/^\d{4}-.*Z$/) };
    expect([status, body]).toMatchObject([200, { id, status: 'ACTIVE', block }]);
    expect(await read(id)).toMatchObject({ status: 'ACTIVE', block: body.block });
  });

  it('keeps the first date where it is done again', async () => {
    const id = await bench.activeEmail();
    const { body: first } = await act(id, BLOCK);
    bench.sandbox.clock.advance(60_000);
    expect((await act(id, BLOCK)).body.block).toEqual(first.block);
  });

  it('keeps the device out of device authentications, and unblocking lets it in again', async () => {
    bench.sandbox.switches.deviceAuthenticationFields = 'rich';
    const [first, second] = [await bench.activeEmail(), await bench.activeEmail()];
    await act(first, BLOCK);
    const { body } = await start();
    expect(body).toMatchObject({ status: 'OTP_REQUIRED', selectedDevice: { id: second } });
    expect(listed(body, 'devices')).toEqual([second]);
    expect(listed(body, 'blockedDevices')).toEqual([first]);
    expect((await start({ id: first })).status).toBe(400);
    expect((await bench.act(String(body.id), SELECT, { device: { id: first } })).status).toBe(400);

    expect((await act(first, UNBLOCK)).body.block).toEqual({ status: 'UNBLOCKED' });
    expect((await start({ id: first })).body).toMatchObject({ selectedDevice: { id: first } });
  });

  it('of the only device leaves none that is usable', async () => {
    const id = await bench.activeEmail();
    await act(id, BLOCK);
    expect((await start()).body).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [{ id }] },
    });
  });

  it('keeps nobody from renaming or removing the device', async () => {
    const id = await bench.activeEmail();
    await act(id, BLOCK);
    const url = `${bench.devicesUrl(bench.kim.id)}/${id}`;
    const rename = { method: 'PUT', type: JSON_TYPE, body: { nickname: 'Old' } };
    const token = bench.kimToken;
    expect((await call(`${url}/nickname`, { ...rename, token })).body.nickname).toBe('Old');
    expect((await call(url, { method: 'DELETE', token })).status).toBe(204);
  });
});

describe('unlocking', () => {
  const fail = async (id: string, times: number) => {
    for (let time = 0; time < times; time += 1) {
      const { body } = await start({ id });
      const check = vendorType('otp.check');
      await bench.act(String(body.id), check, { otp: bench.wrongCode() });
    }
  };

  it('ends the lock before its time, and the counting begins anew', async () => {
    const id = await bench.activeEmail();
    await fail(id, 3);
    expect((await read(id)).lock).toMatchObject({ status: 'LOCKED', reason: 'OTP' });
    const { status, body } = await act(id, UNLOCK);
    expect([status, body.lock]).toEqual([200, { status: 'UNLOCKED' }]);
    await fail(id, 2);
    expect((await read(id)).lock).toEqual({ status: 'UNLOCKED' });
    await fail(id, 1);
    expect((await read(id)).lock).toMatchObject({ status: 'LOCKED' });
  });

  it('forgets failures that have not locked it yet, and leaves a block alone', async () => {
    const id = await bench.activeEmail();
    await fail(id, 2);
    await act(id, BLOCK);
    expect((await act(id, UNLOCK)).body).toMatchObject({ block: { status: 'BLOCKED' } });
    await act(id, UNBLOCK);
    await fail(id, 2);
    expect((await read(id)).lock).toEqual({ status: 'UNLOCKED' });
  });

  it('is no unblocking, and blocking no lock', async () => {
    const id = await bench.activeEmail();
    expect((await act(id, BLOCK)).body).toMatchObject({ lock: { status: 'UNLOCKED' } });
  });
});

describe('request for logs', () => {
  const put = (id: string, body: JsonObject | string, userId: string, token = operator) =>
    call(`${bench.devicesUrl(userId)}/${id}/logs`, { method: 'PUT', type: JSON_TYPE, token, body });

  it('is taken for an app', async () => {
    const sam = bench.user('sam').id;
    expect(await put(phoneId, { status: 'PENDING' }, sam)).toMatchObject({
      status: 200,
      body: { status: 'PENDING' },
    });
  });

  it('is refused for anything else', async () => {
    const id = await bench.activeEmail();
    expect(await put(id, { status: 'PENDING' }, bench.kim.id)).toMatchObject(
      problem(400, 'REQUEST_FAILED'),
    );
  });

  it.each([
    ['without a status', {}, 'REQUIRED_VALUE'],
    ['with another status', { status: 'DONE' }, 'INVALID_VALUE'],
  ])('is refused %s', async (_name, body, code) => {
    expect(await put(phoneId, body, bench.user('sam').id)).toMatchObject(
      problem(400, 'INVALID_DATA', { code, target: 'status' }),
    );
  });

  it('is a PUT, and JSON', async () => {
    const url = `${bench.devicesUrl(bench.user('sam').id)}/${phoneId}/logs`;
    const token = operator;
    expect((await call(url, { method: 'POST', type: JSON_TYPE, token, body: {} })).status).toBe(
      405,
    );
    expect((await call(url, { method: 'PUT', type: ACTIVATE, token, body: {} })).status).toBe(415);
  });
});

it.each([BLOCK, UNBLOCK, UNLOCK])('end users may not: %s', async (type) => {
  const id = await bench.activeEmail();
  expect(await act(id, type, bench.kimToken)).toMatchObject(DENIED);
  expect(await read(id)).toMatchObject({ block: { status: 'UNBLOCKED' } });
  expect((await act(id, type, bench.worker)).status).toBe(200);
  expect((await act(NOBODY, type)).status).toBe(404);
  expect((await act(id, type, operator, NOBODY)).status).toBe(404);
});
