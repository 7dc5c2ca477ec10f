import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { guardedFetch, type Fetch } from '../../../../electron/http/request';
import { qrOf } from '../../../../electron/qr';
import type { SessionView } from '../../../../shared/ipc/views';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { defaultSwitches } from '../../../sandbox/switches';
import { createSignedOutDesk } from './desk';
import { createIdleKiosk, forEver, nothing, type KioskDesk } from './kiosk-desk';

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

const failure = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, ...details },
});
const { signal } = new AbortController();
const onToken = (effect: Parameters<Sandbox['faults']['add']>[0]['effect'], times = 1) =>
  sandbox.faults.add({ host: 'auth', path: /as\/token/, effect, times });
const onDeviceCode = (effect: Parameters<Sandbox['faults']['add']>[0]['effect']) =>
  sandbox.faults.add({ host: 'auth', path: /device_authorization/, effect });
const refused = (error: string, status = 400) => ({ status, body: { error } });
const polls = () =>
  sandbox.requests.filter(
    ({ path, body }) => path.endsWith('/token') && body.includes('device_code'),
  ).length;
const phaseOf = (view: SessionView | undefined) =>
  view?.state === 'signingIn' ? view.phase : view?.state;
const phoneOf = (desk: KioskDesk) =>
  desk.views.flatMap((view) => (view.state === 'signingIn' && view.phone ? [view.phone] : []))[0];

describe('signing in with a phone', () => {
  it('shows a code, waits, and ends with the person whose phone it is', async () => {
    const desk = await createIdleKiosk(sandbox);
    const began = sandbox.clock.now();
    let shown: ReturnType<typeof desk.phone.waiting> | undefined;
    desk.naps.push(nothing, () => {
      shown = desk.phone.waiting();
      return desk.phone.signIn()();
    });
    expect(await desk.session.signIn('phone')).toMatchObject({ ok: true });
    expect(desk.views.slice(-4).map(phaseOf)).toEqual([
      'opening',
      'waiting',
      'finishing',
      'signedIn',
    ]);
    expect(phoneOf(desk)).toEqual({
      userCode: shown?.userCode,
      address: `${sandbox.address.authBaseUrl}/${sandbox.address.environmentId}/device`,
      qr: qrOf(shown?.address ?? ''),
    });
    const waiting = desk.views.find((view) => phaseOf(view) === 'waiting');
    const deadline = waiting?.state === 'signingIn' ? waiting.deadline : 0;
    expect(deadline - began).toBeGreaterThanOrEqual(600_000);
    expect(deadline - began).toBeLessThan(610_000);
    expect(desk.session.view()).toMatchObject({
      state: 'signedIn',
      person: { id: desk.morgan.id },
      keychain: 'notOffered',
      missingScopes: [],
      again: null,
    });
    expect(await desk.session.accessToken(signal)).toMatchObject({ ok: true });
    expect(desk.opened).toEqual([]);
  });

  it('asks with the client and the scopes of an operator, and keeps its code to itself', async () => {
    const before = sandbox.requests.length;
    const desk = await createIdleKiosk(sandbox);
    desk.naps.push(desk.phone.signIn());
    await desk.session.signIn('phone');
    const sent = sandbox.requests.slice(before);
    const asked = sent.find(({ path }) => path.endsWith('/device_authorization'));
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      client_id: sandbox.address.operatorClientId,
      scope: 'openid profile email',
    });
    const polled = sent.find(({ body }) => body.includes('device_code='));
    const deviceCode = new URLSearchParams(polled?.body).get('device_code') ?? '';
    expect(deviceCode).not.toBe('');
    const told = desk.log.text() + JSON.stringify(desk.views) + JSON.stringify(polled?.path);
    for (const secret of [deviceCode, 'eyJ']) expect(told).not.toContain(secret);
    expect(desk.log.text()).not.toContain(phoneOf(desk)?.userCode);
  });

  it('shows the address alone where PingOne has none with the code in it', async () => {
    const desk = await createIdleKiosk(sandbox);
    const address = `${sandbox.address.authBaseUrl}/device`;
    const body = { device_code: 'x', user_code: 'AB-12', verification_uri: address, expires_in: 9 };
    onDeviceCode({ status: 200, body });
    onToken(refused('authorization_pending'));
    expect(await desk.session.signIn('phone')).toEqual(failure('signInTimedOut'));
    expect(phoneOf(desk)).toEqual({ userCode: 'AB-12', address, qr: qrOf(address) });
    // five seconds where the answer names none
    expect(desk.pauses[0]).toBe(5_000);
  });

  it('is for operators', async () => {
    const desk = await createSignedOutDesk(sandbox);
    const before = sandbox.requests.length;
    expect(await desk.session.signIn('phone')).toEqual(failure('notAllowed'));
    expect(sandbox.requests).toHaveLength(before);
    expect(desk.session.view()).toMatchObject({ state: 'signedOut', reason: null });
  });
});

