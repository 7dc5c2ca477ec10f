import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JSON_TYPE } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { call, createBench, problem, type Bench } from './caller';

let bench: Bench;

beforeAll(async () => {
  bench = await createBench();
});
afterEach(async () => {
  await bench.reset();
  bench.sandbox.clock.set(Date.now());
});
afterAll(() => bench.sandbox.close());

const PENDING = { type: 'EMAIL', email: 'kim@example.org', status: 'ACTIVATION_REQUIRED' };
const DESKTOP = { type: 'PINGID_DESKTOP_GEN2', status: 'ACTIVATION_REQUIRED' };
/** One creation request of each type; every token is another one. */
const BODIES: JsonObject[] = [
  PENDING,
  { type: 'SMS', phone: '+15125550123' },
  { type: 'VOICE', phone: '+15125550123' },
  { type: 'WHATSAPP', phone: '+15125550123' },
  { type: 'TOTP' },
  { type: 'OATH_TOKEN', serialNumber: 'HOTP0001SYNC' },
  DESKTOP,
];
const LIMIT = { details: [{ code: 'LIMIT_EXCEEDED' }] };

async function list(query = '', userId = bench.kim.id): Promise<JsonObject & { ids: unknown[] }> {
  const { body } = await call(bench.devicesUrl(userId) + query, { token: bench.worker });
  const { devices } = body._embedded as { devices: JsonObject[] };
  return { ...body, ids: devices.map(({ id }) => id) };
}

describe('who may create what', () => {
  it('end users get ACTIVATION_REQUIRED, whatever they ask for', async () => {
    const { body } = await bench.create({ ...PENDING, status: 'ACTIVE' });
    expect(body.status).toBe('ACTIVATION_REQUIRED');
  });

  it('workers get what they ask for, and an unproven device when they ask for nothing', async () => {
    const create = async (body: JsonObject) =>
      (await bench.create(body, bench.kim.id, bench.worker)).body.status;
    expect(await create(PENDING)).toBe('ACTIVATION_REQUIRED');
    expect(await create({ ...PENDING, status: 'ACTIVE' })).toBe('ACTIVE');
    expect(await create({ type: 'EMAIL', email: 'kim@example.org' })).toBe('ACTIVE');
  });

  it('PingID Desktop is created with ACTIVATION_REQUIRED or not at all', async () => {
    expect(await bench.create({ type: DESKTOP.type })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'status' }),
    );
    expect(await bench.create({ ...DESKTOP, status: 'ACTIVE' })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'status' }),
    );
    expect((await bench.create(DESKTOP)).status).toBe(201);
  });

  it.each(['MOBILE', 'SECURITY_KEY', 'CARRIER_PIGEON', 7])('nobody can create %j', async (type) => {
    expect(await bench.create({ ...PENDING, type })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'type' }),
    );
  });

  it.each([
    ['status', { status: 'SLEEPING' }],
    ['nickname', { nickname: 'x'.repeat(101) }],
    ['policy.id', { policy: { id: 'none' } }],
  ])('a wrong %s is named', async (target, change) => {
    expect(await bench.create({ ...PENDING, ...change })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target }),
    );
  });
});

describe('the policy', () => {
  it('disables a method, or only its pairing', async () => {
    const refused = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'type' });
    bench.sandbox.switches.policy.email.enabled = false;
    expect(await bench.create(PENDING)).toMatchObject(refused);
    expect((await bench.create(DESKTOP)).status).toBe(201);
    bench.sandbox.switches.policy.pingIdDesktopGen2.pairingDisabled = true;
    expect(await bench.create(DESKTOP)).toMatchObject(refused);
  });

  it('is the one that the request names', async () => {
    const reply = await call(bench.api('/deviceAuthenticationPolicies'), { token: bench.worker });
    const { deviceAuthenticationPolicies: policies } = reply.body._embedded as {
      deviceAuthenticationPolicies: { id: string }[];
    };
    const [usual, pilot] = policies.map(({ id }) => ({ policy: { id } }));
    expect((await bench.create({ ...DESKTOP, ...usual })).status).toBe(201);
    expect((await bench.create({ ...DESKTOP, ...pilot })).status).toBe(400);
  });
});

