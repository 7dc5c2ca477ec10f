import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { call, createBench, OTP_CHECK, problem, RESEND, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const TYPES = ['SMS', 'VOICE', 'WHATSAPP'] as const;
const E164 = '+15125201234';
const RENDERINGS = [E164, '+1.5125201234', '+1.512.520.1234', '+1 (512) 520-1234'];
const ONLY_FOR_CALLS = ['15125201234', '1-512-520-1234'];

const create = (type: string, more: JsonObject = {}) =>
  bench.create({ type, phone: E164, ...more });
const pairing = async (type: string) => String((await create(type)).body.id);
const refused = (code: string, target: string) => problem(400, 'INVALID_DATA', { code, target });
const read = (path: string) => call(bench.api(path), { token: bench.worker });

describe.each(TYPES)('%s', (type) => {
  it.each(RENDERINGS)('takes %s for one number', async (phone) => {
    const { status, body } = await create(type, { phone });
    expect([status, body.phone]).toEqual([201, E164]);
    expect(bench.sandbox.messages()[0]).toMatchObject({
      deviceId: body.id,
      channel: type,
      to: E164,
      code: expect.stringMatching(/^\d{6}$/) as string,
    });
  });

  it.each([
    ...[
      '5125201234x',
      '+0125201234',
      '+1.51234',
      '+1512520123412345',
      '+1 512 520 1234',
      '++15125201234',
    ],
    ...[
      '+1-512-520-1234',
      '+1.512520.12a4',
      '+1 (512) 520 1234',
      ' +15125201234',
      '+15125201234\n',
    ],
    ...['', 15125201234, [E164]],
  ])('refuses %j', async (phone) => {
    expect(await create(type, { phone })).toMatchObject(
      problem(400, 'INVALID_DATA', {
        code: 'INVALID_VALUE',
        target: 'phone',
        innerError: { allowedPattern: expect.stringContaining('^') as string },
      }),
    );
  });

  it('needs a number', async () => {
    expect(await bench.create({ type })).toMatchObject(refused('REQUIRED_VALUE', 'phone'));
  });

  it('is activated by its code, and by no older one', async () => {
    bench.sandbox.switches.nextCode = '000042';
    const id = await pairing(type);
    bench.sandbox.switches.nextCode = '111111';
    const resent = await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, {
      method: 'POST',
      type: RESEND,
      token: bench.kimToken,
      body: '',
    });
    expect(resent.status).toBe(200);
    expect((await bench.activate(id, { otp: '000042' })).status).toBe(400);
    expect(await bench.activate(id, { otp: 111111 })).toMatchObject(
      refused('INVALID_VALUE', 'otp'),
    );
    expect(await bench.activate(id, { otp: '111111' })).toMatchObject({
      status: 200,
      body: { status: 'ACTIVE', phone: E164 },
    });
  });

  it('is proven by a code of its own, its number masked', async () => {
    const id = await pairing(type);
    await bench.activate(id, { otp: bench.lastCode() });
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    expect(body._embedded).toMatchObject({ devices: [{ id, phone: '*******1234' }] });
    expect(bench.sandbox.messages()[0]).toMatchObject({ channel: type, to: E164 });
    const done = await bench.act(String(body.id), OTP_CHECK, { otp: bench.lastCode() });
    const word = { SMS: 'sms', VOICE: 'voice', WHATSAPP: 'whatsApp' }[type];
    expect(done.body).toMatchObject({ status: 'COMPLETED', authenticators: ['mfa', word] });
  });

  it('follows its own section of the policy', async () => {
    const section = ({ SMS: 'sms', VOICE: 'voice', WHATSAPP: 'whatsApp' } as const)[type];
    const policy = bench.sandbox.switches.policy[section];
    policy.otp.otpLength = 9;
    policy.otp.lifeTime = { duration: 40, timeUnit: 'SECONDS' };
    const id = await pairing(type);
    expect(bench.lastCode()).toMatch(/^\d{9}$/);
    bench.sandbox.clock.advance(40_000);
    expect((await bench.activate(id, { otp: bench.lastCode() })).status).toBe(400);
    policy.enabled = false;
    expect(await create(type)).toMatchObject(refused('INVALID_VALUE', 'type'));
  });

  it('may be paired twice with one number, unless the switch forbids it', async () => {
    await bench.activate(await pairing(type), { otp: bench.lastCode() });
    expect((await create(type)).status).toBe(201);
    bench.sandbox.switches.duplicateDevice = 400;
    expect(await create(type, { phone: '+1.5125201234' })).toMatchObject(
      refused('UNIQUENESS_VIOLATION', 'phone'),
    );
    const [other = ''] = TYPES.filter((one) => one !== type);
    expect((await create(other)).status).toBe(201);
  });
});

it.each(ONLY_FOR_CALLS)('%s is a number for calls alone', async (phone) => {
  expect((await create('VOICE', { phone })).body.phone).toBe(E164);
  expect(await create('SMS', { phone })).toMatchObject(refused('INVALID_VALUE', 'phone'));
  expect(await create('WHATSAPP', { phone })).toMatchObject(refused('INVALID_VALUE', 'phone'));
});

it('messages by WhatsApp live half as long as the others', async () => {
  const [text, whatsApp] = [await pairing('SMS'), await pairing('WHATSAPP')];
  const [second = '', first = ''] = bench.sandbox.messages().map(({ code }) => code);
  bench.sandbox.clock.advance(15 * 60_000);
  expect((await bench.activate(whatsApp, { otp: second })).status).toBe(400);
  expect((await bench.activate(text, { otp: first })).status).toBe(200);
});

it('WhatsApp is refused by the policy that has it off', async () => {
  const { body } = await read('/deviceAuthenticationPolicies');
  const { deviceAuthenticationPolicies: all } = body._embedded as {
    deviceAuthenticationPolicies: { id: string; name: string }[];
  };
  const pilot = all.find(({ name }) => name === 'Pilot')?.id;
  const attempt = (type: string) => create(type, { policy: { id: pilot } });
  expect(await attempt('WHATSAPP')).toMatchObject(refused('INVALID_VALUE', 'type'));
  expect((await attempt('SMS')).status).toBe(201);
});

describe('an extension', () => {
  it('is refused where the MFA settings have none', async () => {
    expect(await create('VOICE', { extension: '313' })).toMatchObject(
      refused('INVALID_VALUE', 'extension'),
    );
  });

  it('is dialled where they have them', async () => {
    bench.sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
    const { body } = await create('VOICE', { extension: ',,313#*' });
    expect(body).toMatchObject({ phone: E164, extension: ',,313#*' });
    expect(bench.sandbox.messages()[0]).toMatchObject({ to: E164, extension: ',,313#*' });
    await create('VOICE');
    expect(bench.sandbox.messages()[0]).not.toHaveProperty('extension');
  });

  it.each(['x313', '31 3', '', 313])('%j is none', async (extension) => {
    bench.sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
    expect(await create('VOICE', { extension })).toMatchObject(
      refused('INVALID_VALUE', 'extension'),
    );
  });

  it.each(['SMS', 'WHATSAPP', 'EMAIL', 'TOTP'])('%s has none', async (type) => {
    bench.sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
    const body = { type, phone: E164, email: 'kim@example.org', extension: '313' };
    expect(await bench.create(body)).toMatchObject(refused('INVALID_VALUE', 'extension'));
  });
});
