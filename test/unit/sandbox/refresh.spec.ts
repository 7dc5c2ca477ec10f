import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox';
import { issuerOf, userTokens, type Tokens } from '../../sandbox/sign-in';
import { defaultSwitches } from '../../sandbox/switches';
import { call, problem } from './caller';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => {
  Object.assign(sandbox.switches, defaultSwitches());
  sandbox.clock.set(Date.now());
});
afterAll(() => sandbox.close());

const kim = () => {
  const [first] = sandbox.address.users;
  if (!first) throw new Error('no user');
  return first;
};
const signIn = () => userTokens(sandbox.address, kim());

async function refresh(refreshToken: string | undefined) {
  const reply = await call(`${issuerOf(sandbox.address)}/token`, {
    method: 'POST',
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken ?? '',
      client_id: sandbox.address.clientId,
    }).toString(),
  });
  return { status: reply.status, error: reply.body.error, tokens: reply.body as unknown as Tokens };
}

function readUser(token: string) {
  const { apiBaseUrl, environmentId } = sandbox.address;
  return call(`${apiBaseUrl}/v1/environments/${environmentId}/users/${kim().id}`, { token });
}

describe('refresh tokens', () => {
  it('rotate: each refresh returns another one', async () => {
    const first = await signIn();
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.tokens.refresh_token).not.toBe(first.refresh_token);
    expect(second.tokens.scope).toBe(first.scope);
    expect((await refresh(second.tokens.refresh_token)).status).toBe(200);
  });

  it('end with their whole family when an old one is used again', async () => {
    const first = await signIn();
    const stranger = await signIn();
    const second = await refresh(first.refresh_token);
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
    expect((await refresh(second.tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await refresh(stranger.refresh_token)).status).toBe(200);
  });

  it('stay the same where rotation is off', async () => {
    sandbox.switches.rotateRefreshTokens = false;
    const first = await signIn();
    const second = await refresh(first.refresh_token);
    expect(second.tokens.refresh_token).toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).status).toBe(200);
  });

  it('are opaque, or by a switch JWTs over 2,560 bytes that work all the same', async () => {
    expect((await signIn()).refresh_token).not.toContain('.');
    sandbox.switches.refreshTokens = 'jwt';
    const long = await signIn();
    expect(long.refresh_token?.length).toBeGreaterThan(2_560);
    expect(long.refresh_token?.split('.')).toHaveLength(3);
    const next = await refresh(long.refresh_token);
    expect(next.status).toBe(200);
    expect(next.tokens.refresh_token?.length).toBeGreaterThan(2_560);
  });

  it('expire after 30 days by the sandbox clock', async () => {
    const tokens = await signIn();
    sandbox.clock.advance(30 * 24 * 3_600_000 + 1_000);
    expect((await refresh(tokens.refresh_token)).error).toBe('invalid_grant');
  });
});

describe('access tokens', () => {
  it('expire after an hour by the sandbox clock, and a refresh helps', async () => {
    const tokens = await signIn();
    expect((await readUser(tokens.access_token)).status).toBe(200);
    sandbox.clock.advance(3_600_000);
    expect(await readUser(tokens.access_token)).toMatchObject(
      problem(401, 'ACCESS_FAILED', {
        code: 'INVALID_TOKEN',
        target: 'Authentication Credentials',
      }),
    );
    const fresh = await refresh(tokens.refresh_token);
    expect((await readUser(fresh.tokens.access_token)).status).toBe(200);
  });

  it('last as long as the switch says', async () => {
    sandbox.switches.accessTokenLifetime = 30;
    const tokens = await signIn();
    expect(tokens.expires_in).toBe(30);
    const { exp, iat } = decodeJwt(tokens.access_token);
    expect(Number(exp) - Number(iat)).toBe(30);
  });

  it('survive a revocation, as those for the PingOne API do', async () => {
    const tokens = await signIn();
    await call(`${issuerOf(sandbox.address)}/revoke`, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: `token=${tokens.access_token}&client_id=${sandbox.address.clientId}`,
    });
    expect((await readUser(tokens.access_token)).status).toBe(200);
  });

  it('cannot be replaced by ID tokens', async () => {
    const tokens = await signIn();
    expect((await readUser(tokens.id_token ?? '')).status).toBe(401);
  });
});
