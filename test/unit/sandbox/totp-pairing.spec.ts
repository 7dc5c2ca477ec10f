import { URI } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, createBench, OTP_CHECK, problem, RESEND, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
beforeEach(() => {
  // A second into a time step, so that none ends under a test.
  bench.sandbox.clock.set(Math.ceil(Date.now() / 60_000) * 60_000 + 1_000);
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const STEP = 30_000;
const WRONG = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' });
const ACTIVE = { status: 200, body: { status: 'ACTIVE' } };

const create = async () => (await bench.create({ type: 'TOTP' })).body;
const pairing = async () => String((await create()).id);
const code = (id: string) => bench.sandbox.apps.code(id);
const activate = (id: string, otp: unknown) => bench.activate(id, { otp });
const paired = async () => {
  const id = await pairing();
  await activate(id, code(id));
  return id;
};
const prove = async (id: string, otp: string) => {
  const { body } = await bench.initiate({ user: { id: bench.kim.id }, selectedDevice: { id } });
  return bench.act(String(body.id), OTP_CHECK, { otp });
};
const failures = (id: string) =>
  bench.sandbox.devices(bench.kim.id).find((device) => device.id === id)?.failures;

describe('creating an authenticator app', () => {
  it('answers with the key, once, and sends nothing', async () => {
    const { id, type, status, secret, keyUri } = await create();
    expect([type, status]).toEqual(['TOTP', 'ACTIVATION_REQUIRED']);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(keyUri).toBe(
      `otpauth://totp/PingOne%20Sandbox:kim?secret=${String(secret)}` +
        '&issuer=PingOne%20Sandbox&digits=6&period=30&algorithm=SHA1',
    );
    const url = bench.devicesUrl(bench.kim.id);
    for (const reply of [
      await call(url, { token: bench.kimToken }),
      await call(`${url}/${String(id)}`, { token: bench.kimToken }),
      await activate(String(id), code(String(id))),
    ]) {
      expect(reply.status).toBe(200);
      expect(reply.text).toContain(String(id));
      expect(reply.text).not.toContain(String(secret));
      expect(reply.text).not.toContain('otpauth');
    }
    expect(bench.sandbox.messages()).toEqual([]);
  });

  it.each([
    { digits: 8, period: 30, algorithm: 'SHA1' },
    { digits: 6, period: 60, algorithm: 'SHA256' },
    { digits: 8, period: 60, algorithm: 'SHA512' },
  ] as const)('gives a key that a real app reads: %j', async (totpKey) => {
    bench.sandbox.switches.totpKey = totpKey;
    const { id, keyUri } = await create();
    const app = URI.parse(String(keyUri));
    expect(app).toMatchObject({ ...totpKey, issuer: 'PingOne Sandbox', label: 'kim' });
    const shown = app.generate({ timestamp: bench.sandbox.clock.now() });
    expect(shown).toBe(code(String(id)));
    expect(await activate(String(id), shown)).toMatchObject(ACTIVE);
  });

  it('names the issuer of the policy', async () => {
    bench.sandbox.switches.policy.totp.uriParameters.issuer = 'Süd & Söhne';
    const { keyUri } = await create();
    const url = new URL(String(keyUri));
    expect(decodeURIComponent(url.pathname)).toContain('Süd & Söhne:kim');
    expect(url.searchParams.get('issuer')).toBe('Süd & Söhne');
  });

  it('makes another key each time', async () => {
    expect((await create()).secret).not.toBe((await create()).secret);
  });

  it('is a matter of the policy', async () => {
    bench.sandbox.switches.policy.totp.pairingDisabled = true;
    expect(await bench.create({ type: 'TOTP' })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'type' }),
    );
  });
});

