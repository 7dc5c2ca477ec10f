import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AgentMode } from '../../sandbox';
import { ASSERTION_CHECK, call, createBench, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  bench.sandbox.agent.mode = 'confirm';
  bench.sandbox.agent.delayMs = 0;
  bench.sandbox.clock.set(Date.now());
  await bench.reset();
});
afterAll(() => bench.sandbox.close());

const DESKTOP = { type: 'PINGID_DESKTOP_GEN2', status: 'ACTIVATION_REQUIRED' };
const ORIGIN = 'https://desk.example.org';
const BAD_ATTESTATION = problem(400, 'INVALID_DATA', {
  code: 'INVALID_VALUE',
  target: 'attestation',
});

async function createDesktop(more = {}) {
  const { body } = await bench.create({ ...DESKTOP, ...more });
  return { id: String(body.id), options: String(body.pingIdDesktopCredentialCreationOptions) };
}
async function paired() {
  const { id, options } = await createDesktop();
  const { text: attestation } = await bench.agent('/register', options);
  const activation = await bench.activate(id, { attestation });
  return { id, options, attestation, activation };
}
async function asked(id: string) {
  const { body } = await bench.initiate({ user: { id: bench.kim.id }, selectedDevice: { id } });
  return { transaction: body, options: String(body.pingIdDesktopCredentialRequestOptions) };
}
const check = (transactionId: unknown, body: { origin?: string; assertion?: string }) =>
  bench.act(String(transactionId), ASSERTION_CHECK, body);

describe('pairing PingID Desktop', () => {
  it('goes from question to attestation to ACTIVE', async () => {
    const { id, activation } = await paired();
    expect(activation).toMatchObject({
      status: 200,
      body: {
        id,
        type: 'PINGID_DESKTOP_GEN2',
        status: 'ACTIVE',
        rp: { id: 'example.org', name: 'example.org' },
        os: { type: 'MAC' },
        model: {},
        unitId: bench.sandbox.agent.unitId,
        application: { nativeName: 'PingID Desktop', pushSandbox: false },
      },
    });
  });

  it('needs the attestation, and no code', async () => {
    const { id } = await createDesktop();
    expect(await bench.activate(id, { otp: '123456' })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'attestation' }),
    );
  });

  it('refuses the question sent back, and nonsense', async () => {
    const { id, options } = await createDesktop();
    expect(await bench.activate(id, { attestation: options })).toMatchObject(BAD_ATTESTATION);
    expect(await bench.activate(id, { attestation: 'a.b.c' })).toMatchObject(BAD_ATTESTATION);
    expect(bench.sandbox.devices(bench.kim.id)[0]?.status).toBe('ACTIVATION_REQUIRED');
  });

  it('refuses an attestation for another device', async () => {
    const first = await createDesktop();
    const second = await createDesktop();
    const { text: attestation } = await bench.agent('/register', first.options);
    expect(await bench.activate(second.id, { attestation })).toMatchObject(BAD_ATTESTATION);
    expect((await bench.activate(first.id, { attestation })).status).toBe(200);
  });

  it('refuses what a stranger signed', async () => {
    bench.sandbox.agent.mode = 'foreignKey';
    expect((await paired()).activation).toMatchObject(BAD_ATTESTATION);
  });

  it('refuses an answer that comes after five minutes', async () => {
    const { id, options } = await createDesktop();
    const { text: attestation } = await bench.agent('/register', options);
    bench.sandbox.clock.advance(5 * 60_000 + 1_000);
    expect(await bench.activate(id, { attestation })).toMatchObject(BAD_ATTESTATION);
    expect((await bench.agent('/register', options)).status).toBe(400);
  });

  it('takes another relying party where the request names one', async () => {
    const { options } = await createDesktop({ rp: { id: 'example.com', name: 'Example' } });
    expect((await bench.agent('/register', options)).status).toBe(403);
    const headers = { origin: 'https://app.example.com' };
    expect((await bench.agent('/register', options, headers)).status).toBe(200);
    expect(await bench.create({ ...DESKTOP, rp: { id: 'https://x' } })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'rp.id' }),
    );
  });

  it('has no code to send again', async () => {
    const { id } = await createDesktop();
    const reply = await call(`${bench.devicesUrl(bench.kim.id)}/${id}`, {
      method: 'POST',
      type: 'application/vnd.pingidentity.device.sendActivationCode+json',
      token: bench.kimToken,
      body: '',
    });
    expect(reply).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });
});

