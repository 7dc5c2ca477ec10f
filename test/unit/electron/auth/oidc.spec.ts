import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createOidc,
  createSignInSecrets,
  type SignInSecrets,
} from '../../../../electron/auth/oidc';
import { endpointsOf } from '../../../../electron/configuration/endpoints';
import { guardedFetch, type Fetch } from '../../../../electron/http/request';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { signInByForm } from '../../../sandbox/sign-in';
import { defaultSwitches } from '../../../sandbox/switches';
import { configurationFor } from './desk';

let sandbox: Sandbox;
let skew = 0;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => {
  skew = 0;
  sandbox.faults.clear();
  Object.assign(sandbox.switches, defaultSwitches());
});
afterAll(() => sandbox.close());

const { signal } = new AbortController();
const failure = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, ...details },
});

const create = (fetchLike: Fetch = fetch) => {
  const configuration = configurationFor(sandbox);
  return createOidc({
    configuration,
    endpoints: endpointsOf(configuration),
    fetch: guardedFetch(fetchLike),
    now: () => sandbox.clock.now() + skew,
  });
};

/** A callback with a code that nobody has used yet. */
const callbackFor = async (secrets: SignInSecrets): Promise<URL> => {
  const oidc = create();
  const metadata = await oidc.metadata(signal);
  const [user] = sandbox.address.users;
  if (!metadata.ok || user === undefined) throw new Error('no sandbox');
  const redirectUri = 'http://127.0.0.1:47821/callback';
  const url = oidc.authorizationUrl(metadata.value, redirectUri, secrets);
  return new URL(await signInByForm(sandbox.address, url.href, user));
};

const exchange = async (oidc = create(), changes: Partial<SignInSecrets> = {}) => {
  const secrets = createSignInSecrets();
  return oidc.exchange(await callbackFor(secrets), { ...secrets, ...changes }, signal);
};

type Part = Record<string, unknown>;
const encode = (part: Part) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part;

/** Changes the ID token on its way, as somebody in between would. */
const tamper =
  (change: (parts: { header: Part; payload: Part }) => void): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    if (!url.endsWith('/token')) return response;
    const body = (await response.json()) as { id_token: string };
    const [header = '', payload = '', signature = ''] = body.id_token.split('.');
    const parts = { header: decode(header), payload: decode(payload) };
    change(parts);
    body.id_token = `${encode(parts.header)}.${encode(parts.payload)}.${signature}`;
    return Response.json(body);
  };

describe('exchanging a code', () => {
  it('gives tokens and a person', async () => {
    const exchanged = await exchange();
    expect(exchanged).toMatchObject({
      ok: true,
      value: { claims: { sub: sandbox.address.users[0]?.id, preferred_username: 'kim' } },
    });
  });

  it('works once', async () => {
    const secrets = createSignInSecrets();
    const callback = await callbackFor(secrets);
    expect(await create().exchange(callback, secrets, signal)).toMatchObject({ ok: true });
    expect(await create().exchange(callback, secrets, signal)).toMatchObject(
      failure('signInRefused', { reason: 'invalid_grant' }),
    );
  });

  it('needs the verifier, the nonce and the state of this very sign-in', async () => {
    const other = createSignInSecrets();
    expect(await exchange(create(), { verifier: other.verifier })).toMatchObject(
      failure('signInRefused', { reason: 'invalid_grant' }),
    );
    expect(await exchange(create(), { nonce: other.nonce })).toMatchObject(failure('badResponse'));
    expect(await exchange(create(), { state: other.state })).toMatchObject(failure('badResponse'));
  });

  it.each([
    ['another subject', ({ payload }: { payload: Part }) => (payload.sub = 'somebody')],
    ['another audience', ({ payload }: { payload: Part }) => (payload.aud = 'other')],
    ['another issuer', ({ payload }: { payload: Part }) => (payload.iss = 'https://x.org')],
    ['no subject', ({ payload }: { payload: Part }) => delete payload.sub],
    ['no signature', ({ header }: { header: Part }) => (header.alg = 'none')],
    ['a weak signature', ({ header }: { header: Part }) => (header.alg = 'HS256')],
    ['an unknown key', ({ header }: { header: Part }) => (header.kid = 'other')],
  ])('refuses an ID token with %s', async (_, change) => {
    const result = await exchange(create(tamper(change)));
    expect(result).toMatchObject(failure('badResponse'));
    expect(JSON.stringify(result)).not.toContain('eyJ');
  });

  it.each([
    ['a day ahead', 86_400_000, failure('clockWrong')],
    ['a day behind', -86_400_000, failure('clockWrong')],
    ['five minutes ahead', 300_000, { ok: true }],
    ['five minutes behind', -300_000, failure('clockWrong')],
    ['a minute ahead', 60_000, { ok: true }],
    ['a minute behind', -60_000, { ok: true }],
    // seen to fail with a tolerance of 0 s and of 600 s, and with the error of the library as `badResponse`
  ])('[fault 67] with a clock that is %s', async (_, by, result) => {
    skew = by;
    expect(await exchange()).toMatchObject(result);
  });
});

