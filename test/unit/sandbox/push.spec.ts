import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { call, NOBODY, OTP_CHECK, problem } from './caller';
import { createPhoneBench, type PhoneBench } from './phone-bench';

let keys: PhoneBench;

beforeAll(async () => {
  keys = await createPhoneBench();
});
afterEach(() => keys.reset());
afterAll(() => keys.bench.sandbox.close());

const switches = () => keys.bench.sandbox.switches;
const advance = (seconds: number) => keys.bench.sandbox.clock.advance(seconds * 1_000);
const check = ({ id }: JsonObject, otp: string) => keys.bench.act(String(id), OTP_CHECK, { otp });
const device = (id: string) =>
  keys.bench.sandbox.devices(keys.bench.kim.id).find((one) => one.id === id);
const block = (id: string, action: 'block' | 'unblock') =>
  call(`${keys.bench.devicesUrl(keys.bench.kim.id)}/${id}`, {
    method: 'POST',
    type: vendorType(`device.${action}`),
    token: keys.bench.worker,
  });
const REFUSED = problem(400, 'REQUEST_FAILED');

describe('a push', () => {
  it('waits on the phone, and completes once it is approved there', async () => {
    const phone = await keys.phone();
    const begun = await keys.begin(phone.deviceId);
    expect(begun).toMatchObject({
      status: 'PUSH_CONFIRMATION_REQUIRED',
      selectedDevice: { id: phone.deviceId },
    });
    expect(Object.keys(begun._links as object)).toEqual(['self']);
    expect((await keys.read(begun)).status).toBe('PUSH_CONFIRMATION_REQUIRED');
    expect(phone.pushes).toMatchObject([{ id: begun.id }]);
    phone.answer('approve');
    expect(phone.pushes).toEqual([]);
    expect(await keys.read(begun)).toMatchObject({
      status: 'COMPLETED',
      authenticators: ['mfa', 'mobile'],
    });
    advance(60);
    expect((await keys.read(begun)).status).toBe('COMPLETED');
  });

  it.each(['PUSH_REJECTED', 'SOMETHING_ELSE'])('that is rejected fails with %s', async (code) => {
    switches().pushRejectCode = code;
    const phone = await keys.phone();
    const begun = await keys.begin();
    phone.answer('reject');
    expect(await keys.read(begun)).toMatchObject({ status: 'FAILED', error: { code } });
    expect(() => phone.answer('approve')).toThrow('no push waits on this phone');
  });

  it('is answered at once where the phone is told to, and first said to be on its way', async () => {
    const phone = await keys.phone();
    for (const [mode, status] of [
      ['approve', 'COMPLETED'],
      ['reject', 'FAILED'],
    ] as const) {
      phone.mode = mode;
      const begun = await keys.begin();
      expect(begun.status).toBe('PUSH_CONFIRMATION_REQUIRED');
      expect((await keys.read(begun)).status).toBe(status);
    }
  });

  it.each([40, 150])('that nobody sees is over after the %i s of the policy', async (duration) => {
    keys.application().pushTimeout.duration = duration;
    const phone = await keys.phone();
    phone.mode = 'ignore';
    const begun = await keys.begin();
    expect(phone.pushes).toEqual([]);
    expect(() => phone.answer('approve')).toThrow('no push waits');
    advance(duration - 1);
    expect((await keys.read(begun)).status).toBe('PUSH_CONFIRMATION_REQUIRED');
    advance(1);
    const over = await keys.read(begun);
    expect(over).toMatchObject({
      status: 'PUSH_CONFIRMATION_TIMED_OUT',
      selectedDevice: { id: phone.deviceId },
    });
    expect(Object.keys(over._links as object)).toEqual(['self']);
    phone.mode = 'ask';
    expect(() => phone.answer('approve')).toThrow('no push waits');
    expect(await keys.select(begun, phone.deviceId)).toMatchObject(REFUSED);
    expect(await check(begun, phone.code())).toMatchObject(REFUSED);
  });

  it('can be sent again after its time by a switch', async () => {
    switches().selectAfterPushTimeout = true;
    const phone = await keys.phone();
    const begun = await keys.begin();
    advance(40);
    expect((await keys.read(begun))._links).toHaveProperty(['device.select']);
    expect((await keys.select(begun, phone.deviceId)).body).toMatchObject({
      status: 'PUSH_CONFIRMATION_REQUIRED',
    });
    phone.answer('approve');
    expect((await keys.read(begun)).status).toBe('COMPLETED');
  });

  it('is no code: none is checked while it waits', async () => {
    const phone = await keys.phone();
    const begun = await keys.begin();
    expect(await check(begun, phone.code())).toMatchObject(REFUSED);
    expect(device(phone.deviceId)?.failures).toBe(0);
  });

  it('dies with its device, and what it has completed stays', async () => {
    const phone = await keys.phone();
    const done = await keys.begin();
    phone.answer('approve');
    expect((await keys.read(done)).status).toBe('COMPLETED');
    const begun = await keys.begin();
    const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}`;
    await call(url, { method: 'DELETE', token: keys.bench.worker });
    expect((await keys.read(done)).status).toBe('COMPLETED');
    expect(await keys.read(begun)).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [] },
    });
  });
});

describe('cancelling a push', () => {
  it('lets the person choose, the old device still named', async () => {
    const phone = await keys.phone();
    const email = await keys.bench.activeEmail();
    const begun = await keys.begin(phone.deviceId);
    const cancelled = await keys.cancel(begun);
    expect(cancelled).toMatchObject({
      status: 200,
      body: { status: 'DEVICE_SELECTION_REQUIRED', selectedDevice: { id: phone.deviceId } },
    });
    expect(cancelled.body._links).toHaveProperty(['device.select']);
    expect(phone.pushes).toEqual([]);
    expect((await keys.select(begun, email)).body).toMatchObject({
      status: 'OTP_REQUIRED',
      selectedDevice: { id: email },
    });
    expect((await check(begun, keys.bench.lastCode())).body.status).toBe('COMPLETED');
  });

  it('is no refusal: it does not count towards the limit', async () => {
    keys.application().pushLimit.count = 1;
    const phone = await keys.phone();
    const begun = await keys.begin();
    await keys.cancel(begun);
    advance(41);
    expect((await keys.select(begun, phone.deviceId)).body.status).toBe(
      'PUSH_CONFIRMATION_REQUIRED',
    );
  });

  it('needs the one reason that there is', async () => {
    await keys.phone();
    const begun = await keys.begin();
    const wrong = (code: string) => problem(400, 'INVALID_DATA', { code, target: 'reason' });
    expect(await keys.cancel(begun, {})).toMatchObject(wrong('REQUIRED_VALUE'));
    expect(await keys.cancel(begun, { reason: 'BORED' })).toMatchObject(wrong('INVALID_VALUE'));
    expect((await keys.read(begun)).status).toBe('PUSH_CONFIRMATION_REQUIRED');
  });

  it('is refused where no push waits', async () => {
    await keys.bench.activeEmail();
    expect(await keys.cancel(await keys.begin())).toMatchObject(REFUSED);
    const phone = await keys.phone();
    const begun = await keys.begin(phone.deviceId);
    await keys.cancel(begun);
    expect(await keys.cancel(begun)).toMatchObject(REFUSED);
    const approved = await keys.begin(phone.deviceId);
    phone.answer('approve');
    expect(await keys.cancel(approved)).toMatchObject(REFUSED);
    const late = await keys.begin(phone.deviceId);
    advance(40);
    expect(await keys.cancel(late)).toMatchObject(REFUSED);
  });
});

describe('selecting another device', () => {
  it('takes the push back', async () => {
    const phone = await keys.phone();
    const other = await keys.phone();
    const begun = await keys.begin(phone.deviceId);
    expect(begun._links).toHaveProperty(['device.select']);
    await keys.select(begun, other.deviceId);
    expect(phone.pushes).toEqual([]);
    expect(other.pushes).toMatchObject([{ id: begun.id }]);
    const email = await keys.bench.activeEmail();
    await keys.select(begun, email);
    expect(other.pushes).toEqual([]);
    await keys.select(begun, phone.deviceId);
    phone.answer('approve');
    expect((await keys.read(begun)).status).toBe('COMPLETED');
  });

  it('ends all where it is locked', async () => {
    const phone = await keys.phone();
    const email = await keys.bench.activeEmail();
    await keys.bench.activeEmail();
    const locking = await keys.begin(email);
    for (let count = 0; count < 3; count += 1) await check(locking, 'wrong');
    const begun = await keys.begin(phone.deviceId);
    expect((await keys.select(begun, email)).body).toMatchObject({
      status: 'FAILED',
      selectedDevice: { id: email },
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [{ id: email }] },
    });
    expect(phone.pushes).toEqual([]);
  });

  it('is refused for one that is blocked or nobody has, and all stays as it was', async () => {
    const phone = await keys.phone();
    const blocked = await keys.bench.activeEmail();
    await keys.bench.activeEmail();
    await block(blocked, 'block');
    const begun = await keys.begin(phone.deviceId);
    const wrong = (target: string) =>
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target });
    for (const id of [blocked, NOBODY]) {
      expect(await keys.select(begun, id)).toMatchObject(wrong('device.id'));
      const body = { user: { id: keys.bench.kim.id }, selectedDevice: { id } };
      expect(await keys.bench.initiate(body)).toMatchObject(wrong('selectedDevice.id'));
    }
    expect(phone.pushes).toMatchObject([{ id: begun.id }]);
  });
});

describe('too many pushes', () => {
  const refuse = async () => {
    const begun = await keys.begin();
    keys.bench.sandbox.phoneApps.list()[0]?.answer('reject');
    return begun;
  };
  const ignore = async () => {
    const begun = await keys.begin();
    advance(40);
    return keys.read(begun);
  };

  it('that came to nothing lock the device, and the reason says so', async () => {
    keys.application().pushLimit.count = 3;
    const phone = await keys.phone();
    await refuse();
    await ignore();
    expect(device(phone.deviceId)?.lockedUntil).toBeNull();
    await refuse();
    const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}`;
    const { body } = await call(url, { token: keys.bench.worker });
    expect(body.lock).toMatchObject({ status: 'LOCKED', reason: 'PUSH' });
    const { expiresAt } = body.lock as { expiresAt: string };
    expect(Math.round((Date.parse(expiresAt) - keys.bench.sandbox.clock.now()) / 60_000)).toBe(30);
    expect(await keys.begin()).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [{ id: phone.deviceId }] },
    });
    advance(30 * 60);
    expect((await keys.begin()).status).toBe('PUSH_CONFIRMATION_REQUIRED');
  });

  it('are counted anew after one that was approved', async () => {
    keys.application().pushLimit.count = 2;
    const phone = await keys.phone();
    await refuse();
    await keys.begin();
    phone.answer('approve');
    await refuse();
    expect(device(phone.deviceId)?.lockedUntil).toBeNull();
    await refuse();
    expect(device(phone.deviceId)?.lockedUntil).not.toBeNull();
  });

  it('are forgotten after the period of the policy', async () => {
    keys.application().pushLimit.count = 2;
    const phone = await keys.phone();
    await refuse();
    advance(600);
    await refuse();
    expect(device(phone.deviceId)?.lockedUntil).toBeNull();
  });

  it('are no wrong codes: those lock with their own reason', async () => {
    keys.application().pushLimit.count = 1;
    const phone = await keys.phone();
    await refuse();
    expect(device(phone.deviceId)).toMatchObject({ lockReason: 'PUSH' });
    advance(30 * 60);
    phone.push = 'disabled';
    const begun = await keys.begin();
    for (let count = 0; count < 3; count += 1) await check(begun, 'wrong');
    expect(device(phone.deviceId)).toMatchObject({ lockReason: 'OTP' });
    expect((await keys.read(begun)).error).toMatchObject({ code: 'DEVICE_LOCKED' });
  });
});

