import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { guardedFetch, type Fetch } from '../../../../electron/http/request';
import type { Vault } from '../../../../electron/vault/vault';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { defaultSwitches } from '../../../sandbox/switches';
import { createMemorySignOuts, createSignedOutDesk } from './desk';
import { createIdleKiosk, createKioskDesk, type KioskDesk } from './kiosk-desk';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  sandbox.clock.set(Date.now());
  Object.assign(sandbox.switches, defaultSwitches());
});
afterAll(() => sandbox.close());

const { signal } = new AbortController();
const waysOf = ({ session }: Pick<KioskDesk, 'session'>) => {
  const view = session.view();
  return 'ways' in view ? view.ways : null;
};
const both = ['browser', 'phone'];
const become = (desk: KioskDesk, ways: string[]) =>
  vi.waitFor(() => expect(waysOf(desk)).toEqual(ways), { interval: 5 });
const onToken = (effect: { status: number; body: object }) =>
  sandbox.faults.add({ host: 'auth', path: /as\/token/, effect });
const discoveries = () => sandbox.requests.filter(({ path }) => path.includes('well-known')).length;

describe('the ways to sign in', () => {
  it('are one at a workstation, and nobody is asked', async () => {
    const before = discoveries();
    const desk = await createSignedOutDesk(sandbox);
    expect(desk.views.at(-1)).toMatchObject({ state: 'signedOut', ways: ['browser'] });
    await desk.session.signIn('browser');
    expect(desk.session.view()).toMatchObject({ state: 'signedIn', ways: ['browser'] });
    expect(discoveries() - before).toBe(1);
  });

  it('are told as soon as they are known, and PingOne is asked once', async () => {
    const before = discoveries();
    const desk = await createIdleKiosk(sandbox);
    expect(waysOf(desk)).toEqual(['browser']);
    await become(desk, both);
    expect(desk.views.slice(-2)).toEqual([
      { state: 'signedOut', reason: null, ways: ['browser'] },
      { state: 'signedOut', reason: null, ways: both },
    ]);
    await desk.session.signIn('browser');
    expect(waysOf(desk)).toEqual(both);
    await desk.session.signOut();
    expect(desk.session.view()).toEqual({ state: 'signedOut', reason: null, ways: both });
    expect(discoveries() - before).toBe(1);
  });

  it.each(['cutBefore', 'html', 'unavailable'] as const)(
    'are looked for again after %s, without a word',
    async (effect) => {
      sandbox.faults.add({ host: 'auth', path: /well-known/, effect });
      const desk = await createIdleKiosk(sandbox, { sleep: () => Promise.resolve() });
      await become(desk, both);
      expect(desk.views).toEqual([
        { state: 'restoring' },
        { state: 'signedOut', reason: null, ways: ['browser'] },
        { state: 'signedOut', reason: null, ways: both },
      ]);
    },
  );

  it('leave the phone out where PingOne does not offer it', async () => {
    sandbox.switches.deviceGrant = false;
    const desk = await createIdleKiosk(sandbox);
    await desk.session.signIn('browser');
    expect(desk.session.view()).toMatchObject({ state: 'signedIn', ways: ['browser'] });
  });

  it('are not looked for any more after closing', async () => {
    sandbox.faults.add({ host: 'auth', path: /well-known/, effect: { delayMs: 50 } });
    const desk = await createIdleKiosk(sandbox);
    const said = desk.views.length;
    await desk.session.close();
    await desk.session.signIn('browser');
    expect(desk.views).toHaveLength(said);
  });
});

describe('the keychain at a kiosk', () => {
  const createWatchedVault = () => {
    const touched: string[] = [];
    const touch = (name: string) => () => {
      touched.push(name);
      return Promise.resolve({ ok: false, error: { code: 'keychainUnavailable' } } as const);
    };
    const vault: Vault = {
      read: touch('read'),
      write: touch('write'),
      remove: touch('remove'),
      stayReady: () => {
        touched.push('stayReady');
        return () => undefined;
      },
    };
    const notes = createMemorySignOuts();
    const unfinishedSignOuts = {
      ...notes,
      add: (account: string) => {
        touched.push('note');
        return notes.add(account);
      },
    };
    return { vault, unfinishedSignOuts, touched };
  };

  /** As a PingOne that gives operators a refresh token, too. */
  const generous: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (!url.endsWith('/token') || !response.ok) return response;
    const body = (await response.json()) as object;
    return Response.json({ ...body, refresh_token: 'generous' });
  };

  it.each(['browser', 'phone'] as const)(
    'is neither read nor written by the way of the %s',
    async (way) => {
      const { touched, ...keychain } = createWatchedVault();
      const desk = createKioskDesk(sandbox, { ...keychain, fetch: guardedFetch(generous) });
      await desk.session.restore();
      const { session, naps, phone, browser, morgan, robin } = desk;

      naps.push(phone.signIn());
      expect(await session.signIn(way)).toMatchObject({ ok: true });
      naps.push(phone.signIn());
      expect(await session.signInAgain(way)).toMatchObject({ ok: true });
      naps.push(phone.signIn(robin));
      browser.person = robin;
      expect(await session.signInAgain(way)).toMatchObject({ error: { code: 'someoneElse' } });
      expect(await session.retryKeychain()).toMatchObject({ ok: true });
      expect(await session.signOut()).toMatchObject({ ok: true });

      browser.person = morgan;
      naps.push(phone.signIn());
      expect(await session.signIn(way)).toMatchObject({ ok: true });
      sandbox.clock.advance(3_600_000);
      onToken({
        status: 200,
        body: { access_token: 'a', refresh_token: 'b', token_type: 'Bearer' },
      });
      expect(await session.accessToken(signal)).toEqual({ ok: true, value: 'a' });
      sandbox.clock.advance(3_600_000);
      onToken({ status: 400, body: { error: 'invalid_grant' } });
      expect(await session.accessToken(signal)).toMatchObject({ error: { code: 'sessionEnded' } });
      browser.person = null;
      naps.push(phone.refuse);
      const given = session.signIn(way);
      await vi.waitFor(() => expect(session.view()).toMatchObject({ state: 'signingIn' }));
      await session.cancelSignIn();
      await given;
      await session.retryKeychain();
      await session.restore();
      await session.close();
      expect(touched).toEqual([]);
    },
  );
});
