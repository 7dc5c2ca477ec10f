import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/result';
import { createDeviceAuthentications } from '../../../../electron/pingone/device-authentications';
import { createPingOneDevices } from '../../../../electron/pingone/devices';
import { createPolicies } from '../../../../electron/pingone/policies';
import { createUsers } from '../../../../electron/pingone/users';
import { createSandbox, type Sandbox } from '../../../sandbox';
import type { SandboxUser } from '../../../sandbox/address';
import { userToken, workerToken } from '../../../sandbox/sign-in';
import { applySwitches, defaultSwitches } from '../../../sandbox/switches';
import { context, createClient, endpointsAt, ids } from './wire';

let sandbox: Sandbox;
let kim: SandboxUser;
let sam: SandboxUser;
let tokens: { kim: string; worker: string };

beforeAll(async () => {
  sandbox = await createSandbox();
  const { address } = sandbox;
  kim = address.users.find(({ username }) => username === 'kim')!;
  sam = address.users.find(({ username }) => username === 'sam')!;
  tokens = { kim: await userToken(address, kim), worker: await workerToken(address) };
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.faults.clear();
  const { devices } = services('worker');
  for (const { id } of sandbox.devices(kim.id)) await devices.remove(kim.id, id, context());
});

const services = (who: 'kim' | 'worker' = 'kim') => {
  const { apiBaseUrl, authBaseUrl, environmentId } = sandbox.address;
  const usual = endpointsAt(apiBaseUrl, authBaseUrl, environmentId);
  const endpoints = sandbox.switches.customDomain ? { ...usual, authBase: authBaseUrl } : usual;
  const client = createClient(endpoints, {
    now: () => sandbox.clock.now(),
    accessToken: () => ok(tokens[who]),
    renew: () => fail({ code: 'sessionEnded' }),
    limits: { answerWithin: 10_000, total: 30_000 },
  });
  const { http, log } = client;
  return {
    ...client,
    devices: createPingOneDevices({ http }),
    authentications: createDeviceAuthentications({ http, log }),
    users: createUsers({ http }),
    policies: createPolicies({ http }),
  };
};

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
const newEmail = (email = 'kim@example.org') => ({
  type: 'EMAIL',
  fields: { email },
  nickname: null,
  policyId: null,
});
const pending = async (): Promise<string> =>
  must(await services().devices.create(kim.id, newEmail(), context())).device.id;
const code = (): string => sandbox.messages()[0]!.code;
const wrong = (): string => code().replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
const active = async (): Promise<string> => {
  const id = await pending();
  must(await services().devices.activate(kim.id, id, { otp: code() }, context()));
  return id;
};