describe('proving PingID Desktop', () => {
  it('goes from question to assertion to COMPLETED', async () => {
    const { id } = await paired();
    const { transaction, options } = await asked(id);
    expect(transaction.status).toBe('ASSERTION_REQUIRED');
    const { text: assertion } = await bench.agent('/authenticate', options);
    expect(await check(transaction.id, { origin: ORIGIN, assertion })).toMatchObject({
      status: 200,
      body: {
        status: 'COMPLETED',
        authenticators: ['desktop', 'mfa', 'user'],
        pingIdDesktopCredentialRequestOptions: options,
      },
    });
  });

  it('needs both origin and assertion, and asking again costs nothing', async () => {
    const { id } = await paired();
    const { transaction, options } = await asked(id);
    const { text: assertion } = await bench.agent('/authenticate', options);
    expect(await check(transaction.id, { assertion })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'origin' }),
    );
    expect(await check(transaction.id, { origin: ORIGIN })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'assertion' }),
    );
    expect((await check(transaction.id, { origin: ORIGIN, assertion })).status).toBe(200);
  });

  it.each(['https://desk.example.com', 'http://desk.example.org', 'https://other.example.org'])(
    'refuses the origin %s',
    async (origin) => {
      const { id } = await paired();
      const { transaction, options } = await asked(id);
      const { text: assertion } = await bench.agent('/authenticate', options);
      expect(await check(transaction.id, { origin, assertion })).toMatchObject(
        problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'origin' }),
      );
    },
  );

  it('refuses an assertion for another transaction, and is over then', async () => {
    const { id } = await paired();
    const first = await asked(id);
    const second = await asked(id);
    const { text: assertion } = await bench.agent('/authenticate', first.options);
    const body = { origin: ORIGIN, assertion };
    expect(await check(second.transaction.id, body)).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'assertion' }),
    );
    expect((await check(first.transaction.id, body)).body.status).toBe('COMPLETED');
    const after = await call(bench.authentications(`/${String(second.transaction.id)}`), {
      token: bench.worker,
    });
    expect(after.body.status).toBe('FAILED');
  });

  it('says FAILED with 200 where the switch wants that', async () => {
    bench.sandbox.switches.assertionFailureStyle = 'status';
    const { id, attestation } = await paired();
    const { transaction } = await asked(id);
    expect(await check(transaction.id, { origin: ORIGIN, assertion: attestation })).toMatchObject({
      status: 200,
      body: { status: 'FAILED' },
    });
  });

  it('fails on a computer that has lost its credentials', async () => {
    const { id } = await paired();
    bench.sandbox.agent.forget();
    const { options } = await asked(id);
    expect((await bench.agent('/authenticate', options)).status).toBe(400);
  });
});

