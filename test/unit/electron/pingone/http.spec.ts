import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../shared/result';
import { circumstances } from '../../../../electron/pingone/problems';
import {
  json,
  vendor,
  type Method,
  type PingOneRequest,
} from '../../../../electron/pingone/request';
import { context, createClient, createWire, endpointsAt, ids, type Wire } from './wire';

let wire: Wire;
beforeAll(async () => {
  wire = await createWire();
});
afterAll(() => wire.close());

const request = (method: Method, more: Partial<PingOneRequest> = {}): PingOneRequest => ({
  method,
  target: { host: 'api', path: ['users', ids.user] },
  circumstance: circumstances.resource,
  ...more,
});
const client = (options?: Parameters<typeof createClient>[1]) =>
  createClient(endpointsAt(wire.origin), options);

const unauthorized = {
  status: 401,
  json: { id: 'e-1', code: 'ACCESS_FAILED', message: 'no', details: [{ code: 'INVALID_TOKEN' }] },
};

describe('what goes over the wire', () => {
  it('sends one /v1, the token, a bare media type and the transaction id', async () => {
    wire.answer({ json: {} });
    const sent = await client().http.send(
      request('POST', { mediaType: vendor('device.activate'), body: { otp: '012345' } }),
      { ...context(), transactionId: 'pairing 1/2' },
    );
    expect(sent.ok).toBe(true);
    expect(wire.seen).toMatchObject([
      {
        method: 'POST',
        url: `/v1/environments/${ids.environment}/users/${ids.user}`,
        body: '{"otp":"012345"}',
        headers: {
          authorization: 'Bearer token-1',
          accept: 'application/json',
          'content-type': 'application/vnd.pingidentity.device.activate+json',
          'x-ping-external-transaction-id': 'pairing_1_2',
        },
      },
    ]);
  });

  it('keeps the media type of an action without a body', async () => {
    wire.answer({ status: 204 });
    const mediaType = vendor('device.sendActivationCode');
    await client().http.send(request('POST', { mediaType }), context());
    expect(wire.seen[0]?.headers['content-type']).toBe(mediaType);
    expect(wire.seen[0]?.headers['content-length']).toBe('0');
    expect(wire.seen[0]?.body).toBe('');
  });

  it('sends neither body nor media type with GET and DELETE', async () => {
    wire.answer({ json: {} });
    await client().http.send(request('GET'), context());
    await client().http.send(request('DELETE'), context());
    expect(wire.seen.map(({ headers }) => headers['content-type'])).toEqual([undefined, undefined]);
  });

  it.each(['../x', 'a/b', 'a%2fb', '', 'a b', '.'])('refuses %j as an id', async (id) => {
    wire.answer({ json: {} });
    const sent = await client().http.send(
      request('GET', { target: { host: 'api', path: ['users', id] } }),
      context(),
    );
    expect(sent).toEqual(fail({ code: 'invalidInput', fields: ['id'] }));
    expect(wire.seen).toEqual([]);
  });

  it.each([
    'https://evil.example/v1/environments/x/users',
    '//evil.example/v1',
    'javascript:alert(1)',
    '/elsewhere',
  ])('does not follow %j', async (href) => {
    wire.answer({ json: {} });
    const sent = await client().http.send(
      request('GET', { target: { host: 'link', href } }),
      context(),
    );
    expect(sent).toEqual(fail({ code: 'invalidInput', fields: ['id'] }));
    expect(wire.seen).toEqual([]);
  });
});

