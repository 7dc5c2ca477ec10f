import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Details } from '../../../../shared/devices/catalog';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { createWholeKiosk, pin, type WholeKiosk } from './whole-kiosk';

const sms = { type: 'SMS', phone: '+15125550123' } as const;

let sandbox: Sandbox;
let desk: WholeKiosk;

beforeEach(async () => {
  sandbox = await createSandbox();
  desk = await createWholeKiosk(sandbox);
});
afterEach(async () => {
  await desk.desk.close();
  await sandbox.close();
});

const newestCode = (): string => sandbox.messages()[0]!.code;
const kim = () => sandbox.devices(desk.user('kim').id);
const everybodysDevices = () => sandbox.address.users.flatMap(({ id }) => sandbox.devices(id));

describe('every type, on behalf of somebody', () => {
  it.each<[string, Details]>([
    ['SMS', sms],
    ['VOICE', { type: 'VOICE', phone: sms.phone, extension: '' }],
    ['WHATSAPP', { type: 'WHATSAPP', phone: sms.phone }],
    ['EMAIL', { type: 'EMAIL', email: 'kim@example.org' }],
  ])('%s', async (type, details) => {
    await desk.serves('kim');
    await desk.handsOver(details);
    await desk.sees('code', { purpose: 'activate' });
    expect(kim()).toMatchObject([{ type, status: 'ACTIVATION_REQUIRED' }]);
    desk.types(newestCode());
    await desk.sees('code', { purpose: 'prove' });
    desk.types(newestCode());
    expect((await desk.sees('done')).verdict.kind).toBe('proven');
    expect(kim()).toMatchObject([{ type, status: 'ACTIVE' }]);
  });

  it('an authenticator app', async () => {
    await desk.serves('kim');
    await desk.handsOver({ type: 'TOTP' });
    await desk.sees('app', { purpose: 'activate' });
    desk.types(sandbox.apps.code(kim()[0]!.id));
    await desk.sees('app', { purpose: 'prove' });
    sandbox.clock.advance(30_000);
    desk.types(sandbox.apps.code(kim()[0]!.id));
    expect((await desk.sees('done')).verdict.kind).toBe('proven');
  });

  it('a hardware token is tested while it is pending, and bound by passing', async () => {
    const token = sandbox.tokens.find('HOTP0003DRIFT');
    await desk.serves('kim');
    await desk.handsOver({ type: 'OATH_TOKEN', serialNumber: 'HOTP0003DRIFT' });
    await desk.sees('token', { round: 0 });
    expect(kim()).toMatchObject([{ status: 'ACTIVATION_REQUIRED' }]);
    desk.types(token.press());
    await desk.sees('token', { round: 1 });
    desk.types(token.press());
    await desk.sees('token', { purpose: 'prove' });
    desk.types(token.press());
    expect((await desk.sees('done')).verdict.kind).toBe('proven');
  });

  it('a hardware token that fails its test is nobody’s again', async () => {
    const other = sandbox.tokens.find('HOTP0001SYNC');
    await desk.serves('kim');
    await desk.handsOver({ type: 'OATH_TOKEN', serialNumber: 'HOTP0002NEAR' });
    await desk.sees('token');
    // the token in the hand is another one than the label in the box says
    desk.types(other.press());
    await desk.sees('token', { problem: expect.objectContaining({ code: 'wrongCode' }) as never });
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.next());
    expect(kim()).toEqual([]);
    await desk.serves('sam');
    await desk.handsOver({ type: 'OATH_TOKEN', serialNumber: 'HOTP0002NEAR' });
    await desk.sees('token');
  });

  it('PingID Desktop of this computer', async () => {
    await desk.serves('kim');
    await desk.handsOver({ type: 'PINGID_DESKTOP_GEN2' });
    expect((await desk.sees('done')).verdict.kind).toBe('proven');
    expect(kim()).toMatchObject([{ type: 'PINGID_DESKTOP_GEN2', status: 'ACTIVE' }]);
  });
});

