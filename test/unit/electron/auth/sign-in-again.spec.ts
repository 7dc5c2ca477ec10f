import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignInWay } from '../../../../shared/ipc/views';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { defaultSwitches } from '../../../sandbox/switches';
import { createSignedInDesk } from './desk';
import { createIdleKiosk, createOpenKiosk, forEver, type KioskDesk } from './kiosk-desk';

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
const hour = 3_600_000;
const failure = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, ...details },
});
const bothWays = ['browser', 'phone'] as const;

const again = ({ session }: Pick<KioskDesk, 'session'>) => {
  const view = session.view();
  return view.state === 'signedIn' ? view.again : undefined;
};
const isWaiting = (desk: KioskDesk) =>
  vi.waitFor(() => expect(again(desk)).toMatchObject({ state: 'running', phase: 'waiting' }), {
    interval: 5,
  });
/** Sits down at the computer or takes their phone. */
const sits = (desk: KioskDesk, who: KioskDesk['morgan']) => {
  desk.browser.person = who;
  desk.naps.push(desk.phone.signIn(who));
};
const isNobody = (desk: KioskDesk) => {
  desk.browser.person = null;
  desk.naps.push(forEver);
};
const tokenOf = async ({ session }: Pick<KioskDesk, 'session'>) => {
  const token = await session.accessToken(signal);
  return token.ok ? token.value : token.error.code;
};
const subjectOf = (token: string): unknown =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: unknown })
    .sub;
const signOffs = (desk: KioskDesk) =>
  desk.opened.filter(({ pathname }) => pathname.endsWith('/signoff'));