describe('401', () => {
  // seen to fail: without the replay in `send`
  it('[fault 6] renews the token once and sends the request once more', async () => {
    wire.answer(unauthorized, { json: { id: 'x' } });
    const { http, renewals } = client();
    expect((await http.send(request('POST', { mediaType: json, body: {} }), context())).ok).toBe(
      true,
    );
    expect(renewals).toEqual(['token-1']);
    expect(wire.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('asks for a sign-in when the new token is refused as well', async () => {
    wire.answer(unauthorized);
    const { http, renewals } = client();
    expect(await http.send(request('GET'), context())).toEqual(
      fail({ code: 'signInRequired', reference: 'e-1' }),
    );
    expect(renewals).toHaveLength(1);
    expect(wire.seen).toHaveLength(2);
  });

  it('passes on why there is no new token', async () => {
    wire.answer(unauthorized);
    const { http } = client({ renew: () => fail({ code: 'sessionEnded' }) });
    expect(await http.send(request('GET'), context())).toEqual(fail({ code: 'sessionEnded' }));
    expect(wire.seen).toHaveLength(1);
  });

  it('sends nothing without a token', async () => {
    wire.answer({ json: {} });
    const { http } = client({ accessToken: () => fail({ code: 'signInRequired' }) });
    expect(await http.send(request('GET'), context())).toEqual(fail({ code: 'signInRequired' }));
    expect(wire.seen).toEqual([]);
  });

  it.each([unauthorized, { status: 403, json: { id: 'e-1', code: 'ACCESS_FAILED' } }])(
    'is "not here" on deviceAuthentications, without a second try: %j',
    async (reply) => {
      wire.answer(reply);
      const { http, renewals } = client();
      const sent = await http.send(
        request('GET', {
          target: { host: 'auth', path: ['deviceAuthentications', ids.authentication] },
          circumstance: circumstances.authentication,
        }),
        context(),
      );
      expect(sent).toEqual(fail({ code: 'notHere', reference: 'e-1' }));
      expect(renewals).toEqual([]);
      expect(wire.seen).toHaveLength(1);
      expect(wire.seen[0]?.url).toBe(
        `/${ids.environment}/deviceAuthentications/${ids.authentication}`,
      );
    },
  );
});

describe('trying again', () => {
  const cut = (response: { destroy(): void }) => response.destroy();

  // seen to fail: with no status in `retriedStatuses` nothing is slept
  it.each([500, 502, 503, 504])('[fault 16] repeats a GET after %i', async (status) => {
    wire.answer({ status }, { status }, { json: { id: 'x' } });
    const { http, slept } = client();
    expect((await http.send(request('GET'), context())).ok).toBe(true);
    expect(slept).toEqual([1000, 2000]);
  });

  it('repeats a GET whose connection broke', async () => {
    wire.answer(cut, { json: { id: 'x' } });
    expect((await client().http.send(request('GET'), context())).ok).toBe(true);
    expect(wire.seen).toHaveLength(2);
  });

  // seen to fail: with every method idempotent there are four of each
  it.each([
    ['a server error', { status: 503 }, { code: 'serverError', status: 503 }],
    ['a rate limit', { status: 429 }, { code: 'rateLimited', retryAfterSeconds: 5 }],
    ['a broken connection', cut, { code: 'interrupted' }],
  ])('[fault 16] never repeats a POST or PUT after %s', async (_name, reply, error) => {
    for (const method of ['POST', 'PUT'] as const) {
      wire.answer(reply);
      const sent = await client().http.send(
        request(method, { mediaType: json, body: {} }),
        context(),
      );
      expect(sent).toEqual(fail(error));
      expect(wire.seen).toHaveLength(1);
    }
  });

  it('gives up when a person has waited long enough', async () => {
    wire.answer({ status: 500 });
    const { http, slept } = client();
    expect(await http.send(request('GET'), context())).toEqual(
      fail({ code: 'serverError', status: 500 }),
    );
    expect(slept).toEqual([1000, 2000, 4000]);
  });

  // seen to fail with the waiting counted by the clock that is set: given up at once, or not before all tries were used
  it.each([86_400_000, -86_400_000])(
    '[fault 68] gives up as soon as ever where the clock of this computer is set meanwhile, by %i ms',
    async (clockSetBy) => {
      wire.answer({ status: 500 });
      const { http, slept } = client({ clockSetBy });
      await http.send(request('GET'), context());
      expect(slept).toEqual([1000, 2000, 4000]);
    },
  );

  // seen to fail: with the usual pauses in the place of what PingOne says
  it('[fault 15] waits as long as PingOne says, in seconds or until a date', async () => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    wire.answer(
      { status: 429, headers: { 'Retry-After': '3' } },
      {
        status: 503,
        headers: {
          Date: 'Mon, 02 Mar 2026 09:00:03 GMT',
          'Retry-After': 'Mon, 02 Mar 2026 09:00:07 GMT',
        },
      },
      { json: { id: 'x' } },
    );
    const { http, slept } = client({ now: () => now });
    expect((await http.send(request('GET'), context())).ok).toBe(true);
    expect(slept).toEqual([3000, 4000]);
  });

  it('tells how long when that is too long for a person', async () => {
    wire.answer({ status: 429, headers: { 'Retry-After': '60' } });
    const { http, slept } = client();
    expect(await http.send(request('GET'), context())).toEqual(
      fail({ code: 'rateLimited', retryAfterSeconds: 60 }),
    );
    expect(slept).toEqual([]);
  });

  // seen to fail: with every refusal tried again in `retryDelay`
  it.each([400, 403, 404, 405, 409, 415, 422])(
    '[fault 12] does not repeat a GET after %i',
    async (status) => {
      wire.answer({ status });
      const { http } = client();
      expect((await http.send(request('GET'), context())).ok).toBe(false);
      expect(wire.seen).toHaveLength(1);
    },
  );

  it('asks again after a 404 only where a device was just created', async () => {
    wire.answer({ status: 404 }, { status: 404 }, { json: { id: 'x' } });
    const { http, slept } = client();
    expect((await http.send(request('GET', { justCreated: true }), context())).ok).toBe(true);
    expect(slept).toEqual([250, 500]);
  });
});

describe('what is not an answer', () => {
  it.each([
    ['a redirect', { status: 307, headers: { Location: '/other' } }, { code: 'redirected' }],
    [
      'a page of a captive portal',
      { headers: { 'Content-Type': 'text/html; charset=utf-8' }, text: '<p>Welcome' },
      null,
    ],
    [
      "somebody's page with 404, which says nothing about our device",
      { status: 404, headers: { 'Content-Type': 'text/html' }, text: '<h1>Not found' },
      { code: 'badResponse', status: 404, html: true },
    ],
    [
      'more than 100 kB',
      { text: `"${'x'.repeat(200_000)}"` },
      { code: 'badResponse', status: 0, html: false },
    ],
  ])('%s', async (_name, reply, error) => {
    wire.answer(reply);
    const sent = await client().http.send(request('GET'), context());
    expect(sent).toEqual(
      error === null ? ok(expect.objectContaining({ form: 'html', body: undefined })) : fail(error),
    );
    expect(wire.seen).toHaveLength(1);
  });

  it('a GET that nobody begins to answer', async () => {
    wire.answer(() => undefined);
    const sent = await client({ limits: { answerWithin: 50 } }).http.send(
      request('GET'),
      context(),
    );
    expect(sent).toEqual(fail({ code: 'timedOut' }));
  });

  it('a GET that has begun to be answered may take its time', async () => {
    wire.answer((response) => {
      response.write('{"id":');
      setTimeout(() => response.end('"x"}'), 150);
    });
    const patient = client({ limits: { answerWithin: 100, total: 5_000 } });
    expect(await patient.http.send(request('GET'), context())).toMatchObject(
      ok({ body: { id: 'x' } }),
    );
  });

  it('a POST is waited for longer, but not for ever', async () => {
    wire.answer((response) => setTimeout(() => response.end('{}'), 120));
    const post = request('POST', { mediaType: json, body: {} });
    const patient = client({ limits: { answerWithin: 50, total: 5_000 } });
    expect((await patient.http.send(post, context())).ok).toBe(true);
    const hurried = client({ limits: { answerWithin: 50, total: 60 } });
    expect(await hurried.http.send(post, context())).toEqual(fail({ code: 'timedOut' }));
  });

  it('an answer that breaks off in the middle', async () => {
    wire.answer((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
      response.write('{"id":"', () => response.destroy());
    });
    const post = request('POST', { mediaType: json, body: {} });
    expect(await client().http.send(post, context())).toEqual(fail({ code: 'interrupted' }));
  });

  // seen to fail: with `hostUnreachable` among what is tried again, there are pauses
  it('[fault 20] nobody there', async () => {
    const gone = await createWire();
    await gone.close();
    const { http, slept } = createClient(endpointsAt(gone.origin));
    expect(await http.send(request('GET'), context())).toEqual(
      fail({ code: 'hostUnreachable', host: '127.0.0.1' }),
    );
    expect(slept).toEqual([]);
  });
});

describe('leaving', () => {
  it('ends a request that is under way', async () => {
    const controller = new AbortController();
    wire.answer(() => controller.abort());
    const sent = await client().http.send(request('POST', { mediaType: json, body: {} }), {
      signal: controller.signal,
    });
    expect(sent).toEqual(fail({ code: 'cancelled' }));
  });

  it('sends nothing afterwards', async () => {
    wire.answer({ json: {} });
    const sent = await client().http.send(request('GET'), { signal: AbortSignal.abort() });
    expect(sent).toEqual(fail({ code: 'cancelled' }));
    expect(wire.seen).toEqual([]);
  });
});

describe('the log', () => {
  it('holds path, status and ids, but no query, body or token', async () => {
    wire.answer(
      { status: 500, headers: { 'Correlation-Id': 'c-1' }, text: 'secret-reply' },
      { json: { id: 'secret-reply' }, headers: { 'Correlation-Id': 'c-2' } },
    );
    const { http, logged } = client();
    const target = { host: 'api', path: ['users'], query: { filter: 'secret-query' } } as const;
    await http.send(request('GET', { target }), { ...context(), transactionId: 't-1' });
    expect(logged).toEqual([
      {
        event: 'pingone.refused',
        fields: expect.objectContaining({ status: 500, correlationId: 'c-1', reference: 'c-1' }),
      },
      {
        event: 'pingone.answered',
        fields: expect.objectContaining({
          method: 'GET',
          path: `/v1/environments/${ids.environment}/users`,
          status: 200,
          correlationId: 'c-2',
          transactionId: 't-1',
        }),
      },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/secret|token-/);
  });

  it('holds none of them when the request fails', async () => {
    wire.answer((response) => response.destroy());
    const { http, logged } = client();
    const post = request('POST', { mediaType: json, body: { otp: 'secret-code' } });
    const sent = await http.send(post, context());
    expect(JSON.stringify([logged, sent])).not.toMatch(/secret|token-/);
    expect(logged).toHaveLength(1);
  });
});
