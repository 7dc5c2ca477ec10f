import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox';
import type { SandboxUser } from '../../sandbox/address';
import { issuerOf, signInByForm, userToken, userTokens, workerToken } from '../../sandbox/sign-in';
import { defaultSwitches } from '../../sandbox/switches';
import { call } from './caller';

let sandbox: Sandbox;
let kim: SandboxUser;
let issuer: string;

beforeAll(async () => {
  sandbox = await createSandbox();
  [kim] = sandbox.address.users as [SandboxUser];
  issuer = issuerOf(sandbox.address);
});
afterEach(() => {
  Object.assign(sandbox.switches, defaultSwitches());
});
afterAll(() => sandbox.close());

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

function authorizeUrl(changes: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: sandbox.address.clientId,
    redirect_uri: 'http://127.0.0.1:50123/callback',
    scope: 'openid',
    state: 'st',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(key, value);
  }
  return `${issuer}/authorize?${query.toString()}`;
}

describe('signing in as an end user', () => {
  it('works with a real client, by discovery, code and PKCE', async () => {
    const configuration = await oidc.discovery(
      new URL(issuer),
      sandbox.address.clientId,
      undefined,
      oidc.None(),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- plain http, loopback only
      { execute: [oidc.allowInsecureRequests] },
    );
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: 'http://127.0.0.1:47821/callback',
      scope: 'openid profile email p1:read:user p1:create:device',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const redirect = await signInByForm(sandbox.address, url.href, kim);
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(redirect), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
    expect(tokens.claims()?.sub).toBe(kim.id);
    expect(tokens.scope).toBe('openid profile email p1:read:user p1:create:device');
    expect(tokens.expires_in).toBe(3600);
    expect(tokens.refresh_token).toMatch(/^[\w-]{30,}$/);
  });

  it('issues RS256 access tokens for the PingOne API', async () => {
    const token = await userToken(sandbox.address, kim, ['openid', 'p1:read:user']);
    expect(decodeProtectedHeader(token).alg).toBe('RS256');
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: issuer,
      sub: kim.id,
      client_id: sandbox.address.clientId,
      env: sandbox.address.environmentId,
      scope: 'openid p1:read:user',
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
  });

  it('keeps unknown scopes to itself', async () => {
    const tokens = await userTokens(sandbox.address, kim, ['openid', 'p1:read:moon', 'wish']);
    expect(tokens.scope).toBe('openid');
  });

  it('withholds the scopes that the switch names', async () => {
    sandbox.switches.withheldScopes = ['p1:create:device'];
    const scopes = ['openid', 'p1:read:user', 'p1:create:device'];
    const tokens = await userTokens(sandbox.address, kim, scopes);
    expect(tokens.scope).toBe('openid p1:read:user');
  });

  it('says so when the password is wrong', async () => {
    const attempt = signInByForm(sandbox.address, authorizeUrl(), {
      username: 'kim',
      password: 'no',
    });
    await expect(attempt).rejects.toThrow('Wrong username or password.');
  });

  it('returns access_denied when the person cancels', async () => {
    const redirect = await signInByForm(sandbox.address, authorizeUrl(), kim, 'cancel');
    const { searchParams } = new URL(redirect);
    expect(searchParams.get('error')).toBe('access_denied');
    expect(searchParams.get('state')).toBe('st');
  });

  it('has a sign-in page with labels and nothing from elsewhere', async () => {
    const first = await call(authorizeUrl());
    const cookie = first.headers.getSetCookie().map((header) => header.split(';')[0]);
    const page = await call(new URL(first.headers.get('location') ?? '', issuer).href, {
      headers: { cookie: cookie.join('; ') },
    });
    expect(page.text).toContain('<label for="username">Username</label>');
    expect(page.text).toContain('<label for="password">Password</label>');
    expect(page.text).not.toMatch(/(src|href)="(?!data:)/);
  });
});

describe('what the authorization endpoint refuses', () => {
  const errorOf = (redirect: Awaited<ReturnType<typeof call>>) =>
    new URL(redirect.headers.get('location') ?? 'none:').searchParams.get('error');

  it('a request without PKCE', async () => {
    const reply = await call(
      authorizeUrl({ code_challenge: undefined, code_challenge_method: undefined }),
    );
    expect(errorOf(reply)).toBe('invalid_request');
  });

  it('plain PKCE', async () => {
    const reply = await call(authorizeUrl({ code_challenge_method: 'plain' }));
    expect(errorOf(reply)).toBe('invalid_request');
  });

  it.each([
    'http://127.0.0.1:50123/other',
    'http://localhost:50123/callback',
    'https://example.org/callback',
  ])('the redirect %s', async (redirect_uri) => {
    const reply = await call(authorizeUrl({ redirect_uri }));
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('invalid_redirect_uri');
  });

  it('an unknown client, on a page with the correlation id', async () => {
    const reply = await call(authorizeUrl({ client_id: 'nobody' }));
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('invalid_client');
    expect(reply.text).toContain(reply.headers.get('correlation-id'));
  });

  it('a code that is used twice', async () => {
    const redirect = await signInByForm(sandbox.address, authorizeUrl(), kim);
    const redeem = () =>
      call(`${issuer}/token`, {
        method: 'POST',
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: new URL(redirect).searchParams.get('code') ?? '',
          redirect_uri: 'http://127.0.0.1:50123/callback',
          client_id: sandbox.address.clientId,
          code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        }).toString(),
      });
    expect((await redeem()).status).toBe(200);
    expect(await redeem()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('workers and operators', () => {
  it('give the worker a token without scopes, by basic and by form', async () => {
    const claims = decodeJwt(await workerToken(sandbox.address));
    expect(claims.scope).toBeUndefined();
    expect(claims.sub).toBeUndefined();
    expect(claims.client_id).toBe(sandbox.address.worker.clientId);

    const { clientId, clientSecret } = sandbox.address.worker;
    const byForm = await call(`${issuer}/token`, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`,
    });
    expect(byForm.status).toBe(200);
    expect(byForm.body.refresh_token).toBeUndefined();
  });

  it('never give p1 scopes to client credentials', async () => {
    const { clientId, clientSecret } = sandbox.address.worker;
    const reply = await call(`${issuer}/token`, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'p1:read:user',
      }).toString(),
    });
    expect(reply.body.scope).toBeUndefined();
  });

  it('refuse a wrong secret', async () => {
    const address = {
      ...sandbox.address,
      worker: { ...sandbox.address.worker, clientSecret: 'x' },
    };
    await expect(workerToken(address)).rejects.toThrow('invalid_client');
  });

  it('give an operator neither p1 scopes nor a refresh token', async () => {
    const morgan = sandbox.address.users.find(({ username }) => username === 'morgan');
    const scopes = ['openid', 'p1:read:device'];
    const { operatorClientId } = sandbox.address;
    const tokens = await userTokens(sandbox.address, morgan ?? kim, scopes, operatorClientId);
    expect(tokens.scope).toBe('openid');
    expect(tokens.refresh_token).toBeUndefined();
  });
});

describe('the session in the browser', () => {
  it('is asked for again only where prompt=login says so, and ends by sign-off', async () => {
    const cookies = new Map<string, string>();
    const visit = async (url: string, body?: string) => {
      const reply = await call(new URL(url, issuer).href, {
        ...(body !== undefined && {
          method: 'POST',
          type: 'application/x-www-form-urlencoded',
          body,
        }),
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const header of reply.headers.getSetCookie()) {
        const [name = '', value = ''] = (header.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      return reply.headers.get('location') ?? '';
    };
    const page = await visit(authorizeUrl());
    const resume = await visit(page, `username=kim&password=${kim.password}&answer=sign-in`);
    expect(await visit(resume)).toContain('/callback?code=');

    expect(await visit(authorizeUrl())).toContain('/callback?code=');
    expect(await visit(authorizeUrl({ prompt: 'login' }))).toContain('/interaction/');

    expect(await visit(`${issuer}/signoff?post_logout_redirect_uri=http://127.0.0.1:1/bye`)).toBe(
      'http://127.0.0.1:1/bye',
    );
    expect(await visit(authorizeUrl())).toContain('/interaction/');
  });

  it('shows a page when sign-off is not told where to go', async () => {
    const reply = await call(`${issuer}/signoff`);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('You are signed off');
  });
});

it('answers userinfo for an end user and not for a worker', async () => {
  const url = `${issuer}/userinfo`;
  const own = await call(url, { token: await userToken(sandbox.address, kim) });
  expect(own.body).toMatchObject({ sub: kim.id, preferred_username: 'kim' });
  const worker = await call(url, { token: await workerToken(sandbox.address) });
  expect(worker).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
});

it('serves the custom domain form, and then only that, by a switch', async () => {
  sandbox.switches.customDomain = true;
  const custom = `${sandbox.address.authBaseUrl}/as/.well-known/openid-configuration`;
  const reply = await call(custom);
  expect(reply.body.issuer).toBe(`${sandbox.address.authBaseUrl}/as`);
  expect(reply.body.token_endpoint).toBe(`${sandbox.address.authBaseUrl}/as/token`);
  expect((await call(`${issuer}/.well-known/openid-configuration`)).status).toBe(404);
});
