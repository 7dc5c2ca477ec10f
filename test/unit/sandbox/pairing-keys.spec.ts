import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { MOBILE_APPLICATION_ID, mobileApplication } from '../../sandbox/policy-switches';
import { userToken, workerToken } from '../../sandbox/sign-in';
import { call, NOBODY, problem } from './caller';
import { createPhoneBench, LIMIT, type PhoneBench } from './phone-bench';

let keys: PhoneBench;

beforeAll(async () => {
  keys = await createPhoneBench();
});
afterEach(() => keys.reset());
afterAll(() => keys.bench.sandbox.close());

const switches = () => keys.bench.sandbox.switches;
const advance = (seconds: number) => keys.bench.sandbox.clock.advance(seconds * 1_000);
const create = async (body?: JsonObject) => (await keys.createKey(body)).body;
const NOT_FOUND = problem(404, 'NOT_FOUND');

describe('a pairing key', () => {
  it('is created with a code, and read until it is deleted', async () => {
    const { bench } = keys;
    const created = await keys.createKey();
    const { id } = created.body;
    const url = `${keys.keysUrl()}/${String(id)}`;
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(url);
    expect(created.body).toEqual({
      _links: {
        self: { href: url },
        environment: { href: bench.api('') },
        user: { href: bench.api(`/users/${bench.kim.id}`) },
      },
      id,
      environment: { id: bench.sandbox.address.environmentId },
      user: { id: bench.kim.id },
      code: expect.stringMatching(/^\d{12}$/) as string,
      status: 'UNCLAIMED',
      applications: [],
      createdAt: expect.stringMatching(/^\d{4}-.+Z$/) as string,
      updatedAt: created.body.createdAt,
    });
    expect(await keys.readKey(created.body)).toMatchObject({ status: 200, body: created.body });
    expect(await keys.removeKey(created.body)).toMatchObject({ status: 204, text: '' });
    expect(await keys.readKey(created.body)).toMatchObject(NOT_FOUND);
    expect(await keys.removeKey(created.body)).toMatchObject(NOT_FOUND);
  });

  it('belongs to one user', async () => {
    const alex = keys.bench.user('alex').id;
    const { id } = await create();
    const url = `${keys.keysUrl(alex)}/${String(id)}`;
    expect(await call(url, { token: keys.bench.worker })).toMatchObject(NOT_FOUND);
    expect(await keys.createKey({}, NOBODY)).toMatchObject(NOT_FOUND);
  });

  it('cannot be listed or changed', async () => {
    const { worker: token } = keys.bench;
    const refused = problem(405, 'INVALID_REQUEST');
    expect(await call(keys.keysUrl(), { token })).toMatchObject(refused);
    const { id } = await create();
    const put = { method: 'PUT', type: 'application/json', body: {}, token };
    expect(await call(`${keys.keysUrl()}/${String(id)}`, put)).toMatchObject(refused);
  });

  it('needs JSON and its media type', async () => {
    const options = { method: 'POST', token: keys.bench.worker };
    expect((await call(keys.keysUrl(), { ...options, body: '{}' })).status).toBe(415);
    const empty = { ...options, type: 'application/json', body: '' };
    expect(await call(keys.keysUrl(), empty)).toMatchObject(problem(400, 'INVALID_REQUEST'));
  });

  it('is for end users on themselves, each action by its scope', async () => {
    const { bench } = keys;
    const { address } = bench.sandbox;
    const scoped = (scope: string) => userToken(address, bench.kim, ['openid', scope]);
    const creator = await scoped('p1:create:pairingKey');
    const reader = await scoped('p1:read:pairingKey');
    const remover = await scoped('p1:delete:pairingKey');
    const denied = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });
    expect(await keys.createKey({}, bench.kim.id, reader)).toMatchObject(denied);
    const { status, body } = await keys.createKey({}, bench.kim.id, creator);
    expect(status).toBe(201);
    expect(await keys.readKey(body, creator)).toMatchObject(denied);
    expect((await keys.readKey(body, reader)).status).toBe(200);
    expect(await keys.removeKey(body, reader)).toMatchObject(denied);
    expect((await keys.removeKey(body, remover)).status).toBe(204);
    const alex = bench.user('alex').id;
    expect(await keys.createKey({}, alex, bench.kimToken)).toMatchObject(denied);
    switches().foreignUser = 404;
    expect(await keys.createKey({}, alex, bench.kimToken)).toMatchObject(NOT_FOUND);
  });
});

describe('the code', () => {
  it('is as the settings and switches say', async () => {
    const code = async () => (await create()).code;
    switches().pairingCodeRegion = true;
    expect(await code()).toMatch(/^01\d{12}$/);
    switches().pairingCodeLength = 9;
    expect(await code()).toMatch(/^01\d{7}$/);
    switches().mfaSettings.pairing.pairingKeyFormat = 'ALPHANUMERIC';
    switches().pairingCodeLength = null;
    expect(await code()).toMatch(/^[A-Z0-9]{16}$/);
    switches().pairingCodeLength = 40;
    expect(await code()).toMatch(/^[A-Z0-9]{40}$/);
  });

  it('is never that of another key that waits', async () => {
    switches().pairingCodeLength = 1;
    const codes = [];
    for (let count = 0; count < 10; count += 1) codes.push((await create()).code);
    expect(new Set(codes).size).toBe(10);
  });
});

