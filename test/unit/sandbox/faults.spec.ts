import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issuerOf, userTokens } from '../../sandbox/sign-in';
import { call, createBench, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const PENDING = { type: 'EMAIL', email: 'kim@example.org', status: 'ACTIVATION_REQUIRED' };
const create = () => bench.create(PENDING);
const count = () => bench.sandbox.devices(bench.kim.id).length;
const faults = () => bench.sandbox.faults;

describe('a fault', () => {
  it('answers in place of the host, once, and nothing happens', async () => {
    faults().add({ method: 'POST', path: /devices$/, effect: { status: 500 } });
    expect(await create()).toMatchObject(problem(500, 'UNEXPECTED_ERROR'));
    expect(count()).toBe(0);
    expect((await create()).status).toBe(201);
  });

  it('meets as many requests as it is told to, and can be withdrawn', async () => {
    faults().add({ path: /devices/, times: 2, effect: { status: 502, body: '' } });
    expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
      502, 502, 201,
    ]);
    faults().add({ effect: { status: 500 } });
    faults().clear();
    expect((await create()).status).toBe(201);
  });

  it('meets only the host and the media type that it names', async () => {
    const type = 'application/vnd.pingidentity.device.activate+json';
    faults().add({ host: 'api', mediaType: type, effect: { status: 503 } });
    const { body } = await create();
    expect((await bench.activate(String(body.id), { otp: bench.lastCode() })).status).toBe(503);
    expect((await bench.activate(String(body.id), { otp: bench.lastCode() })).status).toBe(200);
  });

  it('can answer after the effect has happened', async () => {
    faults().add({ method: 'POST', effect: { status: 504, afterEffect: true } });
    expect((await create()).status).toBe(504);
    expect(count()).toBe(1);
  });

  it('cuts the connection before the effect, or after it, or in the answer', async () => {
    faults().add({ method: 'POST', effect: 'cutBefore' });
    await expect(create()).rejects.toThrow();
    expect(count()).toBe(0);
    expect(bench.sandbox.requests.at(-1)?.status).toBe(0);
    faults().add({ method: 'POST', effect: 'cutAfter' });
    await expect(create()).rejects.toThrow();
    expect(count()).toBe(1);
    faults().add({ method: 'POST', effect: 'cutDuring' });
    await expect(create()).rejects.toThrow();
    expect(count()).toBe(2);
  });

  it('sends garbage or a web page with 200', async () => {
    faults().add({ method: 'POST', effect: 'garbage' });
    const garbage = await create();
    expect(garbage.headers.get('content-type')).toBe('application/json');
    expect(() => JSON.parse(garbage.text) as unknown).toThrow();
    faults().add({ method: 'POST', effect: 'html' });
    expect((await create()).headers.get('content-type')).toBe('text/html');
    expect(count()).toBe(0);
  });

  it('delays, and then lets it happen', async () => {
    faults().add({ method: 'POST', effect: { delayMs: 120 } });
    const since = performance.now();
    const reply = await create();
    expect(reply.status).toBe(201);
    expect(reply.headers.get('correlation-id')).not.toBeNull();
    expect(performance.now() - since).toBeGreaterThan(100);
  });

  it('limits the rate with seconds, and is unavailable until a date', async () => {
    faults().add({ effect: 'rateLimited' });
    const limited = await create();
    expect(limited).toMatchObject(problem(429, 'REQUEST_LIMITED'));
    expect(limited.headers.get('retry-after')).toBe('2');
    faults().add({ effect: 'unavailable' });
    const unavailable = await create();
    expect(unavailable.status).toBe(503);
    const until = new Date(unavailable.headers.get('retry-after') ?? '').getTime();
    expect(until - Date.parse(unavailable.headers.get('date') ?? '')).toBeGreaterThanOrEqual(1_000);
  });

  it('has the OAuth shape under /as/', async () => {
    faults().add({ host: 'auth', path: /\/as\/token/, effect: { status: 500 } });
    const reply = await call(`${issuerOf(bench.sandbox.address)}/token`, { method: 'POST' });
    expect(reply).toMatchObject({ status: 500, body: { error: 'server_error' } });
  });

  it('may lose the answer to a refresh that has happened', async () => {
    const { address } = bench.sandbox;
    const first = await userTokens(address, bench.kim);
    const refresh = () =>
      call(`${issuerOf(address)}/token`, {
        method: 'POST',
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: first.refresh_token ?? '',
          client_id: address.clientId,
        }).toString(),
      });
    faults().add({ host: 'auth', path: /\/as\/token/, effect: 'cutAfter' });
    await expect(refresh()).rejects.toThrow();
    expect((await refresh()).body.error_description).toContain('Correlation ID');
    expect((await refresh()).body.error).toBe('invalid_grant');
  });

  it('may befall the agent', async () => {
    faults().add({ host: 'agent', effect: 'cutBefore' });
    await expect(bench.agent('/register', 'x')).rejects.toThrow();
    expect((await bench.agent('/register', 'x')).status).toBe(400);
  });

  it('may be that nobody answers at all, and then everybody again', async () => {
    const { network, address } = bench.sandbox;
    const discovery = () =>
      call(`${issuerOf(address)}/.well-known/openid-configuration`, { method: 'GET' });
    await network.unplug();
    await expect(discovery()).rejects.toThrow();
    await network.plugIn();
    expect((await discovery()).status).toBe(200);
  });
});