describe('in the middle of it', () => {
  it('the next person comes while PingOne is slow: nothing of the one is written to the other', async () => {
    await desk.serves('kim');
    const slow = { host: 'api', effect: { delayMs: 400 } } as const;
    sandbox.faults.add({ ...slow, method: 'GET', path: /\/users\/[^/]+$/ });
    const handingOver = desk.asks(sms);
    await desk.sees('describe');
    await vi.waitFor(() => expect(sandbox.requests.at(-1)?.path).toMatch(/users\/[^/]+$/));
    await desk.done(desk.kiosk.next());
    await desk.serves('alex');
    expect(await handingOver).toMatchObject({ ok: false });
    expect(desk.shift()).toMatchObject({
      hands: 'operator',
      stage: { person: { username: 'alex' }, identifiedBy: 'badge', handOver: null },
    });

    sandbox.faults.add({ ...slow, method: 'PUT', path: /mfaEnabled/ });
    const enabling = desk.kiosk.enableMfa();
    await desk.done(desk.kiosk.next());
    await desk.done(desk.kiosk.open(desk.user('kim').id));
    await enabling;
    expect(desk.shift()).toMatchObject({
      stage: { person: { username: 'kim', mfaEnabled: false }, identifiedBy: null },
    });
  });

  // seen to fail with "gone" taken for any other refusal
  it('[fault 30] the person vanishes: nothing is bound, to nobody', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    sandbox.users.vanish(desk.user('kim').id);
    desk.types(newestCode());
    await desk.sees('failed', { left: 'nothing' });
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(desk.kiosk.next());
    expect(everybodysDevices().filter(({ type }) => type === 'SMS')).toEqual([]);
  });

  it('the person vanishes before saying yes', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    sandbox.users.vanish(desk.user('kim').id);
    await desk.done(desk.kiosk.confirm());
    await desk.sees('describe', {
      problem: expect.objectContaining({ code: 'notFound' }) as never,
    });
    expect(sandbox.messages()).toEqual([]);
  });

  it('a role is taken away: what it is for is said, nothing is lost, and it goes on when it is back', async () => {
    await desk.serves('kim');
    sandbox.switches.withheldPermissions = ['createDevice'];
    await desk.handsOver(sms);
    await desk.sees('describe', {
      problem: expect.objectContaining({ code: 'forbidden' }) as never,
      draft: { details: sms, nickname: '' },
    });
    expect(kim()).toEqual([]);
    sandbox.switches.withheldPermissions = [];
    await desk.done(desk.kiosk.takeBack(pin));
    await desk.done(
      desk.kiosk.handOver({ kind: 'pair', details: sms, nickname: '', ownerConfirmed: false }),
    );
    await desk.done(desk.kiosk.confirm());
    await desk.sees('code');
  });

  it('the right to activate is taken away: the code is as good as before', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    sandbox.switches.withheldPermissions = ['updateDevice'];
    desk.types(newestCode());
    await desk.sees('code', { problem: expect.objectContaining({ code: 'forbidden' }) as never });
    sandbox.switches.withheldPermissions = [];
    desk.types(newestCode());
    await desk.sees('code', { purpose: 'prove' });
  });

  it('the right to test is missing: paired, and not proven, and nothing is deleted', async () => {
    sandbox.switches.withheldPermissions = ['authenticateDevice'];
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    desk.types(newestCode());
    expect((await desk.sees('done')).verdict).toMatchObject({
      kind: 'notProven',
      reason: { code: 'notHere' },
    });
    expect(kim()).toMatchObject([{ status: 'ACTIVE' }]);
    expect(desk.actions()).toContain('deviceNotProven');
  });

  it('the session of the operator ends: the desk is empty, and the next shift removes what was pending', async () => {
    await desk.serves('kim');
    await desk.handsOver(sms);
    await desk.sees('code');
    sandbox.clock.advance(61 * 60_000);
    desk.types(newestCode());
    await vi.waitFor(() =>
      expect(desk.desk.session.view()).toMatchObject({
        state: 'signedOut',
        reason: { code: 'sessionEnded' },
      }),
    );
    expect(desk.view()).toBeNull();
    expect(desk.views.at(-1)).toBeNull();
    expect(desk.world).toMatchObject({ windowsCleaned: 1, clipboardsCleaned: 1 });
    expect(kim()).toHaveLength(1);
    await desk.desk.session.signIn('browser');
    await vi.waitFor(() => expect(desk.views.at(-1)?.stage.name).toBe('opening'));
    expect(kim()).toEqual([]);
  });
});

describe('somebody else than the operator signs in', () => {
  // seen to fail with anybody taken for the operator
  it('[fault 39] the screen stays where it is, and nothing is done in their name', async () => {
    await desk.serves('kim');
    await desk.done(desk.asks(sms));
    desk.browser.person = desk.user('robin');
    expect(await desk.desk.session.signInAgain('browser')).toMatchObject({
      ok: false,
      error: { code: 'someoneElse' },
    });
    expect(desk.shift()).toMatchObject({ hands: 'subject', operator: { username: 'morgan' } });
    await desk.done(desk.kiosk.confirm());
    await desk.sees('code');
    const bearers = sandbox.requests.flatMap(({ host, headers }) =>
      host === 'api' ? [headers.authorization] : [],
    );
    expect(new Set(bearers).size).toBe(1);
  });
});