describe('a phone that takes no pushes', () => {
  it('is asked for its code, which is right once', async () => {
    const phone = await keys.phone();
    phone.push = 'disabled';
    const begun = await keys.begin();
    expect(begun).toMatchObject({
      status: 'OTP_REQUIRED',
      _embedded: { devices: [{ pushStatus: 'DISABLED', otpStatus: { status: 'ENABLED' } }] },
    });
    expect(phone.pushes).toEqual([]);
    const code = phone.code();
    const wrong = code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
    expect(await check(begun, wrong)).toMatchObject(problem(400, 'INVALID_DATA'));
    expect((await check(begun, code)).body.status).toBe('COMPLETED');
    expect(await check(await keys.begin(), code)).toMatchObject(problem(400, 'INVALID_DATA'));
  });

  it('takes the code of the step before or after, and of none beyond', async () => {
    const phone = await keys.phone();
    phone.push = 'disabled';
    const begun = await keys.begin();
    const old = phone.code();
    keys.bench.sandbox.clock.advance(phone.validForMs + 30_000);
    expect((await check(begun, old)).status).toBe(400);
    const before = phone.code();
    keys.bench.sandbox.clock.advance(phone.validForMs);
    expect((await check(begun, before)).status).toBe(200);
  });

  it('is one whose app the policy sends none to', async () => {
    await keys.phone();
    keys.application().push.enabled = false;
    expect((await keys.begin()).status).toBe('OTP_REQUIRED');
    keys.application().push.enabled = true;
    keys.application().id = 'another';
    expect((await keys.begin()).status).toBe('OTP_REQUIRED');
  });

  it('and makes no codes cannot be used: shown, but greyed out', async () => {
    switches().deviceAuthenticationFields = 'rich';
    const phone = await keys.phone();
    phone.push = 'disabled';
    phone.otp = 'disabled';
    const failed = { status: 'FAILED', error: { unavailableDevices: [{ id: phone.deviceId }] } };
    expect(await keys.begin()).toMatchObject(failed);
    expect(await keys.begin(phone.deviceId)).toMatchObject(failed);
    const email = await keys.bench.activeEmail();
    const begun = await keys.begin();
    expect(begun).toMatchObject({
      status: 'OTP_REQUIRED',
      selectedDevice: { id: email },
      _embedded: {
        devices: [
          {
            id: phone.deviceId,
            usableStatus: { status: 'DISABLED' },
            otpStatus: { status: 'DISABLED', reason: 'OTP_NOT_SUPPORTED' },
          },
          { id: email, usableStatus: { status: 'ENABLED' } },
        ],
      },
    });
    expect(begun._links).not.toHaveProperty(['device.select']);
  });
});