describe.each(bothWays)('signing in again by the way of the %s', (way) => {
  it('gives fresh tokens and a fresh time', async () => {
    const desk = await createOpenKiosk(sandbox);
    const first = desk.session.signedInAt();
    expect(first).toBeGreaterThan(sandbox.clock.now() - 60_000);
    const before = await tokenOf(desk);
    sandbox.clock.advance(hour / 2);
    sits(desk, desk.morgan);
    const said = desk.views.length;
    expect(await desk.session.signInAgain(way)).toEqual({ ok: true, value: undefined });
    const phases = desk.views
      .slice(said)
      .map((view) => (view.state === 'signedIn' ? view.again : undefined))
      .map((state) => (state?.state === 'running' ? state.phase : state));
    expect([...new Set(phases)]).toEqual(['opening', 'waiting', 'finishing', null]);
    expect(desk.session.view()).toMatchObject({
      state: 'signedIn',
      person: { id: desk.morgan.id },
      ways: ['browser', 'phone'],
      again: null,
    });
    const at = desk.session.signedInAt();
    expect(at).toBeGreaterThanOrEqual(first + hour / 2);
    expect(desk.signedInAgain).toEqual([at]);
    const after = await tokenOf(desk);
    expect(after).not.toBe(before);
    expect(subjectOf(after)).toBe(desk.morgan.id);
    // the new one lasts as long as a new one does
    sandbox.clock.advance(hour - 60_000);
    expect(await tokenOf(desk)).toBe(after);
  });

  // seen to fail with anybody taken for the operator
  it('[fault 39] throws away what somebody else got, and never uses it', async () => {
    const used: Promise<string>[] = [];
    const watch = { tell: () => undefined as unknown };
    const desk = await createOpenKiosk(sandbox, { onChange: () => watch.tell() });
    watch.tell = () => used.push(tokenOf(desk));
    const before = await tokenOf(desk);
    const since = desk.session.signedInAt();
    sits(desk, desk.robin);
    expect(await desk.session.signInAgain(way)).toEqual(failure('someoneElse'));
    expect(again(desk)).toEqual({ state: 'failed', error: { code: 'someoneElse' } });
    expect(desk.session.person()?.id).toBe(desk.morgan.id);
    expect(desk.session.signedInAt()).toBe(since);
    expect(desk.signedInAgain).toEqual([]);
    expect(await tokenOf(desk)).toBe(before);
    expect(used.length).toBeGreaterThan(2);
    expect(new Set(await Promise.all(used))).toEqual(new Set([before]));
    expect(subjectOf(before)).toBe(desk.morgan.id);
    expect(desk.log.text()).not.toContain(desk.robin.id);
  });

  it('leaves all as it was when it is cancelled', async () => {
    const desk = await createOpenKiosk(sandbox);
    const before = await tokenOf(desk);
    const since = desk.session.signedInAt();
    isNobody(desk);
    const signingIn = desk.session.signInAgain(way);
    await isWaiting(desk);
    await desk.session.cancelSignIn();
    expect(again(desk)).toBeNull();
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(await tokenOf(desk)).toBe(before);
    expect(desk.session.signedInAt()).toBe(since);
    expect(desk.signedInAgain).toEqual([]);
  });

  it('leaves all as it was when it fails, and says why until that is put away', async () => {
    const desk = await createOpenKiosk(sandbox);
    const before = await tokenOf(desk);
    sits(desk, desk.morgan);
    sandbox.faults.add({
      host: 'auth',
      path: /as\/token/,
      effect: { status: 400, body: { error: 'invalid_grant' } },
    });
    const failed = failure('signInRefused', { reason: 'invalid_grant' });
    expect(await desk.session.signInAgain(way)).toMatchObject(failed);
    expect(again(desk)).toMatchObject({ state: 'failed', error: failed.error });
    expect(await tokenOf(desk)).toBe(before);
    await desk.session.cancelSignIn();
    expect(again(desk)).toBeNull();
    desk.naps.length = 0;
    sits(desk, desk.morgan);
    expect(await desk.session.signInAgain(way)).toMatchObject({ ok: true });
  });

  it('happens once at a time', async () => {
    const desk = await createOpenKiosk(sandbox);
    isNobody(desk);
    const first = desk.session.signInAgain(way);
    expect(await desk.session.signInAgain(way)).toEqual(failure('notAllowed'));
    await isWaiting(desk);
    expect(await desk.session.signInAgain('browser')).toEqual(failure('notAllowed'));
    expect(await desk.session.signIn(way)).toEqual(failure('notAllowed'));
    await desk.session.cancelSignIn();
    await first;
  });

  it('ends with the session that ends meanwhile', async () => {
    const desk = await createOpenKiosk(sandbox);
    isNobody(desk);
    const signingIn = desk.session.signInAgain(way);
    await isWaiting(desk);
    sandbox.clock.advance(hour);
    expect(await tokenOf(desk)).toBe('sessionEnded');
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.session.view()).toMatchObject({
      state: 'signedOut',
      reason: { code: 'sessionEnded' },
    });
    expect(desk.session.signedInAt()).toBe(0);
  });

  it('ends when the operator signs out, and brings nobody in', async () => {
    const desk = await createOpenKiosk(sandbox);
    isNobody(desk);
    const signingIn = desk.session.signInAgain(way);
    await isWaiting(desk);
    expect(await desk.session.signOut()).toMatchObject({ ok: true });
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.session.view()).toMatchObject({ state: 'signedOut', reason: null });
    expect(await tokenOf(desk)).toBe('signInRequired');
    desk.naps.length = 0;
    sits(desk, desk.robin);
    expect(await desk.session.signIn(way)).toMatchObject({ ok: true });
    expect(desk.session.person()?.id).toBe(desk.robin.id);
  });

  it('ends when the program closes, without another word', async () => {
    const desk = await createOpenKiosk(sandbox);
    isNobody(desk);
    const signingIn = desk.session.signInAgain(way);
    await isWaiting(desk);
    const said = desk.views.length;
    await desk.session.close();
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.views).toHaveLength(said);
  });

  it('is not for workstations, and not for nobody', async () => {
    const workstation = await createSignedInDesk(sandbox);
    expect(await workstation.session.signInAgain(way)).toEqual(failure('notAllowed'));
    expect(workstation.opened).toHaveLength(1);
    const idle = await createIdleKiosk(sandbox);
    expect(await idle.session.signInAgain(way)).toEqual(failure('notAllowed'));
    expect(idle.opened).toEqual([]);
  });
});

describe('the browser of this computer', () => {
  it('always asks for the password', async () => {
    const desk = await createOpenKiosk(sandbox);
    await desk.session.signInAgain('browser');
    const prompts = desk.opened.map(({ searchParams }) => searchParams.get('prompt'));
    expect(prompts).toEqual(['login', 'login']);
  });

  it.each([
    ['browser', 1],
    ['phone', 0],
  ] as [SignInWay, number][])(
    'ends the session of somebody else that began in it: %s',
    async (way, times) => {
      const desk = await createOpenKiosk(sandbox);
      sits(desk, desk.robin);
      await desk.session.signInAgain(way);
      expect(signOffs(desk)).toHaveLength(times);
    },
  );

  it('tells somebody else that they are not signed in', async () => {
    const desk = await createOpenKiosk(sandbox);
    sits(desk, desk.robin);
    await desk.session.signInAgain('browser');
    await vi.waitFor(() => expect(desk.pages).toHaveLength(2), { interval: 5 });
    expect(desk.pages[0]).toContain('<h1>Signed in</h1>');
    expect(desk.pages[1]).toContain('<h1>Not signed in</h1>');
  });
});