describe('limits', () => {
  it('50 pending devices, which disappear after 24 hours', async () => {
    for (let count = 0; count < 50; count += 1) await bench.create(PENDING);
    const refused = await bench.create(PENDING);
    expect(refused).toMatchObject(problem(400, 'REQUEST_FAILED'));
    expect(refused.body).toMatchObject(LIMIT);
    bench.sandbox.switches.limitExceededCode = 'INVALID_DATA';
    expect(await bench.create(PENDING)).toMatchObject(problem(400, 'INVALID_DATA'));

    bench.sandbox.clock.advance(24 * 3_600_000 - 60_000);
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(50);
    bench.sandbox.clock.advance(60_000);
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(0);
  });

  it('50 pending devices of all types together', async () => {
    const others = BODIES.filter(({ type }) => type !== 'OATH_TOKEN');
    const fifty = Array.from({ length: 50 }, (_, count) => others[count % others.length] ?? {});
    const created = await Promise.all(fifty.map((body) => bench.create(body)));
    expect(created.map(({ status }) => status)).toEqual(fifty.map(() => 201));
    for (const body of BODIES) expect((await bench.create(body)).body).toMatchObject(LIMIT);
  });

  it.each(BODIES)('24 hours for a pending device: $type', async (body) => {
    expect((await bench.create(body)).status).toBe(201);
    bench.sandbox.clock.advance(24 * 3_600_000 - 60_000);
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(1);
    bench.sandbox.clock.advance(60_000);
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(0);
  });

  it.each(BODIES)('maxAllowedDevices hold for $type', async (body) => {
    await bench.activeEmail();
    bench.sandbox.switches.policy.maxAllowedDevices = 1;
    expect((await bench.create(body)).body).toMatchObject(LIMIT);
  });

  it('maxAllowedDevices paired ones, at creation and at activation', async () => {
    bench.sandbox.switches.policy.maxAllowedDevices = 2;
    await bench.activeEmail();
    const { body: waiting } = await bench.create(PENDING);
    const code = bench.lastCode();
    await bench.activeEmail();
    expect((await bench.create(PENDING)).body).toMatchObject(LIMIT);
    const late = await bench.activate(String(waiting.id), { otp: code });
    expect(late.body).toMatchObject(LIMIT);
  });

  it('a second device of the same address, where the switch forbids it', async () => {
    const { body } = await bench.create(PENDING);
    await bench.activate(String(body.id), { otp: bench.lastCode() });
    expect((await bench.create(PENDING)).status).toBe(201);
    bench.sandbox.switches.duplicateDevice = 409;
    expect(await bench.create(PENDING)).toMatchObject(
      problem(409, 'INVALID_DATA', { code: 'UNIQUENESS_VIOLATION', target: 'email' }),
    );
  });
});

describe('lists', () => {
  it('filter by status', async () => {
    const active = await bench.activeEmail();
    await bench.create(PENDING);
    const filtered = await list(`?filter=${encodeURIComponent('(status eq "ACTIVE")')}`);
    expect(filtered.ids).toEqual([active]);
    expect(filtered.count).toBe(1);
    expect((await list()).count).toBe(2);
  });

  it('refuse filters and expansions that do not exist', async () => {
    const url = bench.devicesUrl(bench.kim.id);
    for (const query of ['?filter=colour eq "red"', '?filter=status eq ACTIVE', '?expand=all']) {
      expect(await call(url + query, { token: bench.worker })).toMatchObject(
        problem(400, 'INVALID_REQUEST'),
      );
    }
  });

  it('tell the order of the active ones, which come first', async () => {
    const { body: pending } = await bench.create(PENDING);
    const { body: early } = await bench.create(PENDING);
    const code = bench.lastCode();
    const first = await bench.activeEmail();
    await bench.activate(String(early.id), { otp: code });
    const ordered = await list('?expand=order');
    expect(ordered.order).toEqual([first, early.id]);
    expect(ordered.ids).toEqual([first, early.id, pending.id]);

    bench.sandbox.switches.orderPosition = 'embedded';
    const embedded = await list('?expand=order');
    expect(embedded.order).toBeUndefined();
    expect(embedded._embedded).toMatchObject({ order: [first, early.id] });
  });
});

describe('one device', () => {
  const one = (id: unknown) => `${bench.devicesUrl(bench.kim.id)}/${String(id)}`;

  it('is read without what only its creation shows', async () => {
    const { body } = await bench.create(DESKTOP);
    const read = await call(one(body.id), { token: bench.kimToken });
    expect(read.body).toMatchObject({ id: body.id, rp: { id: 'example.org' } });
    expect(read.body).not.toHaveProperty('pingIdDesktopCredentialCreationOptions');
  });

  it('gets a nickname of up to 100 characters, and loses it again', async () => {
    const { body } = await bench.create(PENDING);
    const name = (nickname: unknown) =>
      call(`${one(body.id)}/nickname`, {
        method: 'PUT',
        type: JSON_TYPE,
        token: bench.kimToken,
        body: { nickname },
      });
    expect(await name('Küche 🙂')).toMatchObject({ status: 200, body: { nickname: 'Küche 🙂' } });
    expect((await name('x'.repeat(101))).status).toBe(400);
    expect((await name(undefined)).status).toBe(400);
    expect((await name('')).body).not.toHaveProperty('nickname');
  });

  it('is deleted with 204 and an empty body, and then gone', async () => {
    const { body } = await bench.create(PENDING);
    const remove = () => call(one(body.id), { method: 'DELETE', token: bench.kimToken });
    expect(await remove()).toMatchObject({ status: 204, text: '' });
    expect(await remove()).toMatchObject(problem(404, 'NOT_FOUND'));
    expect((await call(one(body.id), { token: bench.kimToken })).status).toBe(404);
  });

  it('of somebody else is not found under the own record', async () => {
    const alex = bench.user('alex').id;
    const { body } = await bench.create(PENDING, alex, bench.worker);
    expect((await call(one(body.id), { token: bench.kimToken })).status).toBe(404);
  });
});
