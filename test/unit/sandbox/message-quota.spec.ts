import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, createBench, OTP_CHECK, problem, RESEND, SELECT, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  // Access tokens for longer than the day that these tests wait.
  bench = await createBench({ switches: { accessTokenLifetime: 400 * 24 * 3_600 } });
});
const LIMIT = 3;
beforeEach(() => {
  bench.sandbox.switches.messagesPerDay = LIMIT;
});
afterEach(async () => {
  await bench.reset();
  // The count goes on from test to test; each gets a day of its own.
  bench.sandbox.clock.advance(24 * 3_600_000);
});
afterAll(() => bench.sandbox.close());

const OVER = { status: 400, body: { details: [{ code: 'LIMIT_EXCEEDED' }] } };
const bodies = {
  EMAIL: { type: 'EMAIL', email: 'kim@example.org' },
  SMS: { type: 'SMS', phone: '+15125201234' },
  VOICE: { type: 'VOICE', phone: '+15125201234' },
  WHATSAPP: { type: 'WHATSAPP', phone: '+15125201234' },
};
type Channel = keyof typeof bodies;
const create = (channel: Channel) => bench.create(bodies[channel]);
const exhaust = async (channel: Channel) => {
  for (let count = 0; count < LIMIT; count += 1) {
    expect((await create(channel)).status).toBe(201);
  }
};

it('is 50 by default', async () => {
  const usual = await createBench({ switches: { messagesPerDay: 50 } });
  const pairing = { ...bodies.SMS, status: 'ACTIVATION_REQUIRED' };
  const { body } = await usual.create(pairing);
  const resend = () =>
    call(`${usual.devicesUrl(usual.kim.id)}/${String(body.id)}`, {
      method: 'POST',
      type: RESEND,
      token: usual.kimToken,
      body: '',
    });
  for (let count = 1; count < 50; count += 1) expect((await resend()).status).toBe(200);
  expect(await resend()).toMatchObject(OVER);
  expect(usual.sandbox.messages()).toHaveLength(50);
  await usual.sandbox.close();
});

describe.each(Object.keys(bodies) as Channel[])('messages by %s', (channel) => {
  it('are so many in a day, and then no device is made', async () => {
    await exhaust(channel);
    const devices = bench.sandbox.devices(bench.kim.id).length;
    expect(await create(channel)).toMatchObject({ ...problem(400, 'REQUEST_FAILED'), ...OVER });
    bench.sandbox.switches.limitExceededCode = 'INVALID_DATA';
    expect(await create(channel)).toMatchObject(problem(400, 'INVALID_DATA'));
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(devices);

    bench.sandbox.clock.advance(24 * 3_600_000 - 60_000);
    expect(await create(channel)).toMatchObject(OVER);
    bench.sandbox.clock.advance(60_000);
    expect((await create(channel)).status).toBe(201);
  });

  it('count apart from the other channels and the other users', async () => {
    await exhaust(channel);
    const others = (Object.keys(bodies) as Channel[]).filter((one) => one !== channel);
    for (const other of others) expect((await create(other)).status).toBe(201);
    const body = { ...bodies[channel], status: 'ACTIVATION_REQUIRED' };
    expect((await bench.create(body, bench.user('sam').id, bench.worker)).status).toBe(201);
  });
});

it('nothing is counted where nothing is sent', async () => {
  await exhaust('SMS');
  const body = { ...bodies.SMS, status: 'ACTIVE' };
  expect((await bench.create(body, bench.kim.id, bench.worker)).status).toBe(201);
});

describe('a device authentication', () => {
  it('that cannot send its code is refused', async () => {
    await bench.activeEmail();
    bench.sandbox.switches.messagesPerDay = 1;
    expect(await bench.initiate({ user: { id: bench.kim.id } })).toMatchObject(OVER);
  });

  it('stays with its device where the code of another cannot be sent', async () => {
    const email = await bench.activeEmail();
    const { body: phone } = await bench.create(bodies.SMS);
    await bench.activate(String(phone.id), { otp: bench.lastCode() });
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    const code = bench.lastCode();
    bench.sandbox.switches.messagesPerDay = 1;
    const id = String(body.id);
    expect(await bench.act(id, SELECT, { device: { id: phone.id } })).toMatchObject(OVER);
    const done = await bench.act(id, OTP_CHECK, { otp: code });
    expect(done.body).toMatchObject({ status: 'COMPLETED', selectedDevice: { id: email } });
  });
});