describe('asking PingOne again', () => {
  it('is done as often as PingOne says', async () => {
    sandbox.switches.devicePollingInterval = 8;
    const desk = await createIdleKiosk(sandbox);
    desk.naps.push(nothing, nothing, desk.phone.signIn());
    await desk.session.signIn('phone');
    expect(desk.pauses).toEqual([8_000, 8_000, 8_000]);
  });

  it('is done less often from then on where PingOne says so', async () => {
    const desk = await createIdleKiosk(sandbox);
    onToken(refused('slow_down'));
    desk.naps.push(nothing, nothing, nothing, desk.phone.signIn());
    expect(await desk.session.signIn('phone')).toMatchObject({ ok: true });
    expect(desk.pauses).toEqual([5_000, 10_000, 10_000, 10_000]);
  });

  it('never is too early for PingOne', async () => {
    const desk = await createIdleKiosk(sandbox);
    const before = sandbox.requests.length;
    desk.naps.push(nothing, nothing, nothing, nothing, desk.phone.signIn());
    await desk.session.signIn('phone');
    const times = sandbox.requests
      .slice(before)
      .filter(({ body }) => body.includes('device_code='))
      .map(({ at }) => at);
    expect(times).toHaveLength(5);
    for (const [index, at] of times.slice(1).entries())
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(5_000);
  });

  it('goes on when the network fails, with longer and longer pauses', async () => {
    const desk = await createIdleKiosk(sandbox);
    onToken('cutBefore');
    onToken('unavailable');
    onToken('rateLimited');
    desk.naps.push(nothing, nothing, nothing, nothing, desk.phone.signIn());
    expect(await desk.session.signIn('phone')).toMatchObject({ ok: true });
    expect(desk.pauses).toEqual([5_000, 10_000, 20_000, 40_000, 5_000]);
    expect(desk.views.filter((view) => phaseOf(view) === 'waiting')).toHaveLength(1);
  });

  it('ends with the code, whatever the network does', async () => {
    const desk = await createIdleKiosk(sandbox);
    onToken('cutBefore', 100);
    const before = polls();
    expect(await desk.session.signIn('phone')).toEqual(failure('signInTimedOut'));
    expect(Math.max(...desk.pauses)).toBe(60_000);
    const waited = desk.pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(590_000);
    expect(waited).toBeLessThanOrEqual(600_000);
    expect(polls() - before).toBe(desk.pauses.length - 1);
  });
});

