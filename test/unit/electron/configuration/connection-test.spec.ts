import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConnection } from '../../../../electron/configuration/connection-test';
import { guardedFetch, type Fetch } from '../../../../electron/http/request';
import type { Configuration } from '../../../../shared/configuration';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { defaultSwitches } from '../../../sandbox/switches';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  Object.assign(sandbox.switches, defaultSwitches());
});
afterAll(() => sandbox.close());

const nobody = '00000000-0000-4000-8000-000000000000';

const test = (changes: Partial<Configuration> = {}, fetchLike: Fetch = fetch) => {
  const { apiBaseUrl, authBaseUrl, environmentId, clientId } = sandbox.address;
  const { signal } = new AbortController();
  return testConnection(
    { apiBaseUrl, authBaseUrl, environmentId, clientId, ...changes },
    { fetch: guardedFetch(fetchLike), signal },
  );
};
const failure = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, ...details },
});

describe('the connection test', () => {
  it('finds PingOne, and changes nothing there', async () => {
    const { authBaseUrl, apiBaseUrl, environmentId } = sandbox.address;
    expect(await test()).toEqual({
      ok: true,
      value: {
        issuer: `${authBaseUrl}/${environmentId}/as`,
        authHost: new URL(authBaseUrl).host,
        apiHost: new URL(apiBaseUrl).host,
      },
    });
    expect(sandbox.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
  });

  it('finds it on a custom domain', async () => {
    sandbox.switches.customDomain = true;
    expect(await test({ customDomain: 'login.example.org' })).toMatchObject({ ok: true });
    expect(await test()).toMatchObject(failure('environmentUnknown'));
  });

  it('tells an unknown environment', async () => {
    expect(await test({ environmentId: nobody })).toMatchObject(failure('environmentUnknown'));
  });

  it('tells an unknown client, and knows the one that counts', async () => {
    expect(await test({ clientId: nobody })).toEqual(failure('clientRefused'));
    const { operatorClientId } = sandbox.address;
    expect(await test({ clientId: nobody, operatorClientId, mode: 'kiosk' })).toMatchObject({
      ok: true,
    });
  });

  it('tells hosts that were mixed up, and hosts that are not PingOne', async () => {
    const { apiBaseUrl, authBaseUrl, inboxUrl } = sandbox.address;
    expect(await test({ authBaseUrl: apiBaseUrl })).toMatchObject(failure('environmentUnknown'));
    expect(await test({ apiBaseUrl: authBaseUrl })).toEqual(
      failure('notPingOne', { host: '127.0.0.1' }),
    );
    expect(await test({ authBaseUrl: inboxUrl })).toEqual(
      failure('notPingOne', { host: '127.0.0.1' }),
    );
  });

  it('tells a host that is not there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const closed = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    await new Promise((resolve) => server.close(resolve));
    const unreachable = failure('hostUnreachable', { host: '127.0.0.1' });
    expect(await test({ authBaseUrl: closed })).toEqual(unreachable);
    expect(await test({ apiBaseUrl: closed })).toEqual(unreachable);
  });

  // seen to fail: without `statusError` in `discover` three are `notPingOne`; with any document, or any 404,
  // believed, nonsense passes for PingOne; with `redirect: 'manual'`, or `interrupted` under another name, those two
  it.each([
    ['html', failure('badResponse', { status: 200, html: true })],
    ['garbage', failure('notPingOne')],
    ['unavailable', failure('serverError', { status: 503 })],
    ['rateLimited', failure('rateLimited')],
    ['cutBefore', failure('interrupted')],
    [{ status: 302, headers: { location: 'https://example.org/' } }, failure('redirected')],
    [{ status: 404, body: '<html>' }, failure('notPingOne')],
    [
      {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { issuer: 'https://auth.pingone.com/other/as' },
      },
      failure('notPingOne'),
    ],
  ] as const)('[fault 18, 24] tells what stands in between: %s', async (effect, expected) => {
    sandbox.faults.add({ host: 'auth', effect });
    expect(await test()).toMatchObject(expected);
  });

  // seen to fail: with 407 left out of `discover`, or of `testApi`, it is `notPingOne`
  it.each(['/openid-configuration', '/users'])(
    '[fault 19] calls a proxy that wants a password by its name: %s',
    async (path) => {
      const fetchBehindProxy: Fetch = (url, init) =>
        // Node's own `fetch` turns this answer into a failure, and Chromium's does not
        url.includes(path)
          ? Promise.resolve(new Response('<html>', { status: 407 }))
          : fetch(url, init);
      expect(await test({}, fetchBehindProxy)).toEqual(failure('proxySignIn'));
    },
  );

  // seen to fail: with the check of the addresses left out of `discover` it is believed
  it('[fault 24] does not believe a discovery document that leads elsewhere', async () => {
    const { authBaseUrl, environmentId } = sandbox.address;
    const issuer = `${authBaseUrl}/${environmentId}/as`;
    sandbox.faults.add({
      host: 'auth',
      effect: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: 'https://example.org/token',
          jwks_uri: `${issuer}/jwks`,
        },
      },
    });
    expect(await test()).toEqual(failure('notPingOne', { host: '127.0.0.1' }));
  });
});