describe('the life of a key', () => {
  it('ends after ten minutes, and then it is gone', async () => {
    const key = await create();
    advance(599);
    expect((await keys.readKey(key)).body.status).toBe('UNCLAIMED');
    advance(1);
    expect(await keys.readKey(key)).toMatchObject(NOT_FOUND);
    expect(await keys.removeKey(key)).toMatchObject(NOT_FOUND);
  });

  it('leaves it behind with a status that nobody knows, by a switch', async () => {
    const key = await create();
    switches().expiredPairingKey = 'EXPIRED';
    expect((await keys.readKey(key)).body.status).toBe('UNCLAIMED');
    advance(600);
    expect(await keys.readKey(key)).toMatchObject({ status: 200, body: { status: 'EXPIRED' } });
    expect((await keys.removeKey(key)).status).toBe(204);
  });

  it('is as long as the policy says when it begins, by the shortest of its apps', async () => {
    const quick = mobileApplication('quick');
    quick.pairingKeyLifetime = { duration: 1, timeUnit: 'MINUTES' };
    const slow = mobileApplication('slow');
    slow.pairingKeyLifetime = { duration: 48, timeUnit: 'HOURS' };
    switches().policy.mobile.applications = [slow, quick];
    const ofAny = await create();
    const ofSlow = await create({ applications: [{ id: 'slow' }] });
    quick.pairingKeyLifetime.duration = 5;
    expect(ofSlow.applications).toEqual([{ id: 'slow' }]);
    advance(60);
    expect((await keys.readKey(ofAny)).status).toBe(404);
    advance(48 * 3_600 - 120);
    const token = await workerToken(keys.bench.sandbox.address);
    expect((await keys.readKey(ofSlow, token)).status).toBe(200);
    advance(60);
    expect((await keys.readKey(ofSlow, token)).status).toBe(404);
  });
});

describe('a key is refused', () => {
  it('where the policy is none, or has the method off', async () => {
    const wrong = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'policy.id' });
    expect(await keys.createKey({ policy: { id: 'none' } })).toMatchObject(wrong);
    const { mobile } = switches().policy;
    mobile.enabled = false;
    expect(await keys.createKey()).toMatchObject(wrong);
    mobile.enabled = true;
    mobile.pairingDisabled = true;
    expect(await keys.createKey()).toMatchObject(wrong);
  });

  it('for apps that the policy does not have', async () => {
    const wrong = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'applications' });
    for (const applications of ['all', {}, [{ id: 'none' }], [null], [MOBILE_APPLICATION_ID]]) {
      expect(await keys.createKey({ applications })).toMatchObject(wrong);
    }
    const right = await keys.createKey({ applications: [{ id: MOBILE_APPLICATION_ID }] });
    expect(right.status).toBe(201);
    switches().policy.mobile.applications = [];
    expect(await keys.createKey()).toMatchObject(wrong);
  });

  it('where the user has as many devices as allowed', async () => {
    switches().policy.maxAllowedDevices = 1;
    expect((await keys.createKey()).status).toBe(201);
    await keys.phone();
    expect(await keys.createKey()).toMatchObject(problem(400, 'REQUEST_FAILED', LIMIT));
  });

  it('where 20 wait already; one that is claimed, dead or deleted does not wait', async () => {
    const all = [];
    for (let count = 0; count < 20; count += 1) all.push(await create());
    expect(await keys.createKey()).toMatchObject(problem(400, 'REQUEST_FAILED', LIMIT));
    expect((await keys.createKey({}, keys.bench.user('alex').id)).status).toBe(201);
    await keys.removeKey(all[0]!);
    expect((await keys.createKey()).status).toBe(201);
    switches().limitExceededCode = 'INVALID_DATA';
    expect(await keys.createKey()).toMatchObject(problem(400, 'INVALID_DATA', LIMIT));
    keys.bench.sandbox.phoneApps.claim(String(all[1]!.code));
    expect((await keys.createKey()).status).toBe(201);
    expect((await keys.createKey()).status).toBe(400);
    advance(600);
    expect((await keys.createKey()).status).toBe(201);
  });
});

it('is no way around: MOBILE is not created as a device', async () => {
  const { bench } = keys;
  const refused = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'type' });
  for (const status of ['ACTIVATION_REQUIRED', 'ACTIVE']) {
    const body = { type: 'MOBILE', status };
    expect(await bench.create(body, bench.kim.id, bench.worker)).toMatchObject(refused);
  }
  expect(bench.sandbox.devices(bench.kim.id)).toEqual([]);
});

it('is in the policies and the settings', async () => {
  const { bench } = keys;
  switches().mfaSettings.pairing.pairingKeyFormat = 'ALPHANUMERIC';
  const settings = await call(bench.api('/mfaSettings'), { token: bench.worker });
  expect(settings.body.pairing).toEqual({ maxAllowedDevices: 5, pairingKeyFormat: 'ALPHANUMERIC' });
  const policies = await call(bench.api('/deviceAuthenticationPolicies'), { token: bench.worker });
  const mobile = {
    enabled: true,
    pairingDisabled: false,
    promptForNicknameOnPairing: false,
    otp: { failure: { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } } },
    applications: [
      {
        id: MOBILE_APPLICATION_ID,
        pushTimeout: { duration: 40, timeUnit: 'SECONDS' },
        pairingKeyLifetime: { duration: 10, timeUnit: 'MINUTES' },
        pushLimit: {
          count: 5,
          timePeriod: { duration: 10, timeUnit: 'MINUTES' },
          lockDuration: { duration: 30, timeUnit: 'MINUTES' },
        },
        push: { enabled: true, numberMatching: { enabled: false } },
      },
    ],
  };
  expect(policies.body).toMatchObject({
    _embedded: { deviceAuthenticationPolicies: [{ mobile }, { mobile }] },
  });
});
