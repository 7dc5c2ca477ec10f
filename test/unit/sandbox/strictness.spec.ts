import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JSON_TYPE } from '../../sandbox/http/resource';
import { ACTIVATE, call, createBench, OTP_CHECK, problem, RESEND, type Bench } from './caller';

let bench: Bench;
let device: string;
let transaction: string;

beforeAll(async () => {
  bench = await createBench();
  const id = await bench.activeEmail();
  transaction = String((await bench.initiate({ user: { id: bench.kim.id } })).body.id);
  device = `${bench.devicesUrl(bench.kim.id)}/${id}`;
});
afterAll(() => bench.sandbox.close());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('paths', () => {
  it.each([
    ['two /v1', '/v1/v1/environments/ENV/users/KIM/devices'],
    ['no /v1', '/environments/ENV/users/KIM/devices'],
    ['another environment', '/v1/environments/00000000-0000-4000-8000-000000000000/users/KIM'],
    ['device authentications', '/v1/environments/ENV/deviceAuthentications'],
    ['a slash at the end', '/v1/environments/ENV/users/KIM/devices/'],
  ])('on the api host with %s are 404', async (_name, path) => {
    const { apiBaseUrl, environmentId } = bench.sandbox.address;
    const url = apiBaseUrl + path.replace('ENV', environmentId).replace('KIM', bench.kim.id);
    expect(await call(url, { token: bench.worker })).toMatchObject(problem(404, 'NOT_FOUND'));
  });

  it.each([
    ['/as/deviceAuthentications', 'oauth'],
    ['/v1/deviceAuthentications', 'envelope'],
    ['/users/KIM/devices', 'envelope'],
  ])('on the auth host with %s are 404', async (path, shape) => {
    const { authBaseUrl, environmentId } = bench.sandbox.address;
    const reply = await call(`${authBaseUrl}/${environmentId}${path}`, {
      method: 'POST',
      type: JSON_TYPE,
      token: bench.worker,
      body: {},
    });
    expect(reply.status).toBe(404);
    expect(Object.keys(reply.body)).toEqual(
      shape === 'oauth' ? ['error', 'error_description'] : ['id', 'code', 'message'],
    );
  });
});

describe('methods', () => {
  it.each(['PUT', 'PATCH'])('%s is no way to activate', async (method) => {
    const options = { method, type: ACTIVATE, token: bench.worker, body: { otp: '123456' } };
    expect(await call(device, options)).toMatchObject(problem(405, 'INVALID_REQUEST'));
  });

  it.each(['PUT', 'PATCH'])('%s is no way to check a code', async (method) => {
    const url = bench.authentications(`/${transaction}`);
    const options = { method, type: OTP_CHECK, token: bench.worker, body: { otp: '123456' } };
    expect(await call(url, options)).toMatchObject(problem(405, 'INVALID_REQUEST'));
  });

  it('device authentications cannot be listed or deleted', async () => {
    expect((await call(bench.authentications(), { token: bench.worker })).status).toBe(405);
    const url = bench.authentications(`/${transaction}`);
    expect((await call(url, { method: 'DELETE', token: bench.worker })).status).toBe(405);
  });
});

describe('media types', () => {
  const send = (type: string | undefined, body: string) =>
    call(device, { method: 'POST', type, token: bench.worker, body });

  it.each([
    'application/json',
    'application/vnd.pingidentity.otp.check+json',
    'application/vnd.pingidentity.device.Activate+json',
    'application/vnd.pingidentity.device.activate',
    `${ACTIVATE}; profile=x`,
    'text/plain',
    undefined,
  ])('%s does not activate: 415', async (type) => {
    expect(await send(type, '{"otp":"1"}')).toMatchObject(problem(415, 'INVALID_REQUEST'));
  });

  it('accept a charset', async () => {
    const reply = await send(`${ACTIVATE}; charset=utf-8`, '{"otp":"123456"}');
    expect(reply).toMatchObject(problem(400, 'REQUEST_FAILED'));
  });

  it('are needed even where there is no body', async () => {
    expect((await send(undefined, '')).status).toBe(415);
    expect((await send(RESEND, '')).status).toBe(400);
  });

  it('decide in device authentications too', async () => {
    const url = bench.authentications(`/${transaction}`);
    const reply = await call(url, {
      method: 'POST',
      type: 'application/vnd.pingidentity.otp.verify+json',
      token: bench.worker,
      body: { otp: '123456' },
    });
    expect(reply).toMatchObject(problem(415, 'INVALID_REQUEST'));
  });
});

describe('bodies', () => {
  it.each(['', '{', '"text"', '[]', 'null', 'otp=123456'])(
    '%j is no JSON object: 400',
    async (body) => {
      const url = bench.devicesUrl(bench.kim.id);
      const options = { method: 'POST', type: JSON_TYPE, token: bench.worker, body };
      expect(await call(url, options)).toMatchObject(problem(400, 'INVALID_REQUEST'));
    },
  );
});

describe('tokens', () => {
  const refused = problem(401, 'ACCESS_FAILED', {
    code: 'INVALID_TOKEN',
    target: 'Authentication Credentials',
  });

  it.each([
    ['none', undefined],
    ['no bearer', 'Basic a2ltOm5v'],
    ['nonsense', 'Bearer nonsense'],
    ['a lower-case scheme', 'bearer x'],
  ])('%s: 401', async (_name, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect(await call(device, { headers })).toMatchObject(refused);
    expect(await call(bench.authentications(`/${transaction}`), { headers })).toMatchObject(
      refused,
    );
  });

  it('with a signature by somebody else: 401', async () => {
    const forged = bench.worker.slice(0, -8) + 'AAAAAAAA';
    expect(await call(device, { token: forged })).toMatchObject(refused);
  });
});

describe('every reply', () => {
  it('has a correlation id, errors included', async () => {
    const { authBaseUrl, apiBaseUrl, environmentId } = bench.sandbox.address;
    const urls = [
      device,
      `${apiBaseUrl}/nowhere`,
      `${authBaseUrl}/nowhere`,
      `${authBaseUrl}/${environmentId}/as/.well-known/openid-configuration`,
      `${authBaseUrl}/${environmentId}/as/nowhere`,
      bench.authentications(`/${transaction}`),
    ];
    const ids = await Promise.all(
      urls.map(async (url) => (await call(url)).headers.get('correlation-id')),
    );
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(urls.length);
  });

  it('to a creation says where', async () => {
    const created = await bench.create({
      type: 'EMAIL',
      email: 'kim@example.org',
      status: 'ACTIVATION_REQUIRED',
    });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(
      `${bench.devicesUrl(bench.kim.id)}/${String(created.body.id)}`,
    );
    const started = await bench.initiate({ user: { id: bench.kim.id } });
    expect(started.headers.get('location')).toBe(
      bench.authentications(`/${String(started.body.id)}`),
    );
  });

  it('with an error has an id of its own and no CORS header', async () => {
    const [first, second] = await Promise.all([call(device), call(device)]);
    expect(first.body.id).toMatch(UUID);
    expect(first.body.id).not.toBe(second.body.id);
    expect(first.headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('records requests as they came, newest last', async () => {
  await call(device, {
    method: 'POST',
    type: ACTIVATE,
    token: bench.worker,
    body: { otp: '000042' },
  });
  const last = bench.sandbox.requests.at(-1);
  expect(last).toMatchObject({
    host: 'api',
    method: 'POST',
    path: new URL(device).pathname,
    headers: { 'content-type': ACTIVATE, authorization: `Bearer ${bench.worker}` },
    body: '{"otp":"000042"}',
    status: 400,
  });
});