describe('the keys of PingOne', () => {
  /** From now on ID tokens are signed by a key that was not there before. */
  const rotate = async (isPublished: () => boolean): Promise<Fetch> => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const named = { kid: 'new', alg: 'RS256', use: 'sig' };
    const jwk = { ...(await exportJWK(publicKey)), ...named };
    return async (url, init) => {
      const response = await fetch(url, init);
      if (url.endsWith('/jwks')) return isPublished() ? Response.json({ keys: [jwk] }) : response;
      if (!url.endsWith('/token')) return response;
      const body = (await response.json()) as { id_token: string };
      const payload = decode(body.id_token.split('.')[1] ?? '');
      body.id_token = await new SignJWT(payload).setProtectedHeader(named).sign(privateKey);
      return Response.json(body);
    };
  };
  const keysAsked = () => sandbox.requests.filter(({ path }) => path.endsWith('/jwks')).length;

  // seen to fail: with the keys of the first sign-in kept for the second, the new ones are not known.
  // Each sign-in reads them anew, once: there is nothing that could be stale, and nobody is asked in a loop.
  it('[fault 25] are read anew for each sign-in, so that new ones are known at once', async () => {
    let isRotated = false;
    const rotated = await rotate(() => true);
    const oidc = create((url, init) => (isRotated ? rotated : fetch)(url, init));
    expect(await exchange(oidc)).toMatchObject({ ok: true });
    isRotated = true;
    const before = keysAsked();
    expect(await exchange(oidc)).toMatchObject({ ok: true });
    expect(keysAsked() - before).toBe(1);
  });

  // seen to fail: without `enableNonRepudiationChecks` the token is believed
  it('[fault 25] that do not know a token are asked for once, and the token is refused', async () => {
    const before = keysAsked();
    expect(await exchange(create(await rotate(() => false)))).toMatchObject(failure('badResponse'));
    expect(keysAsked() - before).toBe(1);
  });
});

describe('renewing', () => {
  it('never loses a refresh token to a wrong clock or to missing keys', async () => {
    const oidc = create();
    const first = await exchange(oidc);
    const token = first.ok ? (first.value.refreshToken ?? '') : '';
    skew = 10 * 86_400_000;
    sandbox.faults.add({ host: 'auth', path: /jwks/, effect: 'cutBefore' });
    const second = await oidc.refresh(token, signal);
    expect(second).toMatchObject({ ok: true });
    expect(second.ok && second.value.refreshToken).not.toBe(token);
  });

  it('ends with a token that PingOne does not know', async () => {
    expect(await create().refresh('nonsense', signal)).toMatchObject(failure('sessionEnded'));
  });

  it('reads the discovery document once', async () => {
    const oidc = create();
    const before = sandbox.requests.length;
    await oidc.refresh('nonsense', signal);
    await oidc.refresh('nonsense', signal);
    const seen = sandbox.requests.slice(before).filter(({ path }) => path.includes('well-known'));
    expect(seen).toHaveLength(1);
  });
});

describe('the discovery document', () => {
  const changed =
    (change: Record<string, unknown>): Fetch =>
    async (url, init) =>
      Response.json({ ...((await (await fetch(url, init)).json()) as object), ...change });

  // seen to fail: with `metadata.issuer === issuer` left out of `discover` both are believed
  it.each(['https://login.example.org/as', 'http://127.0.0.1:1/another/as'])(
    '[fault 24] of another issuer lets nobody sign in: %s',
    async (issuer) => {
      expect(await create(changed({ issuer })).metadata(signal)).toMatchObject(
        failure('notPingOne'),
      );
    },
  );

  it.each(['device_authorization_endpoint', 'end_session_endpoint', 'token_endpoint'])(
    'is nobody’s where the %s is on another host',
    async (name) => {
      const oidc = create(changed({ [name]: 'https://login.example.org/as/it' }));
      expect(await oidc.metadata(signal)).toMatchObject(failure('notPingOne'));
    },
  );

  it('need not offer the phone', async () => {
    const oidc = create(changed({ device_authorization_endpoint: undefined }));
    expect(await oidc.metadata(signal)).toMatchObject({ ok: true });
    expect(await oidc.deviceCode(signal)).toEqual(failure('phoneSignInOff'));
  });
});

describe('signing off', () => {
  it('needs no token in an address', async () => {
    const oidc = create();
    expect(oidc.signOffUrl()).toBeNull();
    await oidc.metadata(signal);
    const { issuer } = endpointsOf(configurationFor(sandbox));
    expect(oidc.signOffUrl()?.href).toBe(`${issuer}/signoff?client_id=${sandbox.address.clientId}`);
  });
});