describe('a sign-in with a phone that does not work', () => {
  it('was refused on the phone', async () => {
    const desk = await createIdleKiosk(sandbox);
    desk.naps.push(desk.phone.refuse);
    expect(await desk.session.signIn('phone')).toMatchObject(
      failure('signInRefused', { reason: 'access_denied' }),
    );
    expect(desk.session.view()).toMatchObject({
      state: 'signedOut',
      reason: { code: 'signInRefused' },
      ways: ['browser', 'phone'],
    });
  });

  it('took longer than the code lasts', async () => {
    sandbox.switches.deviceTimeout = 12;
    const desk = await createIdleKiosk(sandbox);
    expect(await desk.session.signIn('phone')).toEqual(failure('signInTimedOut'));
    expect(desk.pauses[0]).toBe(5_000);
    expect(desk.pauses.at(-1)).toBeLessThan(2_500);
  });

  it.each([
    ['expired_token', 400, failure('signInTimedOut')],
    ['unauthorized_client', 400, failure('phoneSignInOff')],
    ['unsupported_grant_type', 400, failure('phoneSignInOff')],
    ['invalid_client', 401, failure('clientRefused')],
    ['invalid_grant', 400, failure('signInRefused', { reason: 'invalid_grant' })],
    ['<script>', 400, failure('signInRefused', { reason: 'other' })],
  ])('was refused at the token endpoint: %s', async (error, status, result) => {
    const desk = await createIdleKiosk(sandbox);
    onToken(refused(error, status));
    expect(await desk.session.signIn('phone')).toMatchObject(result);
    expect(desk.pauses).toHaveLength(1);
  });

  it.each([
    [refused('unauthorized_client'), failure('phoneSignInOff')],
    [refused('unsupported_grant_type'), failure('phoneSignInOff')],
    [{ status: 404 }, failure('phoneSignInOff')],
    [{ status: 403 }, failure('phoneSignInOff')],
    [refused('invalid_client', 401), failure('clientRefused')],
    [refused('invalid_scope'), failure('signInRefused', { reason: 'invalid_scope' })],
    ['unavailable', failure('serverError')],
    ['rateLimited', failure('rateLimited')],
    ['cutBefore', failure('interrupted')],
    ['html', failure('badResponse', { html: true })],
    ['garbage', failure('badResponse')],
    [{ status: 302, headers: { location: '/' } }, failure('redirected')],
  ] as const)('was refused before there was a code: %j', async (effect, result) => {
    const desk = await createIdleKiosk(sandbox);
    onDeviceCode(effect);
    expect(await desk.session.signIn('phone')).toMatchObject(result);
    expect(desk.pauses).toEqual([]);
  });

  it('is not offered here', async () => {
    sandbox.switches.deviceGrant = false;
    const desk = await createIdleKiosk(sandbox);
    expect(await desk.session.signIn('phone')).toEqual(failure('phoneSignInOff'));
    expect(desk.session.view()).toMatchObject({ state: 'signedOut', ways: ['browser'] });
  });

  it('lost tokens that cannot be asked for again', async () => {
    const desk = await createIdleKiosk(sandbox);
    sandbox.faults.add({ host: 'auth', path: /jwks/, effect: 'cutBefore' });
    desk.naps.push(desk.phone.signIn());
    expect(await desk.session.signIn('phone')).toMatchObject(failure('interrupted'));
    expect(desk.pauses).toHaveLength(1);
    expect(await desk.session.accessToken(signal)).toEqual(failure('signInRequired'));
  });

  const good = () => ({
    device_code: 'secret',
    user_code: 'ABCD-EFGH',
    verification_uri: `${sandbox.address.authBaseUrl}/device`,
    verification_uri_complete: `${sandbox.address.authBaseUrl}/device?user_code=ABCD-EFGH`,
    expires_in: 600,
    interval: 5,
  });
  it.each([
    ['another host', () => ({ verification_uri: 'https://login.example.org/device' })],
    ['another host behind the QR', () => ({ verification_uri_complete: 'https://example.org/d' })],
    ['another port', () => ({ verification_uri: 'http://127.0.0.1:9/device' })],
    ['plain http elsewhere', () => ({ verification_uri: 'http://example.org/device' })],
    ['a script', () => ({ verification_uri_complete: 'javascript:alert(1)' })],
    [
      'a name in the address',
      () => ({ verification_uri: good().verification_uri.replace('//', '//example.org@') }),
    ],
    [
      'an endless address',
      () => ({ verification_uri_complete: `${good().verification_uri}?${'x'.repeat(3_000)}` }),
    ],
    ['no address', () => ({ verification_uri: undefined })],
    ['no code for the phone', () => ({ user_code: '' })],
    ['a code that nobody can read', () => ({ user_code: 'AB\u202eCD' })],
    ['no code to ask with', () => ({ device_code: undefined })],
    ['no end', () => ({ expires_in: undefined })],
    ['no time', () => ({ expires_in: 0 })],
    ['no sensible pause', () => ({ interval: 1e9 })],
  ])('got an answer with %s, and shows nothing of it', async (_, change) => {
    const desk = await createIdleKiosk(sandbox);
    onDeviceCode({ status: 200, body: { ...good(), ...change() } });
    expect(await desk.session.signIn('phone')).toMatchObject(
      failure('badResponse', { status: 200, html: false }),
    );
    expect(phoneOf(desk)).toBeUndefined();
  });

  it('got an ID token that PingOne has not signed', async () => {
    const forging: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (!url.endsWith('/token') || !response.ok) return response;
      const body = (await response.json()) as { id_token: string };
      const [header = '', payload = '', signature = ''] = body.id_token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const forged = JSON.stringify({ ...claims, sub: 'somebody' });
      body.id_token = `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`;
      return Response.json(body);
    };
    const desk = await createIdleKiosk(sandbox, { fetch: guardedFetch(forging) });
    desk.naps.push(desk.phone.signIn());
    const result = await desk.session.signIn('phone');
    expect(result).toMatchObject(failure('badResponse'));
    expect(JSON.stringify(result)).not.toContain('eyJ');
    expect(desk.session.person()).toBeNull();
  });

  it('got no ID token', async () => {
    const desk = await createIdleKiosk(sandbox);
    onToken({ status: 200, body: { access_token: 'abc', token_type: 'Bearer', expires_in: 60 } });
    expect(await desk.session.signIn('phone')).toMatchObject(failure('badResponse'));
  });
});

