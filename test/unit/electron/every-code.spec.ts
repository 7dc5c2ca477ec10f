import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Details } from '../../../shared/devices/catalog';
import { createSandbox, type Sandbox } from '../../sandbox';
import { applySwitches, defaultSwitches } from '../../sandbox/switches';
import { createWholeDesk, type WholeDesk } from './whole-desk';

const phone = '+15125550123';
const shown = '+1 512 555 0123';
const halfMinute = 30_000;

let sandbox: Sandbox;
let kim: WholeDesk;

beforeAll(async () => {
  sandbox = await createSandbox();
  kim = await createWholeDesk(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.faults.clear();
});
afterEach(async () => {
  await kim.leaves();
  for (const { id } of kim.devices()) await kim.desk.devices.remove(id, true);
});

const newestCode = (): string => sandbox.messages()[0]!.code;
const proven = async () => {
  const { verdict } = await kim.sees('done');
  expect(verdict.kind).toBe('proven');
};
/** The clock of PingOne is known to about a second. */
const fromBoundary = (at: number, window: number) => Math.min(at % window, window - (at % window));
const theDevice = () => kim.devices()[0]!;

describe('a code by message', () => {
  it.each<[string, Details]>([
    ['SMS', { type: 'SMS', phone }],
    ['VOICE', { type: 'VOICE', phone, extension: '' }],
    ['WHATSAPP', { type: 'WHATSAPP', phone }],
  ])('by %s activates a number, and another one proves it', async (channel, details) => {
    await kim.begins(details, 'My phone');
    await kim.sees('code', { purpose: 'activate', target: shown });
    expect(sandbox.messages()[0]).toMatchObject({ channel, to: phone });
    kim.types(newestCode());
    await kim.sees('code', { purpose: 'prove' });
    kim.types(newestCode());
    await proven();
    expect(kim.devices()).toMatchObject([
      { type: channel, status: 'ACTIVE', nickname: 'My phone', attributes: { phone } },
    ]);
  });

  it('dials an extension where the environment allows it, and says where it does not', async () => {
    const details = { type: 'VOICE', phone, extension: '313#' } as const;
    await kim.begins(details);
    await kim.sees('describe', {
      problem: expect.objectContaining({ code: 'refused', target: 'extension' }) as never,
      draft: { details, nickname: '' },
    });
    sandbox.switches.mfaSettings.phoneExtensions.enabled = true;
    kim.act({ kind: 'describe', details, nickname: '', ownerConfirmed: false });
    await kim.sees('code');
    expect(theDevice().attributes).toMatchObject({ phone, extension: '313#' });
  });

  it('is as long as the policy says', async () => {
    sandbox.switches.policy.sms.otp.otpLength = 9;
    await kim.begins({ type: 'SMS', phone });
    await kim.sees('code', { length: null });
    expect(newestCode()).toHaveLength(9);
    kim.types(newestCode());
    await kim.sees('code', { purpose: 'prove' });
  });

  it('is refused where the policy has the method off', async () => {
    sandbox.switches.policy.whatsApp.enabled = false;
    await kim.begins({ type: 'WHATSAPP', phone });
    await kim.sees('describe', { problem: expect.objectContaining({ code: 'refused' }) as never });
    expect(kim.devices()).toEqual([]);
  });

  it('to a number that PingOne writes in another way is found again when the answer was lost', async () => {
    sandbox.faults.add({ host: 'api', method: 'POST', path: /\/devices$/, effect: 'cutAfter' });
    await kim.begins({ type: 'SMS', phone });
    await kim.sees('code');
    expect(kim.devices()).toHaveLength(1);
  });
});

describe('an authenticator app', () => {
  const begins = async (nickname = '') => {
    await kim.begins({ type: 'TOTP' }, nickname);
    await kim.sees('app', { purpose: 'activate' });
  };
  const appCode = () => sandbox.apps.code(theDevice().id);

  it('takes its key from the screen and is proven with the code after', async () => {
    await begins('My app');
    const key = kim.desk.key(kim.view()!.id);
    const [app] = sandbox.apps.list();
    expect(key).toMatchObject({ ok: true, value: { issuer: app!.issuer, account: app!.account } });
    const first = appCode();
    kim.types(first);
    const { freshAt } = await kim.sees('app', { purpose: 'prove' });
    expect(fromBoundary(freshAt!, halfMinute)).toBeLessThan(2_000);
    kim.types(first);
    await kim.sees('app', { problem: { code: 'codeUsed' } });
    sandbox.clock.advance(halfMinute);
    kim.types(appCode());
    await proven();
  });

  it('gives its key to that screen only, and to nobody once it is active', async () => {
    expect(kim.desk.key('nobody')).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
    await begins();
    const { id } = kim.view()!;
    const key = kim.desk.key(id);
    expect(await kim.desk.copyKey(id)).toMatchObject({ ok: true });
    expect(key).toMatchObject({ ok: true, value: { secret: kim.copied.at(-1) } });
    expect(JSON.stringify(kim.view())).not.toContain(kim.copied.at(-1));
    kim.types(appCode());
    await kim.sees('app', { purpose: 'prove' });
    expect(kim.desk.key(id)).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
    expect(await kim.desk.copyKey(id)).toMatchObject({ ok: false });
    expect(kim.log.text()).not.toContain(kim.copied.at(-1));
  });

  it('has codes as long, and shown as long, as its key says', async () => {
    sandbox.switches.totpKey = { digits: 8, period: 60, algorithm: 'SHA256' };
    await begins();
    await kim.sees('app', { length: 8 });
    kim.types(appCode());
    const { freshAt } = await kim.sees('app', { purpose: 'prove' });
    expect(fromBoundary(freshAt!, 2 * halfMinute)).toBeLessThan(2_000);
    sandbox.clock.advance(2 * halfMinute);
    kim.types(appCode());
    await proven();
  });

  it('that waited too long gets a new key, and leaves no device behind', async () => {
    await begins('My app');
    sandbox.clock.advance(31 * 60_000);
    expect(kim.act({ kind: 'answer', code: appCode() })).toMatchObject({ ok: false });
    kim.act({ kind: 'retry' });
    await kim.sees('describe', { draft: { details: { type: 'TOTP' }, nickname: 'My app' } });
    expect(kim.devices()).toEqual([]);
  });
});

describe('a hardware token', () => {
  const begins = async (serialNumber: string) => {
    await kim.begins({ type: 'OATH_TOKEN', serialNumber });
    await kim.sees('token', { purpose: 'activate', ask: 'first' });
    return sandbox.tokens.find(serialNumber);
  };

  it('in step needs one code and its proof another', async () => {
    const token = await begins('HOTP0001SYNC');
    kim.types(token.press());
    await kim.sees('token', { purpose: 'prove', tokenType: 'HOTP', length: 6 });
    kim.types(token.press());
    await proven();
  });

  it('that drifted is brought back by two codes', async () => {
    const token = await begins('TOTP0003DRIFT');
    sandbox.clock.set(token.nextCodeAt! + 1_000);
    const first = token.press();
    kim.types(first);
    await kim.sees('token', { ask: 'next', round: 1, problem: null });
    kim.types(first);
    await kim.sees('token', { problem: { code: 'codeUsed' } });
    sandbox.clock.advance(halfMinute);
    kim.types(token.press());
    await kim.sees('token', { purpose: 'prove' });
    sandbox.clock.advance(halfMinute);
    kim.types(token.press());
    await proven();
    const activations = sandbox.requests.filter(({ headers }) =>
      headers['content-type']?.includes('device.activate'),
    );
    expect(activations.slice(-2).map(({ body }): unknown => JSON.parse(body))).toMatchObject([
      { oathResync: true },
      { oathResync: true },
    ]);
  });

  it('that is asked a second time gets a second round', async () => {
    sandbox.switches.extraOtpRounds = 2;
    const token = await begins('HOTP0003DRIFT');
    kim.types(token.press());
    await kim.sees('token', { round: 1 });
    kim.types(token.press());
    await kim.sees('token', { round: 2 });
    kim.types(token.press());
    await kim.sees('token', { purpose: 'prove' });
  });

  it.each([
    ['NOBODY1', 'tokenUnknown'],
    ['HOTP0005ALEX', 'tokenTaken'],
  ] as const)('%s cannot be paired: %s', async (serialNumber, code) => {
    await kim.begins({ type: 'OATH_TOKEN', serialNumber });
    await kim.sees('describe', { problem: expect.objectContaining({ code }) as never });
    expect(kim.devices()).toEqual([]);
  });

  it('that waits since an earlier pairing can be taken up again', async () => {
    const token = await begins('TOTP0001SYNC');
    const { id } = theDevice();
    // the session ends: what is pending stays, and is offered
    const again = await createWholeDesk(sandbox);
    expect(await again.desk.resume(id)).toMatchObject({ ok: true });
    await again.sees('token', { ask: 'first', target: 'TOTP0001SYNC' });
    again.types(token.press());
    await again.sees('token', { purpose: 'prove' });
    again.act({ kind: 'leave' });
    await again.sees('done');
  });
});

describe('a device that is paired', () => {
  const paired = async () => {
    await kim.begins({ type: 'SMS', phone });
    await kim.sees('code');
    kim.types(newestCode());
    await kim.sees('code', { purpose: 'prove' });
    kim.act({ kind: 'leave' });
    await kim.sees('done');
    kim.closes();
    return theDevice();
  };

  it('can be proven later', async () => {
    const { id } = await paired();
    expect(await kim.desk.prove(id)).toMatchObject({ ok: true });
    await kim.sees('code', { purpose: 'prove', target: shown });
    expect(kim.view()).toMatchObject({ goal: 'prove', rail: [{ step: 'prove', status: 'now' }] });
    kim.types(newestCode());
    await proven();
    expect(kim.remembered.get(id)?.proof).toMatchObject({
      reference: expect.any(String) as string,
    });
  });

  it('is not removed as the last one unless that is confirmed', async () => {
    const { id } = await paired();
    expect(await kim.desk.devices.remove(id, false)).toMatchObject({
      ok: false,
      error: { code: 'lastDevice' },
    });
    expect(kim.devices()).toHaveLength(1);
    expect(await kim.desk.devices.remove(id, true)).toMatchObject({ ok: true });
    expect(kim.devices()).toEqual([]);
  });

  it('is not proven from here while it waits for its code', async () => {
    await kim.begins({ type: 'SMS', phone });
    await kim.sees('code');
    expect(await kim.desk.prove(theDevice().id)).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    });
  });

  it('becomes the default when it is put first', async () => {
    const first = await paired();
    await kim.begins({ type: 'EMAIL', email: 'kim@example.org' });
    await kim.sees('code');
    kim.types(newestCode());
    await kim.sees('code', { purpose: 'prove' });
    kim.act({ kind: 'leave' });
    await kim.sees('done');
    kim.closes();
    const second = kim.devices().find(({ type }) => type === 'EMAIL')!;
    expect(await kim.desk.devices.reorder([second.id, first.id])).toMatchObject({ ok: true });
    expect(await kim.desk.devices.list()).toMatchObject({
      value: {
        devices: [
          { id: second.id, isDefault: true },
          { id: first.id, isDefault: false, target: shown },
        ],
      },
    });
  });
});

describe('what is known of the person and the environment', () => {
  it('is where a pairing starts from', async () => {
    await kim.desk.begin(null);
    kim.act({ kind: 'choose', type: 'VOICE' });
    await kim.sees('describe', { suggestions: { email: 'kim@example.org', phone } });
    expect(await kim.desk.phone.countries()).toMatchObject({ value: { suggested: 'US' } });
  });

  it('a clock that is wrong is said', async () => {
    const listed = await kim.desk.devices.list();
    expect(listed).toMatchObject({ value: { clockError: null } });
    const slow = await createWholeDesk(sandbox, {
      ports: { now: () => sandbox.clock.now() - 7 * 60_000 },
    });
    const { value } = (await slow.desk.devices.list()) as { value: { clockError: number } };
    expect(Math.round(value.clockError / 60_000)).toBe(-7);
  });
});