describe('the agent', () => {
  it('answers with a signed JWT as plain text, and never with CORS', async () => {
    const { options } = await createDesktop();
    const reply = await bench.agent('/register', options);
    expect(reply.headers.get('content-type')).toBe('text/plain');
    expect(reply.text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await call(`${bench.sandbox.address.desktopAgentUrl}/register`, {
      method: 'OPTIONS',
      headers: { origin: ORIGIN },
    });
    expect(preflight.status).toBe(405);
  });

  it('wants application/jwt: 415', async () => {
    const { options } = await createDesktop();
    for (const type of ['application/json', 'text/plain', undefined]) {
      const reply = await call(`${bench.sandbox.address.desktopAgentUrl}/register`, {
        method: 'POST',
        type,
        body: options,
        headers: { origin: ORIGIN },
      });
      expect(reply.status).toBe(415);
    }
  });

  it('wants an origin under the relying party: 403', async () => {
    const { options } = await createDesktop();
    const missing = await call(`${bench.sandbox.address.desktopAgentUrl}/register`, {
      method: 'POST',
      type: 'application/jwt',
      body: options,
    });
    expect(missing.status).toBe(403);
    for (const origin of [
      'https://evil.test',
      'https://notexample.org',
      'http://desk.example.org',
    ]) {
      expect((await bench.agent('/register', options, { origin })).status).toBe(403);
    }
    for (const origin of ['https://example.org', 'https://a.b.example.org:8443']) {
      expect((await bench.agent('/register', options, { origin })).status).toBe(200);
    }
  });

  it('takes only what PingOne signed, for the action that it was signed for', async () => {
    const { options } = await createDesktop();
    expect((await bench.agent('/authenticate', options)).status).toBe(400);
    expect((await bench.agent('/register', `"${options}"`)).status).toBe(400);
    expect((await bench.agent('/register', 'hello')).status).toBe(400);
    expect((await bench.agent('/ping', options)).status).toBe(404);
  });

  it.each<[AgentMode, number, RegExp]>([
    ['decline', 401, /declined/],
    ['alreadyPaired', 409, /already paired/],
    ['originRefused', 403, /origin not allowed/],
    ['clientError', 400, /bad request/],
    ['serverError', 500, /internal/],
    ['notFound', 404, /not found/],
    ['html', 200, /<!doctype html>/],
    ['oversized', 200, /^e30\.A{66000}/],
    ['redirect', 307, /^$/],
    ['garbage', 200, /^\{/],
  ])('in mode %s answers %i', async (mode, status, text) => {
    bench.sandbox.agent.mode = mode;
    const { options } = await createDesktop();
    const reply = await bench.agent('/register', options);
    expect(reply.status).toBe(status);
    expect(reply.text).toMatch(text);
  });

  it('echoes, and replays what it said before', async () => {
    const { attestation } = await paired();
    const { options } = await createDesktop();
    bench.sandbox.agent.mode = 'echo';
    expect((await bench.agent('/register', options)).text).toBe(options);
    bench.sandbox.agent.mode = 'replay';
    expect((await bench.agent('/register', options)).text).toBe(attestation);
  });

  it('cuts the connection in the middle of its answer', async () => {
    bench.sandbox.agent.mode = 'cut';
    const { options } = await createDesktop();
    await expect(bench.agent('/register', options)).rejects.toThrow();
  });

  it('hangs until the client gives up', async () => {
    bench.sandbox.agent.mode = 'hang';
    const { options } = await createDesktop();
    const attempt = fetch(`${bench.sandbox.address.desktopAgentUrl}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt', origin: ORIGIN },
      body: options,
      signal: AbortSignal.timeout(100),
    });
    await expect(attempt).rejects.toThrow('aborted due to timeout');
  });

  it('takes its time as a slow person does', async () => {
    bench.sandbox.agent.delayMs = 120;
    const { options } = await createDesktop();
    const since = performance.now();
    expect((await bench.agent('/register', options)).status).toBe(200);
    expect(performance.now() - since).toBeGreaterThan(100);
  });

  it('refuses connections when stopped, and comes back on the same port', async () => {
    const { options } = await createDesktop();
    await bench.sandbox.agent.stop();
    expect(bench.sandbox.agent.isListening).toBe(false);
    await expect(bench.agent('/register', options)).rejects.toThrow();
    await bench.sandbox.agent.start();
    expect((await bench.agent('/register', options)).status).toBe(200);
  });
});

describe('where the agent listens', () => {
  const agent = () => bench.sandbox.agent;
  const portOf = (url: string) => Number(new URL(url).port);

  it('may be another port than the one that was configured, and the same again', async () => {
    const configured = portOf(bench.sandbox.address.desktopAgentUrl);
    const { options } = await createDesktop();
    await agent().moveTo(0);
    expect(agent().port).not.toBe(configured);
    expect(portOf(agent().url)).toBe(agent().port);
    await expect(bench.agent('/register', options)).rejects.toThrow();
    const headers = { origin: ORIGIN };
    const post = { method: 'POST', type: 'application/jwt', body: options, headers };
    expect((await call(`${agent().url}/register`, post)).status).toBe(200);
    await agent().moveTo(configured);
    expect((await bench.agent('/register', options)).status).toBe(200);
  });

  it('is 127.0.0.1, and another program may be on [::1], whether it is there or not', async () => {
    const squatted = `http://[::1]:${String(agent().port)}/register`;
    const ipv6 = await agent().squat();
    expect(agent().isSquatted).toBe(ipv6);
    const { options } = await createDesktop();
    const visit = () =>
      call(squatted, { method: 'POST', type: 'application/jwt', body: options }).then(
        ({ text }) => text,
        () => 'nobody',
      );
    const somebody = ipv6 ? '<!doctype html><title>Somebody else</title>' : 'nobody';
    expect((await bench.agent('/register', options)).status).toBe(200);
    expect(await visit()).toBe(somebody);
    await agent().stop();
    expect(await visit()).toBe(somebody);
    await agent().unsquat();
    expect([agent().isSquatted, await visit()]).toEqual([false, 'nobody']);
    await agent().start();
  });
});

it('goes on proving itself where it refuses to be paired again', async () => {
  const { id } = await paired();
  bench.sandbox.agent.mode = 'alreadyPaired';
  const { transaction, options } = await asked(id);
  const { text: assertion } = await bench.agent('/authenticate', options);
  expect(await check(transaction.id, { origin: ORIGIN, assertion })).toMatchObject({
    body: { status: 'COMPLETED' },
  });
});

describe('the prompt of the agent', () => {
  const agent = () => bench.sandbox.agent;

  it('waits for the person, who confirms or declines', async () => {
    agent().mode = 'ask';
    for (const [said, status] of [
      ['confirm', 200],
      ['decline', 401],
    ] as const) {
      const { options } = await createDesktop();
      const waiting = bench.agent('/register', options);
      await vi.waitUntil(() => agent().prompt !== null);
      expect(agent().prompt).toMatchObject({
        action: 'register',
        rpId: 'example.org',
        origin: ORIGIN,
      });
      expect((await bench.agent('/register', options)).status).toBe(503);
      expect(agent().answer(said)).toBe(true);
      expect((await waiting).status).toBe(status);
      expect(agent().prompt).toBeNull();
    }
  });

  it('disappears when the client goes away', async () => {
    agent().mode = 'ask';
    const { options } = await createDesktop();
    const request = httpRequest(`${bench.sandbox.address.desktopAgentUrl}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt', origin: ORIGIN },
    });
    request.on('error', () => undefined);
    request.end(options);
    await vi.waitUntil(() => agent().prompt !== null);
    request.destroy();
    await vi.waitUntil(() => agent().prompt === null);
    expect(agent().answer('confirm')).toBe(false);
  });
});
