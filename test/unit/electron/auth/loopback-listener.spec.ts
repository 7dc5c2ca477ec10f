import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  listenForCallback,
  type ListenOptions,
  type LoopbackListener,
} from '../../../../electron/auth/loopback-listener';

const state = 'the-right-state';
const open: LoopbackListener[] = [];

afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
});

const listen = async (options: Partial<ListenOptions> = {}): Promise<LoopbackListener> => {
  const { signal } = new AbortController();
  const listening = await listenForCallback({
    port: 0,
    state,
    patience: 5_000,
    signal,
    ...options,
  });
  if (!listening.ok) throw new Error(listening.error.code);
  open.push(listening.value);
  return listening.value;
};

interface Visit {
  method?: string;
  headers?: Record<string, string>;
}

/** As `fetch`, but with any Host header. */
const visit = (url: string, { method = 'GET', headers = {} }: Visit = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = httpRequest(url, { method, headers }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on('error', reject).end();
    },
  );

describe('the loopback listener', () => {
  it('hands on the callback and shows the browser how it ended', async () => {
    const listener = await listen();
    const page = visit(`${listener.redirectUri}?code=abc&state=${state}`);
    const called = await listener.callback;
    expect(called).toMatchObject({ ok: true });
    if (!called.ok) return;
    expect(called.value.url.href).toBe(`${listener.redirectUri}?code=abc&state=${state}`);
    called.value.answer('signedIn');
    const { status, headers, body } = await page;
    expect(status).toBe(200);
    expect(body).toContain('<title>Signed in</title>');
    expect(body).not.toContain('abc');
    expect(body).not.toContain('<script');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    });
    await expect(visit(listener.redirectUri)).rejects.toThrow();
  });

  it.each([
    ['no state', 'callback?code=abc', {}],
    ['an empty state', 'callback?code=abc&state=', {}],
    ['another state', 'callback?code=abc&state=the-wrong-state', {}],
    ['two states', `callback?code=abc&state=${state}&state=x`, {}],
    ['two codes', `callback?code=abc&code=def&state=${state}`, {}],
    ['a code and an error', `callback?code=abc&error=x&state=${state}`, {}],
    ['neither code nor error', `callback?state=${state}`, {}],
    ['an error with another state', 'callback?error=access_denied&state=x', {}],
    ['another path', `elsewhere?code=abc&state=${state}`, {}],
    ['a longer path', `callback/x?code=abc&state=${state}`, {}],
    ['the favicon', 'favicon.ico', {}],
    ['POST', `callback?code=abc&state=${state}`, { method: 'POST' }],
    ['HEAD', `callback?code=abc&state=${state}`, { method: 'HEAD' }],
    [
      'a name that leads here',
      `callback?code=abc&state=${state}`,
      { headers: { host: 'evil.example.org' } },
    ],
  ] as const)('gives %s a 404 and goes on waiting', async (_, path, options) => {
    const listener = await listen();
    const base = listener.redirectUri.replace(/callback$/, '');
    expect((await visit(base + path, options)).status).toBe(404);
    void visit(`${listener.redirectUri}?code=abc&state=${state}`);
    expect(await listener.callback).toMatchObject({ ok: true });
  });

  it('listens once', async () => {
    const listener = await listen();
    const url = `${listener.redirectUri}?code=abc&state=${state}`;
    const first = visit(url);
    const called = await listener.callback;
    expect((await visit(url)).status).toBe(404);
    if (called.ok) called.value.answer('notSignedIn');
    expect((await first).body).toContain('<title>Not signed in</title>');
  });

  it.each([
    ['access_denied', { code: 'signInCancelled' }],
    ['login_required', { code: 'signInRefused', reason: 'login_required' }],
    ['<script>', { code: 'signInRefused', reason: 'other' }],
  ])('ends with the error %s', async (name, error) => {
    const listener = await listen();
    const query = new URLSearchParams({ error: name, error_description: '<b>no</b>', state });
    const page = await visit(`${listener.redirectUri}?${query.toString()}`);
    expect(page.body).toContain('<title>Not signed in</title>');
    expect(page.body).not.toContain('<b>');
    expect(await listener.callback).toEqual({ ok: false, error });
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL((await listen()).redirectUri).port);
    const { signal } = new AbortController();
    expect(await listenForCallback({ port, state, patience: 1_000, signal })).toEqual({
      ok: false,
      error: { code: 'redirectPortTaken', port },
    });
  });

  it('gives up after its time, and frees the port', async () => {
    const listener = await listen({ patience: 30 });
    expect(await listener.callback).toEqual({ ok: false, error: { code: 'signInTimedOut' } });
    await expect(visit(listener.redirectUri)).rejects.toThrow();
  });

  it('is given up, before and while it waits', async () => {
    const controller = new AbortController();
    const listener = await listen({ signal: controller.signal });
    controller.abort();
    const cancelled = { ok: false, error: { code: 'cancelled' } };
    expect(await listener.callback).toEqual(cancelled);
    expect(await (await listen({ signal: controller.signal })).callback).toEqual(cancelled);
  });

  it('does not leave a browser waiting', async () => {
    const listener = await listen();
    const page = visit(`${listener.redirectUri}?code=abc&state=${state}`);
    await listener.callback;
    listener.close();
    expect((await page).body).toContain('<title>Not signed in</title>');
  });
});