describe('devices', () => {
  it.each(['top', 'embedded'] as const)('are listed, the order at %s', async (orderPosition) => {
    applySwitches(sandbox.switches, { orderPosition, unknownDevice: true });
    const [first, second] = [await active(), await pending()];
    const { devices, order } = must(await services().devices.list(kim.id, context()));
    expect(devices.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [first, 'active'],
        [second, 'pending'],
        [expect.any(String), 'other'],
      ]),
    );
    expect(order).toEqual([first]);
  });

  it.each([
    [403, { code: 'forbidden' }],
    [404, { code: 'notFound' }],
  ] as const)('of somebody else: %i', async (foreignUser, error) => {
    applySwitches(sandbox.switches, { foreignUser });
    const listed = await services().devices.list(sam.id, context());
    expect(listed).toMatchObject({ ok: false, error });
  });

  it.each([
    { wrongOtpDetail: 'INVALID_VALUE' },
    { wrongOtpDetail: 'INVALID_OTP' },
    { attemptsRemaining: true },
    { attemptsRemaining: true, innerErrorKey: 'innererror' },
  ] as const)('refuse a wrong code and take the right one: %j', async (switches) => {
    applySwitches(sandbox.switches, switches);
    const { devices } = services();
    const id = await pending();
    expect(await devices.activate(kim.id, id, { otp: wrong() }, context())).toMatchObject({
      ok: false,
      error: {
        code: 'wrongCode',
        ...('attemptsRemaining' in switches ? { attemptsRemaining: 2 } : {}),
        reference: expect.any(String),
      },
    });
    expect(must(await devices.read(kim.id, id, context())).status).toBe('pending');
    const activated = await devices.activate(kim.id, id, { otp: code() }, context());
    expect(activated).toMatchObject(ok({ status: 'active' }));
  });

  it('are locked after three wrong codes, which only a read tells', async () => {
    const { devices } = services();
    const id = await pending();
    for (const _ of [1, 2, 3]) await devices.activate(kim.id, id, { otp: wrong() }, context());
    const device = must(await devices.read(kim.id, id, context()));
    expect(device).toMatchObject({ locked: true, status: 'pending' });
    expect(device.lockedUntil).toBeGreaterThan(sandbox.clock.now());
  });

  it('keep leading zeros of a code', async () => {
    applySwitches(sandbox.switches, { nextCode: '000042' });
    const id = await pending();
    expect(
      await services().devices.activate(kim.id, id, { otp: '000042' }, context()),
    ).toMatchObject(ok({ status: 'active' }));
  });

  it('are sent another code', async () => {
    const id = await pending();
    const before = sandbox.messages().length;
    expect(await services().devices.resend(kim.id, id, context())).toEqual(ok(undefined));
    expect(sandbox.messages()).toHaveLength(before + 1);
  });

  it('are renamed and removed, once and again', async () => {
    const { devices } = services();
    const id = await active();
    must(await devices.rename(kim.id, id, 'Work mail', context()));
    expect(must(await devices.read(kim.id, id, context())).nickname).toBe('Work mail');
    must(await devices.rename(kim.id, id, '', context()));
    expect(must(await devices.read(kim.id, id, context())).nickname).toBeNull();
    expect(await devices.remove(kim.id, id, context())).toEqual(ok(undefined));
    expect(await devices.remove(kim.id, id, context())).toEqual(ok(undefined));
    expect(await devices.read(kim.id, id, context())).toMatchObject({
      error: { code: 'deviceGone' },
    });
  });

  it.each([400, 409] as const)('exist already: %i', async (duplicateDevice) => {
    applySwitches(sandbox.switches, { duplicateDevice });
    await active();
    const again = await services().devices.create(kim.id, newEmail(), context());
    expect(again).toMatchObject({ ok: false, error: { code: 'duplicate' } });
  });

  it.each(['REQUEST_FAILED', 'INVALID_DATA'] as const)('are too many: %s', async (top) => {
    applySwitches(sandbox.switches, { limitExceededCode: top, policy: { maxAllowedDevices: 1 } });
    await active();
    const another = await services().devices.create(kim.id, newEmail('b@example.org'), context());
    expect(another).toMatchObject({ ok: false, error: { code: 'limitReached' } });
  });

  it('are refused with the name of the field', async () => {
    const nonsense = await services().devices.create(kim.id, newEmail('nonsense'), context());
    expect(nonsense).toMatchObject({
      ok: false,
      error: { code: 'refused', status: 400, target: 'email' },
    });
  });
});

describe('a create whose answer is lost', () => {
  it.each([
    ['cutAfter', { code: 'interrupted' }, 1],
    ['cutDuring', { code: 'interrupted' }, 1],
    ['cutBefore', { code: 'interrupted' }, 0],
    ['garbage', { code: 'badResponse', html: false }, 0],
    ['html', { code: 'badResponse', html: true }, 0],
    ['rateLimited', { code: 'rateLimited' }, 0],
    ['unavailable', { code: 'serverError', status: 503 }, 0],
  ] as const)('%s is sent once, and said', async (effect, error, created) => {
    sandbox.faults.add({ host: 'api', method: 'POST', times: 5, effect });
    const result = await services().devices.create(kim.id, newEmail(), context());
    expect(result).toMatchObject({ ok: false, error });
    expect(sandbox.devices(kim.id)).toHaveLength(created);
  });

  it('reads go on after an outage', async () => {
    sandbox.faults.add({ host: 'api', method: 'GET', times: 2, effect: 'unavailable' });
    sandbox.faults.add({ host: 'api', method: 'GET', times: 1, effect: 'cutBefore' });
    const { devices, slept } = services();
    expect((await devices.list(kim.id, context())).ok).toBe(true);
    expect(slept).toHaveLength(3);
  });
});

