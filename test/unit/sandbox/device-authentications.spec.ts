import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { userToken } from '../../sandbox/sign-in';
import {
  ASSERTION_CHECK,
  call,
  createBench,
  OTP_CHECK,
  problem,
  SELECT,
  type Bench,
} from './caller';

let bench: Bench;
let email: string;

beforeAll(async () => {
  bench = await createBench();
});
beforeEach(async () => {
  email = await bench.activeEmail();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const start = async (more: JsonObject = {}) =>
  (await bench.initiate({ user: { id: bench.kim.id }, ...more })).body;
const check = (transaction: JsonObject, otp: unknown) =>
  bench.act(String(transaction.id), OTP_CHECK, { otp });
const read = (transaction: JsonObject, token = bench.worker) =>
  call(bench.authentications(`/${String(transaction.id)}`), { token });
const WRONG = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' });

describe('a device authentication', () => {
  it('asks for the code that it sent, and completes with it', async () => {
    const sent = bench.sandbox.messages().length;
    const transaction = await start();
    expect(transaction).toMatchObject({
      status: 'OTP_REQUIRED',
      selectedDevice: { id: email },
      user: { id: bench.kim.id },
    });
    expect(bench.sandbox.messages()).toHaveLength(sent + 1);
    const done = await check(transaction, bench.lastCode());
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'COMPLETED', authenticators: ['mfa', 'email'] },
    });
    expect((await read(transaction)).body.status).toBe('COMPLETED');
  });

  it('completed, has exactly the fields of the published sample', async () => {
    bench.sandbox.switches.deviceAuthenticationFields = 'lean';
    const transaction = await start();
    const { body } = await check(transaction, bench.lastCode());
    expect(Object.keys(body).sort()).toEqual(
      [
        '_embedded',
        '_links',
        'authenticators',
        'createdAt',
        'environment',
        'id',
        'policy',
        'selectedDevice',
        'status',
        'updatedAt',
        'user',
      ].sort(),
    );
    expect(body._links).toEqual({
      self: { href: bench.authentications(`/${String(transaction.id)}`) },
    });
    expect(body._embedded).toEqual({
      devices: [
        {
          id: email,
          type: 'EMAIL',
          status: 'ACTIVE',
          email: expect.stringMatching(/^b\*\*\*\*@example\.org$/) as string,
        },
      ],
    });
  });

  it('shows blockedDevices and the bypass flags only now and then', async () => {
    const seen = [await start(), await start()].map((body) => 'bypassAllowed' in body);
    expect([...seen].sort()).toEqual([false, true]);
    bench.sandbox.switches.deviceAuthenticationFields = 'rich';
    expect(await start()).toMatchObject({
      bypassAllowed: false,
      _embedded: { blockedDevices: [], devices: [{ usableStatus: { status: 'ENABLED' } }] },
    });
  });

  it('takes each code once, as a string, and only its own', async () => {
    bench.sandbox.switches.nextCode = '111111';
    const first = await start();
    bench.sandbox.switches.nextCode = '222222';
    const second = await start();
    expect(await check(second, '111111')).toMatchObject(WRONG);
    expect((await check(first, 111111)).status).toBe(400);
    expect((await check(first, '111111')).body.status).toBe('COMPLETED');
    expect(await check(first, '111111')).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });

  it('refuses a code whose life is over', async () => {
    bench.sandbox.switches.policy.email.otp.lifeTime = { duration: 60, timeUnit: 'SECONDS' };
    const transaction = await start();
    bench.sandbox.clock.advance(60_000);
    expect(await check(transaction, bench.lastCode())).toMatchObject(WRONG);
  });

  it('refuses another kind of answer than it asked for', async () => {
    const transaction = await start();
    const body = { origin: 'https://desk.example.org', assertion: 'a.b.c' };
    expect(await bench.act(String(transaction.id), ASSERTION_CHECK, body)).toMatchObject(
      problem(400, 'REQUEST_FAILED'),
    );
  });
});

describe('a wrong code', () => {
  it('is 400 and leaves the transaction open', async () => {
    const transaction = await start();
    expect(await check(transaction, bench.wrongCode())).toMatchObject(WRONG);
    expect((await read(transaction)).body.status).toBe('OTP_REQUIRED');
    expect((await check(transaction, bench.lastCode())).body.status).toBe('COMPLETED');
  });

  it('is 200 with FAILED by a switch', async () => {
    bench.sandbox.switches.otpFailureStyle = 'status';
    const transaction = await start();
    expect(await check(transaction, bench.wrongCode())).toMatchObject({
      status: 200,
      body: { status: 'FAILED', error: { code: 'CHECK_FAILED' } },
    });
    expect((await check(transaction, bench.lastCode())).status).toBe(400);
  });

  it('is 200 with OTP_REQUIRED by a switch', async () => {
    bench.sandbox.switches.otpFailureStyle = 'retry';
    const transaction = await start();
    expect(await check(transaction, bench.wrongCode())).toMatchObject({
      status: 200,
      body: { status: 'OTP_REQUIRED' },
    });
    expect((await check(transaction, bench.lastCode())).body.status).toBe('COMPLETED');
  });

  it('locks the device in the end, which then cannot be used until it cools down', async () => {
    const transaction = await start();
    for (let count = 0; count < 3; count += 1) await check(transaction, bench.wrongCode());
    expect((await read(transaction)).body).toMatchObject({
      status: 'FAILED',
      error: { code: 'DEVICE_LOCKED' },
    });
    expect(await start()).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [{ id: email }] },
    });
    expect((await start({ selectedDevice: { id: email } })).status).toBe('FAILED');
    bench.sandbox.clock.advance(120_000);
    expect((await start()).status).toBe('OTP_REQUIRED');
  });
});