describe('activating it', () => {
  it.each([
    [0, ACTIVE],
    [5, ACTIVE],
    [6, WRONG],
  ])('with a code that is %i steps old', async (steps, expected) => {
    const id = await pairing();
    const otp = code(id);
    bench.sandbox.clock.advance(steps * STEP);
    expect(await activate(id, otp)).toMatchObject(expected);
  });

  it.each([
    [5, ACTIVE],
    [6, WRONG],
  ])('with a code that comes %i steps too soon', async (steps, expected) => {
    const id = await pairing();
    bench.sandbox.clock.advance(steps * STEP);
    const otp = code(id);
    bench.sandbox.clock.advance(-steps * STEP);
    expect(await activate(id, otp)).toMatchObject(expected);
  });

  it('in the time that the policy gives', async () => {
    bench.sandbox.switches.policy.totp.passcodeGracePeriod = 1;
    const id = await pairing();
    const otp = code(id);
    bench.sandbox.clock.advance(2 * STEP);
    expect(await activate(id, otp)).toMatchObject(WRONG);
    bench.sandbox.clock.advance(-STEP);
    expect(await activate(id, otp)).toMatchObject(ACTIVE);
  });

  it('with text, not with a number', async () => {
    const id = await pairing();
    expect(await activate(id, Number(code(id)))).toMatchObject(WRONG);
    expect(failures(id)).toBe(0);
  });

  it('three times wrong locks it', async () => {
    const id = await pairing();
    for (let count = 0; count < 3; count += 1) await activate(id, 'wrong');
    expect(await activate(id, code(id))).toMatchObject(WRONG);
    bench.sandbox.clock.advance(120_000);
    expect(await activate(id, code(id))).toMatchObject(ACTIVE);
  });

  it('within 30 minutes; afterwards every code is wrong, until the device is gone', async () => {
    const [early, late] = [await pairing(), await pairing()];
    bench.sandbox.clock.advance(30 * 60_000 - 5_000);
    expect(await activate(early, code(early))).toMatchObject(ACTIVE);
    bench.sandbox.clock.advance(5_000);
    expect(await activate(late, code(late))).toMatchObject(WRONG);
    expect(await prove(early, code(early))).toMatchObject({ body: { status: 'COMPLETED' } });
    bench.sandbox.clock.advance(24 * 3_600_000 - 30 * 60_000);
    expect(bench.sandbox.devices(bench.kim.id).map(({ id }) => id)).toEqual([early]);
  });

  it('never by another code to be sent', async () => {
    const options = { method: 'POST', type: RESEND, token: bench.kimToken, body: '' };
    const url = `${bench.devicesUrl(bench.kim.id)}/${await pairing()}`;
    expect(await call(url, options)).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });
});

describe('a code', () => {
  it('is right once, and none before it is right again', async () => {
    const id = await pairing();
    const earlier = code(id);
    bench.sandbox.clock.advance(STEP);
    const used = code(id);
    await activate(id, used);
    expect(await prove(id, used)).toMatchObject(WRONG);
    expect(await prove(id, earlier)).toMatchObject(WRONG);
    bench.sandbox.clock.advance(STEP);
    const next = code(id);
    expect(await prove(id, next)).toMatchObject({
      body: { status: 'COMPLETED', authenticators: ['mfa', 'totp'] },
    });
    expect(await prove(id, next)).toMatchObject(WRONG);
  });

  it('is that of its own device', async () => {
    const [id, other] = [await paired(), await paired()];
    bench.sandbox.clock.advance(STEP);
    expect(await prove(id, code(other))).toMatchObject(WRONG);
    expect(await prove(id, code(id))).toMatchObject({ body: { status: 'COMPLETED' } });
  });
});

describe('the apps', () => {
  it('are as many as there are devices of this type', async () => {
    const [first, second] = [await paired(), await pairing()];
    await bench.activeEmail();
    expect(bench.sandbox.apps.list()).toMatchObject([
      { deviceId: first, userId: bench.kim.id, account: 'kim', digits: 6, period: 30 },
      { deviceId: second, code: code(second) },
    ]);
    await call(`${bench.devicesUrl(bench.kim.id)}/${first}`, {
      method: 'DELETE',
      token: bench.worker,
    });
    expect(bench.sandbox.apps.list().map(({ deviceId }) => deviceId)).toEqual([second]);
    expect(() => code(first)).toThrow('there is no authenticator app');
  });

  it('say how long their code lasts', async () => {
    const id = await pairing();
    const [before] = bench.sandbox.apps.list();
    const left = before?.validForMs ?? 0;
    expect(left).toBeGreaterThan(20_000);
    expect(left).toBeLessThanOrEqual(29_000);
    bench.sandbox.clock.advance(left);
    expect(code(id)).not.toBe(before?.code);
  });
});