describe('giving up a sign-in with a phone', () => {
  const phaseIs = (desk: KioskDesk, phase: string) =>
    vi.waitFor(() => expect(phaseOf(desk.session.view())).toBe(phase), { interval: 5 });
  const giveUp = async (desk: KioskDesk, signingIn: Promise<unknown>) => {
    await desk.session.cancelSignIn();
    expect(desk.session.view()).toMatchObject({
      state: 'signedOut',
      reason: { code: 'signInCancelled' },
    });
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(await desk.session.accessToken(signal)).toEqual(failure('signInRequired'));
  };

  it('works before there is a code', async () => {
    const desk = await createIdleKiosk(sandbox);
    onDeviceCode({ delayMs: 2_000 });
    const signingIn = desk.session.signIn('phone');
    await phaseIs(desk, 'opening');
    await giveUp(desk, signingIn);
    expect(phoneOf(desk)).toBeUndefined();
  });

  it('works between two questions, and asks no more', async () => {
    const desk = await createIdleKiosk(sandbox, { naps: [nothing, forEver] });
    const before = polls();
    const signingIn = desk.session.signIn('phone');
    await vi.waitFor(() => expect(desk.pauses).toHaveLength(2), { interval: 5 });
    await giveUp(desk, signingIn);
    expect(polls() - before).toBe(1);
  });

  it('works during a question', async () => {
    const desk = await createIdleKiosk(sandbox);
    onToken({ delayMs: 2_000 });
    const before = polls();
    const signingIn = desk.session.signIn('phone');
    await vi.waitFor(() => expect(polls()).toBe(before + 1), { interval: 5 });
    await giveUp(desk, signingIn);
  });

  it('works while the tokens are checked', async () => {
    const desk = await createIdleKiosk(sandbox);
    sandbox.faults.add({ host: 'auth', path: /jwks/, effect: { delayMs: 2_000 } });
    desk.naps.push(desk.phone.signIn());
    const signingIn = desk.session.signIn('phone');
    await phaseIs(desk, 'finishing');
    await giveUp(desk, signingIn);
  });

  it('is what closing does, without another word', async () => {
    const desk = await createIdleKiosk(sandbox, { naps: [forEver] });
    const signingIn = desk.session.signIn('phone');
    await phaseIs(desk, 'waiting');
    const said = desk.views.length;
    await desk.session.close();
    expect(await signingIn).toEqual(failure('signInCancelled'));
    expect(desk.views).toHaveLength(said);
  });

  it('makes room for another attempt', async () => {
    const desk = await createIdleKiosk(sandbox, { naps: [forEver] });
    const first = desk.session.signIn('phone');
    await phaseIs(desk, 'waiting');
    await desk.session.cancelSignIn();
    await first;
    expect(await desk.session.signIn('browser')).toMatchObject({ ok: true });
  });
});
