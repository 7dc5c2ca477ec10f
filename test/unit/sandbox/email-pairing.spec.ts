import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userToken } from '../../sandbox/sign-in';
import { ACTIVATE, call, createBench, problem, RESEND, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const PENDING = { type: 'EMAIL', email: 'kim@example.org', status: 'ACTIVATION_REQUIRED' };
const WRONG = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' });

let id: string;
const create = async () => String((await bench.create(PENDING)).body.id);
const activate = (otp: unknown) => bench.activate(id, { otp });
const resend = () =>
  call(`${bench.devicesUrl(bench.kim.id)}/${id}`, {
    method: 'POST',
    type: RESEND,
    token: bench.kimToken,
    body: '',
  });
const device = () => bench.sandbox.devices(bench.kim.id).find((one) => one.id === id);

describe('creating an e-mail device', () => {
  it('answers 201 with the pending device and sends a code', async () => {
    const { status, body } = await bench.create({ ...PENDING, nickname: 'Work' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...PENDING,
      nickname: 'Work',
      lock: { status: 'UNLOCKED' },
      block: { status: 'UNBLOCKED' },
      user: { id: bench.kim.id },
      environment: { id: bench.sandbox.address.environmentId },
    });
    expect(bench.sandbox.messages()[0]).toMatchObject({
      deviceId: body.id,
      channel: 'EMAIL',
      to: 'kim@example.org',
      code: expect.stringMatching(/^\d{6}$/) as string,
    });
  });

  it.each(['nonsense', 'a@b', 'two words@example.org', '@example.org', 'a@@example.org', 7, ''])(
    'refuses the address %j',
    async (email) => {
      expect(await bench.create({ ...PENDING, email })).toMatchObject(
        problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'email' }),
      );
    },
  );

  it('needs an address and a type', async () => {
    expect(await bench.create({ type: 'EMAIL' })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'email' }),
    );
    expect(await bench.create({ email: 'kim@example.org' })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'type' }),
    );
  });

  it('sends codes of the policy length, leading zeros included', async () => {
    bench.sandbox.switches.policy.email.otp.otpLength = 10;
    await create();
    expect(bench.lastCode()).toMatch(/^\d{10}$/);
    bench.sandbox.switches.nextCode = '000042';
    id = await create();
    expect(bench.lastCode()).toBe('000042');
    expect(await activate('42')).toMatchObject(WRONG);
    expect((await activate('000042')).status).toBe(200);
  });
});

describe('activating it', () => {
  beforeEach(async () => {
    id = await create();
  });

  it('works with the code, and with nothing else', async () => {
    expect(await activate(bench.wrongCode())).toMatchObject(WRONG);
    expect(device()?.status).toBe('ACTIVATION_REQUIRED');
    const done = await activate(bench.lastCode());
    expect(done).toMatchObject({ status: 200, body: { id, status: 'ACTIVE' } });
    expect(device()?.status).toBe('ACTIVE');
  });

  it('is possible once', async () => {
    const code = bench.lastCode();
    await activate(code);
    expect(await activate(code)).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });

  it('takes the code as a string', async () => {
    const value = { code: 'INVALID_VALUE', target: 'otp' };
    expect(await activate(Number(bench.lastCode()))).toMatchObject(
      problem(400, 'INVALID_DATA', value),
    );
    expect(await bench.activate(id, {})).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'otp' }),
    );
    expect(await activate('')).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'EMPTY_VALUE', target: 'otp' }),
    );
    expect(device()?.failures).toBe(0);
  });

  it('names the detail and the attempts left as the switches say', async () => {
    bench.sandbox.switches.wrongOtpDetail = 'INVALID_OTP';
    bench.sandbox.switches.attemptsRemaining = true;
    expect(await activate(bench.wrongCode())).toMatchObject(
      problem(400, 'INVALID_DATA', {
        code: 'INVALID_OTP',
        target: 'otp',
        innerError: { attemptsRemaining: 2 },
      }),
    );
    bench.sandbox.switches.innerErrorKey = 'innererror';
    expect((await activate(bench.wrongCode())).text).toContain(
      '"innererror":{"attemptsRemaining":1',
    );
  });

  it('locks the device after the failures that the policy allows, until the cool-down ends', async () => {
    for (let count = 0; count < 3; count += 1) await activate(bench.wrongCode());
    expect(await activate(bench.lastCode())).toMatchObject(WRONG);
    const url = `${bench.devicesUrl(bench.kim.id)}/${id}`;
    const { body } = await call(url, { token: bench.kimToken });
    expect(body.lock).toMatchObject({ status: 'LOCKED', reason: 'OTP' });
    const { expiresAt } = body.lock as { expiresAt: string };
    const left = new Date(expiresAt).getTime() - bench.sandbox.clock.now();
    expect(left).toBeGreaterThan(110_000);
    expect(left).toBeLessThanOrEqual(120_000);

    bench.sandbox.clock.advance(120_000);
    expect((await activate(bench.lastCode())).status).toBe(200);
  });

  it('refuses a code that has expired', async () => {
    bench.sandbox.clock.advance(30 * 60_000);
    expect(await activate(bench.lastCode())).toMatchObject(WRONG);
  });

  it('refuses the older code after a resend', async () => {
    bench.sandbox.switches.nextCode = '111111';
    await resend();
    bench.sandbox.switches.nextCode = '222222';
    expect((await resend()).status).toBe(200);
    expect(await activate('111111')).toMatchObject(WRONG);
    expect((await activate('222222')).status).toBe(200);
  });

  it('ends the resending', async () => {
    await activate(bench.lastCode());
    expect(await resend()).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });

  it('is an update: it needs that scope, and the own record', async () => {
    const body = { otp: bench.lastCode() };
    const send = (token: string) =>
      call(`${bench.devicesUrl(bench.kim.id)}/${id}`, {
        method: 'POST',
        type: ACTIVATE,
        token,
        body,
      });
    const { address } = bench.sandbox;
    const reader = await userToken(address, bench.kim, ['openid', 'p1:read:device']);
    const alex = await userToken(address, bench.user('alex'));
    expect((await send(reader)).status).toBe(403);
    expect((await send(alex)).status).toBe(403);
    expect((await send(bench.kimToken)).status).toBe(200);
  });
});
