import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMemoryVault } from '../../../../electron/vault/memory';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { signInByForm } from '../../../sandbox/sign-in';
import { defaultSwitches } from '../../../sandbox/switches';
import {
  createMoodyVault,
  createSignedInDesk,
  createSignedOutDesk,
  storedToken,
  type Desk,
} from './desk';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  Object.assign(sandbox.switches, defaultSwitches());
});
afterAll(() => sandbox.close());

const failure = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, ...details },
});
const signedOut = (code: string, ways = ['browser']) => ({
  state: 'signedOut',
  reason: { code },
  ways,
});

describe('signing in', () => {
  it('goes through the browser and ends with a person', async () => {
    const desk = await createSignedInDesk(sandbox);
    expect(desk.views.map((view) => ('phase' in view ? view.phase : view.state))).toEqual([
      'restoring',
      'signedOut',
      'opening',
      'waiting',
      'finishing',
      'signedIn',
    ]);
    expect(desk.session.view()).toEqual({
      state: 'signedIn',
      person: {
        id: desk.person.id,
        username: desk.person.username,
        name: 'Kim Novak',
        email: 'kim@example.org',
      },
      keychain: 'saved',
      missingScopes: [],
      ways: ['browser'],
      again: null,
    });
    const token = await desk.session.accessToken(new AbortController().signal);
    expect(token.ok && token.value.startsWith('eyJ')).toBe(true);
  });

  it('asks for a code, with PKCE, state, nonce and the scopes of a person', async () => {
    const desk = await createSignedInDesk(sandbox);
    const other = await createSignedInDesk(sandbox);
    const [parameters, others] = [desk, other].map(({ opened }) =>
      Object.fromEntries(opened[0]?.searchParams ?? []),
    );
    expect(parameters).toMatchObject({
      response_type: 'code',
      client_id: sandbox.address.clientId,
      code_challenge_method: 'S256',
      scope:
        'openid profile email p1:read:user p1:create:device p1:read:device p1:update:device p1:delete:device ' +
        'p1:create:pairingKey p1:read:pairingKey p1:delete:pairingKey',
    });
    expect(parameters).not.toHaveProperty('prompt');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(parameters?.[name]).not.toBe(others?.[name]);
  });

  it('stores the refresh token and the subject, nothing else, and logs no secret', async () => {
    const desk = await createSignedInDesk(sandbox);
    const read = await desk.vault.read(desk.account);
    const stored: unknown = JSON.parse(read.ok ? (read.value ?? '') : '');
    expect(stored).toEqual({
      v: 1,
      subject: desk.person.id,
      refreshToken: expect.any(String) as string,
    });
    const url = desk.opened[0];
    for (const secret of [
      await storedToken(desk),
      url?.searchParams.get('state'),
      url?.searchParams.get('nonce'),
      'eyJ',
      'example.org',
    ])
      expect(desk.log.text()).not.toContain(secret);
  });

  it('tells which scopes were withheld', async () => {
    sandbox.switches.withheldScopes = ['p1:delete:device'];
    const { session } = await createSignedInDesk(sandbox);
    expect(session.view()).toMatchObject({ missingScopes: ['p1:delete:device'] });
  });

  // seen to fail without `prompt=login`, and with a kiosk that stores the refresh token it was given
  it('[fault 38] asks a kiosk for the password every time, and keeps nothing', async () => {
    const { operatorClientId } = sandbox.address;
    const desk = await createSignedInDesk(sandbox, {
      changes: { mode: 'kiosk', operatorClientId },
      user: 3,
    });
    expect(Object.fromEntries(desk.opened[0]?.searchParams ?? [])).toMatchObject({
      client_id: operatorClientId,
      prompt: 'login',
      scope: 'openid profile email',
    });
    expect(desk.session.view()).toMatchObject({ keychain: 'notOffered', missingScopes: [] });
    expect(await desk.vault.read(desk.account)).toEqual({ ok: true, value: null });
    expect(await desk.vault.read(`${sandbox.address.environmentId}/${operatorClientId}`)).toEqual({
      ok: true,
      value: null,
    });
    expect(await desk.session.signOut()).toMatchObject({ ok: true });

    // an application may be set up to give what could be kept
    const given = await createSignedInDesk(sandbox, {
      changes: { mode: 'kiosk', operatorClientId: sandbox.address.clientId },
      user: 3,
    });
    expect(given.session.view()).toMatchObject({ keychain: 'notOffered' });
    expect(await given.vault.read(given.account)).toEqual({ ok: true, value: null });
  });

  it('replaces whoever was there before and could not be restored', async () => {
    const { vault } = await createSignedInDesk(sandbox);
    sandbox.faults.add({ host: 'auth', effect: 'cutBefore' });
    const next = await createSignedInDesk(sandbox, { vault, user: 1 });
    expect(next.views[1]).toMatchObject(signedOut('interrupted'));
    expect(await vault.read(next.account)).toMatchObject({
      value: expect.stringContaining(next.person.id) as string,
    });
  });

  // seen to fail with a keychain that is told nothing, and with one that is kept waiting for ever
  it.each([
    ['done', true],
    ['given up', false],
  ])('has the keychain ready until it is %s', async (_how, opens) => {
    const ready: number[] = [];
    const vault = {
      ...createMemoryVault(),
      stayReady() {
        ready.push(1);
        return () => void ready.push(-1);
      },
    };
    const seen: number[][] = [];
    const desk: Desk = await createSignedOutDesk(sandbox, {
      vault,
      openExternal: async (url) => {
        seen.push([...ready]);
        if (opens) void fetch(await signInByForm(sandbox.address, url.href, desk.person));
        return opens;
      },
    });
    expect(ready).toEqual([]);
    expect((await desk.session.signIn('browser')).ok).toBe(opens);
    expect(seen).toEqual([[1]]);
    expect(ready).toEqual([1, -1]);
  });

  it('is possible once at a time, and only when signed out', async () => {
    const desk = await createSignedOutDesk(sandbox);
    const [first, second] = await Promise.all([
      desk.session.signIn('browser'),
      desk.session.signIn('browser'),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(failure('notAllowed'));
    expect(await desk.session.signIn('browser')).toEqual(failure('notAllowed'));
    expect(desk.opened).toHaveLength(1);
  });

  it('ends when the person says no in the browser', async () => {
    const desk: Desk = await createSignedOutDesk(sandbox, {
      openExternal: async (url) => {
        void fetch(await signInByForm(sandbox.address, url.href, desk.person, 'cancel'));
        return true;
      },
    });
    expect(await desk.session.signIn('browser')).toMatchObject(failure('signInCancelled'));
    expect(desk.session.view()).toMatchObject(signedOut('signInCancelled'));
  });

  it.each([() => Promise.resolve(false), () => Promise.reject(new Error('no browser'))])(
    'ends when there is no browser',
    async (openExternal) => {
      const desk = await createSignedOutDesk(sandbox, { openExternal });
      expect(await desk.session.signIn('browser')).toEqual(failure('browserNotOpened'));
      expect(desk.session.view()).toEqual(signedOut('browserNotOpened'));
    },
  );

  it('does not wait for a browser that stays in the foreground', async () => {
    const desk: Desk = await createSignedOutDesk(sandbox, {
      openExternal: async (url) => {
        await desk.browse(url);
        return new Promise<never>(() => undefined);
      },
    });
    expect(await desk.session.signIn('browser')).toMatchObject({ ok: true });
  });

  it('names a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const desk = await createSignedOutDesk(sandbox, { changes: { redirectPort: port } });
    expect(await desk.session.signIn('browser')).toEqual(failure('redirectPortTaken', { port }));
    server.close();
  });

  it.each([
    [{ path: /openid-configuration/, effect: 'cutBefore' }, 'interrupted'],
    [{ path: /openid-configuration/, effect: 'html' }, 'badResponse'],
    [{ path: /token/, effect: 'cutAfter' }, 'interrupted'],
    [{ path: /token/, effect: 'cutDuring' }, 'interrupted'],
    [{ path: /token/, effect: 'garbage' }, 'badResponse'],
    [{ path: /token/, effect: 'html' }, 'badResponse'],
    [{ path: /token/, effect: 'unavailable' }, 'serverError'],
    [{ path: /token/, effect: 'rateLimited' }, 'rateLimited'],
    [{ path: /token/, effect: { status: 302, headers: { location: '/' } } }, 'redirected'],
    [
      { path: /token/, effect: { status: 401, body: { error: 'invalid_client' } } },
      'clientRefused',
    ],
    [{ path: /jwks/, effect: 'cutBefore' }, 'interrupted'],
  ] as const)('ends with its own words after %j', async (fault, code) => {
    const desk = await createSignedOutDesk(sandbox);
    sandbox.faults.add({ host: 'auth', ...fault });
    expect(await desk.session.signIn('browser')).toMatchObject(failure(code));
    expect(await desk.vault.read(desk.account)).toEqual({ ok: true, value: null });
    expect(await desk.session.signIn('browser')).toMatchObject({ ok: true });
  });
});

describe('cancelling a sign-in', () => {
  const phaseIs = (desk: Desk, phase: string) =>
    vi.waitFor(() => expect(desk.session.view()).toMatchObject({ phase }), { interval: 5 });
  const isCancelled = async (desk: Desk, signingIn: Promise<unknown>) => {
    await desk.session.cancelSignIn();
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.session.view()).toEqual(signedOut('signInCancelled'));
    expect(desk.session.person()).toBeNull();
  };

  it('works while the browser is being opened', async () => {
    const desk = await createSignedOutDesk(sandbox);
    sandbox.faults.add({ host: 'auth', path: /openid-configuration/, effect: { delayMs: 2_000 } });
    const signingIn = desk.session.signIn('browser');
    await phaseIs(desk, 'opening');
    await isCancelled(desk, signingIn);
    expect(desk.opened).toEqual([]);
  });

  it('works while the browser has the word, and closes the listener', async () => {
    const urls: URL[] = [];
    const desk = await createSignedOutDesk(sandbox, {
      openExternal: (url) => Promise.resolve(urls.push(url) > 0),
    });
    const signingIn = desk.session.signIn('browser');
    await phaseIs(desk, 'waiting');
    await isCancelled(desk, signingIn);
    const redirect = urls[0]?.searchParams.get('redirect_uri') ?? '';
    await expect(fetch(redirect)).rejects.toThrow();
  });

  it('is what closing does, without another word', async () => {
    const desk = await createSignedOutDesk(sandbox, { openExternal: () => Promise.resolve(true) });
    const signingIn = desk.session.signIn('browser');
    await phaseIs(desk, 'waiting');
    const said = desk.views.length;
    await desk.session.close();
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.views).toHaveLength(said);
  });

  it('works while the code is exchanged', async () => {
    const desk = await createSignedOutDesk(sandbox);
    sandbox.faults.add({ host: 'auth', path: /token/, effect: { delayMs: 2_000 } });
    const signingIn = desk.session.signIn('browser');
    await phaseIs(desk, 'finishing');
    await isCancelled(desk, signingIn);
    expect(await desk.vault.read(desk.account)).toEqual({ ok: true, value: null });
  });

  // seen to fail where what is being stored is not forgotten
  it('works while the keychain hangs', async () => {
    const moody = createMoodyVault();
    const desk = await createSignedOutDesk(sandbox, { vault: moody.vault });
    moody.state.hangs = true;
    const write = vi.spyOn(moody.vault, 'write');
    const signingIn = desk.session.signIn('browser');
    await vi.waitFor(() => expect(write).toHaveBeenCalled(), { interval: 5, timeout: 4_000 });
    expect(desk.session.view()).toMatchObject({ phase: 'finishing' });
    await isCancelled(desk, signingIn);
    expect(await desk.session.accessToken(new AbortController().signal)).toEqual(
      failure('signInRequired'),
    );
    expect(await desk.unfinishedSignOuts.has(desk.account)).toBe(true);
  });
});
