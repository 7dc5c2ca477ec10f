import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../sandbox/json';
import { call, createBench, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const get = (path: string) => call(bench.sandbox.address.inboxUrl + path);
const post = (path: string, body: JsonObject) =>
  call(bench.sandbox.address.inboxUrl + path, { method: 'POST', type: 'application/json', body });

describe('the inbox', () => {
  it('lists messages, newest first', async () => {
    await bench.activeEmail();
    bench.sandbox.switches.nextCode = '000042';
    await bench.initiate({ user: { id: bench.kim.id } });
    const messages = JSON.parse((await get('/messages')).text) as JsonObject[];
    expect(messages.slice(0, 2)).toEqual(bench.sandbox.messages().slice(0, 2));
    expect(Object.keys(messages[0] ?? {}).sort()).toEqual(
      ['channel', 'code', 'deviceId', 'sentAt', 'to'].sort(),
    );
    expect(messages[0]?.code).toBe('000042');
  });

  it('moves the clock', async () => {
    const before = bench.sandbox.clock.now();
    await post('/clock', { advanceMs: 3_600_000 });
    expect(bench.sandbox.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    const { body } = await post('/clock', { now: '2030-01-01T00:00:00.000Z' });
    expect(Number(body.now)).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1));
    expect((await post('/clock', { later: 1 })).status).toBe(400);
  });

  it('throws switches, and says which do not exist', async () => {
    const thrown = await post('/switches', { policy: { email: { otp: { otpLength: 8 } } } });
    expect(thrown.status).toBe(200);
    expect(bench.sandbox.switches.policy.email.otp).toMatchObject({
      otpLength: 8,
      failure: { count: 3 },
    });
    const wrong = await post('/switches', { policy: { email: { enable: false } } });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: 'switches.policy.email has no enable' },
    });
  });

  it('sets faults, and withdraws them', async () => {
    await post('/faults', { path: 'devices$', times: 5, effect: { status: 418 } });
    expect((await bench.create({})).status).toBe(418);
    await call(`${bench.sandbox.address.inboxUrl}/faults`, { method: 'DELETE' });
    expect((await bench.create({})).status).toBe(400);
    expect((await post('/faults', { effect: 'explode' })).status).toBe(400);
  });

  it('answers the prompt of the agent', async () => {
    expect((await get('/prompt')).text).toBe('null');
    expect((await post('/prompt', { answer: 'confirm' })).status).toBe(409);
    await post('/agent', { mode: 'ask' });
    const { body } = await bench.create({
      type: 'PINGID_DESKTOP_GEN2',
      status: 'ACTIVATION_REQUIRED',
    });
    const options = String(body.pingIdDesktopCredentialCreationOptions);
    const waiting = bench.agent('/register', options);
    await vi.waitUntil(() => bench.sandbox.agent.prompt !== null);
    expect((await get('/prompt')).body).toMatchObject({ action: 'register', rpId: 'example.org' });
    expect((await post('/prompt', { answer: 'confirm' })).status).toBe(200);
    expect((await waiting).status).toBe(200);
    await post('/agent', { mode: 'confirm' });
  });

  it('stops and starts the agent', async () => {
    expect((await post('/agent', { mode: 'refused' })).body.mode).toBe('refused');
    expect(bench.sandbox.agent.isListening).toBe(false);
    expect((await post('/agent', { mode: 'confirm' })).body.mode).toBe('confirm');
    expect(bench.sandbox.agent.isListening).toBe(true);
    expect((await post('/agent', { mode: 'dance' })).status).toBe(400);
  });

  it('moves the agent, and lets another program come to its port', async () => {
    const { port } = bench.sandbox.agent;
    const moved = await post('/agent', { port: 0 });
    expect(moved.body).toMatchObject({ port: bench.sandbox.agent.port, squatted: false });
    expect(bench.sandbox.agent.port).not.toBe(port);
    const { body } = await post('/agent', { port, squatted: true });
    expect(body).toMatchObject({ port, squatted: bench.sandbox.agent.isSquatted });
    expect((await post('/agent', { squatted: false })).body.squatted).toBe(false);
    expect((await post('/agent', { port: 70_000 })).status).toBe(400);
  });

  it('tells other processes the truth about devices and requests', async () => {
    const id = await bench.activeEmail();
    const devices = JSON.parse((await get(`/devices/${bench.kim.id}`)).text) as JsonObject[];
    expect(devices).toMatchObject([{ id, status: 'ACTIVE' }]);
    const requests = JSON.parse((await get('/requests')).text) as JsonObject[];
    expect(requests.at(-1)).toMatchObject({ host: 'api', method: 'POST', status: 200 });
  });

  it('shows the authenticator apps', async () => {
    expect((await get('/apps')).text).toBe('[]');
    const { body } = await bench.create({ type: 'TOTP' });
    const [app] = JSON.parse((await get('/apps')).text) as JsonObject[];
    expect(app).toEqual({
      deviceId: body.id,
      userId: bench.kim.id,
      issuer: 'PingOne Sandbox',
      account: 'kim',
      digits: 6,
      period: 30,
      algorithm: 'SHA1',
      code: bench.sandbox.apps.code(String(body.id)),
      validForMs: expect.any(Number) as number,
    });
  });

  it('shows the hardware tokens, and presses them', async () => {
    const shown = async () => JSON.parse((await get('/tokens')).text) as JsonObject[];
    const [seeded] = bench.sandbox.address.oathTokens;
    const [hotp, ...others] = await shown();
    expect(hotp).toEqual({ ...seeded, code: null, validForMs: null });
    expect(others.find(({ type }) => type === 'TOTP')).toMatchObject({
      code: expect.stringMatching(/^\d{6}$/) as string,
      validForMs: expect.any(Number) as number,
    });

    const press = async (serial: string) => post(`/tokens/${serial}/press`, {});
    const codes = [await press('HOTP0001SYNC'), await press('HOTP0001SYNC')];
    expect(new Set(codes.map(({ body }) => body.code)).size).toBe(2);
    const { body } = await bench.create({ type: 'OATH_TOKEN', serialNumber: 'HOTP0001SYNC' });
    const otp = bench.sandbox.tokens.find('HOTP0001SYNC').press();
    expect((await bench.activate(String(body.id), { otp })).status).toBe(200);
    expect((await press('NONE')).status).toBe(404);
    const bare = { method: 'POST' };
    const { inboxUrl } = bench.sandbox.address;
    expect((await call(`${inboxUrl}/tokens/TOTP0001SYNC/press`, bare)).status).toBe(200);
  });

  it('is a page that loads nothing from elsewhere', async () => {
    const page = await get('/');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('<h1>Inbox</h1>');
    expect(page.text).not.toMatch(/https?:\/\//);
  });

  it('takes nothing but JSON', async () => {
    const options = { method: 'POST', type: 'text/plain', body: '{"advanceMs":1}' };
    const reply = await call(`${bench.sandbox.address.inboxUrl}/clock`, options);
    expect(reply.status).toBe(400);
  });
});