describe('device authentications', () => {
  const begin = async (who: 'kim' | 'worker' = 'kim') => {
    const deviceId = await active();
    const { authentications } = services(who);
    return {
      deviceId,
      authentications,
      begun: must(await authentications.begin(kim.id, deviceId, null, context())),
    };
  };

  it.each([false, true])('prove a device, on a custom domain: %s', async (customDomain) => {
    applySwitches(sandbox.switches, { customDomain });
    const { authentications, begun, deviceId } = await begin('worker');
    expect(begun).toMatchObject({ status: 'OTP_REQUIRED', selectedDeviceId: deviceId });
    expect(await authentications.checkCode(begun.id, code(), context())).toMatchObject(
      ok({ status: 'COMPLETED', selectedDeviceId: deviceId }),
    );
    expect(await authentications.read(begun.id, context())).toMatchObject(
      ok({ status: 'COMPLETED' }),
    );
  });

  it.each([
    ['error', { ok: false, error: { code: 'wrongCode' } }],
    ['status', { ok: true, value: { status: 'FAILED', error: { code: 'authenticationFailed' } } }],
    ['retry', { ok: true, value: { status: 'OTP_REQUIRED', error: null } }],
  ] as const)('refuse a wrong code in the style %s', async (otpFailureStyle, expected) => {
    applySwitches(sandbox.switches, { otpFailureStyle });
    const { authentications, begun } = await begin();
    expect(await authentications.checkCode(begun.id, wrong(), context())).toMatchObject(expected);
  });

  it.each([401, 403] as const)('refuse the tokens of end users: %i', async (status) => {
    const deviceId = await active();
    applySwitches(sandbox.switches, { refuseUserTokensOnDeviceAuthentications: status });
    const { authentications, renewals } = services();
    const begun = await authentications.begin(kim.id, deviceId, null, context());
    expect(begun).toMatchObject({ ok: false, error: { code: 'notHere' } });
    expect(renewals).toEqual([]);
  });

  it.each([404, 410] as const)('are over some time: %i', async (expiredDeviceAuthentication) => {
    applySwitches(sandbox.switches, {
      expiredDeviceAuthentication,
      deviceAuthenticationLifetime: 0,
    });
    const { authentications, begun } = await begin();
    for (const result of [
      await authentications.read(begun.id, context()),
      await authentications.checkCode(begun.id, code(), context()),
    ])
      expect(result).toMatchObject({ ok: false, error: { code: 'authenticationGone' } });
  });

  it('let another device be selected where one is asked for', async () => {
    const [first, second] = [await active(), await active()];
    applySwitches(sandbox.switches, { policy: { deviceSelection: 'ALWAYS_DISPLAY_DEVICES' } });
    const { authentications } = services();
    const begun = must(await authentications.begin(kim.id, first, null, context()));
    expect(await authentications.select(begun.id, second, context())).toMatchObject(
      ok({ status: 'OTP_REQUIRED', selectedDeviceId: second }),
    );
  });

  it('do not know a locked device', async () => {
    const { deviceId, authentications, begun } = await begin();
    for (const _ of [1, 2, 3]) await authentications.checkCode(begun.id, wrong(), context());
    expect(await authentications.begin(kim.id, deviceId, null, context())).toMatchObject(
      ok({ status: 'FAILED', error: { code: 'noUsableDevice' } }),
    );
  });
});

describe('users and policies', () => {
  it('a person reads themself', async () => {
    expect(await services().users.read(kim.id, context())).toMatchObject(
      ok({ id: kim.id, username: 'kim', email: 'kim@example.org', name: 'Kim Novak' }),
    );
  });

  it('somebody who does not exist', async () => {
    const nobody = await services('worker').users.read(ids.device, context());
    expect(nobody).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });

  it('a worker reads the default policy, by default and by its id; an end user does not', async () => {
    applySwitches(sandbox.switches, { policy: { email: { otp: { otpLength: 8 } } } });
    const policy = must(await services('worker').policies.read(null, context()));
    expect(policy?.methods).toMatchObject({
      EMAIL: { enabled: true, codeLength: 8 },
      PINGID_DESKTOP_GEN2: { enabled: true },
    });
    expect(await services('worker').policies.read(policy!.id, context())).toEqual(ok(policy));
    expect(await services().policies.read(null, context())).toEqual(ok(null));
  });
});