describe('what a device authentication shows', () => {
  it('is each device by its type', async () => {
    switches().deviceAuthenticationFields = 'rich';
    const phone = await keys.phone();
    const url = `${keys.bench.devicesUrl(keys.bench.kim.id)}/${phone.deviceId}/nickname`;
    const body = { nickname: 'Work phone' };
    const options = { method: 'PUT', type: 'application/json', body, token: keys.bench.worker };
    await call(url, options);
    const { _embedded } = await keys.begin();
    expect(_embedded).toEqual({
      devices: [
        {
          id: phone.deviceId,
          type: 'MOBILE',
          status: 'ACTIVE',
          nickname: 'Work phone',
          usableStatus: { status: 'ENABLED' },
          os: { type: 'ANDROID', version: '16' },
          model: { name: 'Pixel 9' },
          application: expect.objectContaining({ pushSandbox: false }) as object,
          pushStatus: 'ENABLED',
          otpStatus: { status: 'ENABLED' },
        },
      ],
      blockedDevices: [],
    });
  });

  it('has blocked devices apart, and fails with all that cannot be used', async () => {
    switches().deviceAuthenticationFields = 'rich';
    const phone = await keys.phone();
    const email = await keys.bench.activeEmail();
    const begun = await keys.begin(phone.deviceId);
    await block(phone.deviceId, 'block');
    expect(await keys.read(begun)).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_USABLE_DEVICES', unavailableDevices: [{ id: phone.deviceId }] },
      _embedded: { devices: [{ id: email }], blockedDevices: [{ id: phone.deviceId }] },
    });
    expect(phone.pushes).toEqual([]);

    const next = await keys.begin();
    expect(next).toMatchObject({ status: 'OTP_REQUIRED', selectedDevice: { id: email } });
    for (let count = 0; count < 3; count += 1) await check(next, keys.bench.wrongCode());
    const none = await keys.begin();
    expect(none).toMatchObject({
      status: 'FAILED',
      error: { unavailableDevices: [{ id: phone.deviceId }, { id: email }] },
      _embedded: { devices: [], blockedDevices: [{ id: phone.deviceId, type: 'MOBILE' }] },
    });
    await block(phone.deviceId, 'unblock');
    expect((await keys.begin()).status).toBe('PUSH_CONFIRMATION_REQUIRED');
  });

  it('is a status that nobody knows, once, by a switch', async () => {
    await keys.phone();
    switches().nextAuthenticationStatus = 'TELEPATHY_REQUIRED';
    const begun = await keys.begin();
    expect(begun.status).toBe('TELEPATHY_REQUIRED');
    expect(switches().nextAuthenticationStatus).toBeNull();
    expect((await keys.read(begun)).status).toBe('PUSH_CONFIRMATION_REQUIRED');
    switches().nextAuthenticationStatus = 'TELEPATHY_LOST';
    expect((await keys.read(begun)).status).toBe('TELEPATHY_LOST');
    expect((await keys.cancel(begun)).body.status).toBe('DEVICE_SELECTION_REQUIRED');
  });
});