describe('the device', () => {
  it('is the first one, unless the request names another', async () => {
    const second = await bench.activeEmail();
    expect(await start()).toMatchObject({ selectedDevice: { id: email } });
    expect(await start({ selectedDevice: { id: second } })).toMatchObject({
      status: 'OTP_REQUIRED',
      selectedDevice: { id: second },
    });
  });

  it('is chosen by the person where the policy prompts', async () => {
    bench.sandbox.switches.policy.deviceSelection = 'PROMPT_TO_SELECT';
    expect((await start()).status).toBe('OTP_REQUIRED');
    const second = await bench.activeEmail();
    const transaction = await start();
    expect(transaction.status).toBe('DEVICE_SELECTION_REQUIRED');
    expect(transaction._links).toHaveProperty(['device.select']);
    expect(transaction).not.toHaveProperty('selectedDevice');
    const select = (id: unknown) => bench.act(String(transaction.id), SELECT, { device: { id } });
    expect((await check(transaction, '123456')).status).toBe(400);
    expect(await select('none')).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'device.id' }),
    );
    expect(await select(second)).toMatchObject({
      status: 200,
      body: { status: 'OTP_REQUIRED', selectedDevice: { id: second } },
    });
    expect((await check(transaction, bench.lastCode())).body.status).toBe('COMPLETED');
    expect((await select(second)).status).toBe(400);
  });

  it('is shown even if it is the only one, where the policy always displays', async () => {
    bench.sandbox.switches.policy.deviceSelection = 'ALWAYS_DISPLAY_DEVICES';
    expect((await start()).status).toBe('DEVICE_SELECTION_REQUIRED');
  });

  it('must be active and the own one', async () => {
    const { body: pending } = await bench.create({
      type: 'EMAIL',
      email: 'kim@example.org',
      status: 'ACTIVATION_REQUIRED',
    });
    const reply = await bench.initiate({
      user: { id: bench.kim.id },
      selectedDevice: { id: pending.id },
    });
    expect(reply).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'selectedDevice.id' }),
    );
  });

  it('is missing for who has none', async () => {
    const reply = await bench.initiate({ user: { id: bench.user('morgan').id } });
    expect(reply).toMatchObject({
      status: 201,
      body: { status: 'FAILED', error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [] } },
    });
  });
});

describe('starting one', () => {
  it('needs a user who exists', async () => {
    expect(await bench.initiate({})).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'user.id' }),
    );
    expect(await bench.initiate({ user: { id: 'none' } })).toMatchObject(problem(404, 'NOT_FOUND'));
  });

  it('is for workers, and for end users on themselves', async () => {
    const own = await bench.initiate({ user: { id: bench.kim.id } }, bench.kimToken);
    expect(own.status).toBe(201);
    expect(
      await bench.initiate({ user: { id: bench.user('alex').id } }, bench.kimToken),
    ).toMatchObject(problem(403, 'ACCESS_FAILED'));
    const alex = await userToken(bench.sandbox.address, bench.user('alex'));
    expect((await read(own.body, alex)).status).toBe(403);
  });

  it('is refused to end users by a switch, and never to workers', async () => {
    const { switches } = bench.sandbox;
    const attempt = (token: string) => bench.initiate({ user: { id: bench.kim.id } }, token);
    switches.refuseUserTokensOnDeviceAuthentications = true;
    expect(await attempt(bench.kimToken)).toMatchObject(
      problem(401, 'ACCESS_FAILED', { code: 'INVALID_TOKEN' }),
    );
    switches.refuseUserTokensOnDeviceAuthentications = 403;
    expect(await attempt(bench.kimToken)).toMatchObject(
      problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' }),
    );
    expect((await attempt(bench.worker)).status).toBe(201);
  });
});

it('is gone after its time, with 404 or 410', async () => {
  const transaction = await start();
  bench.sandbox.clock.advance(30 * 60_000);
  expect(await check(transaction, bench.lastCode())).toMatchObject(problem(404, 'NOT_FOUND'));
  bench.sandbox.switches.expiredDeviceAuthentication = 410;
  expect((await read(transaction)).status).toBe(410);
});

it('works without the environment in its path, where the domain is custom', async () => {
  bench.sandbox.switches.customDomain = true;
  const { authBaseUrl } = bench.sandbox.address;
  const reply = await call(`${authBaseUrl}/deviceAuthentications`, {
    method: 'POST',
    type: 'application/json',
    token: bench.worker,
    body: { user: { id: bench.kim.id } },
  });
  expect(reply.status).toBe(201);
  expect(reply.headers.get('location')).toBe(
    `${authBaseUrl}/deviceAuthentications/${String(reply.body.id)}`,
  );
  expect((await read(reply.body)).status).toBe(404);
});
