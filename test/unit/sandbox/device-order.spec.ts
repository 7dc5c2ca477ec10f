import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userToken } from '../../sandbox/sign-in';
import type { JsonObject } from '../../sandbox/json';
import { call, createBench, problem, REMOVE_ORDER, REORDER, type Bench } from './caller';

let bench: Bench;
let [first, second, third] = ['', '', ''];

beforeAll(async () => {
  bench = await createBench();
});
beforeEach(async () => {
  first = await bench.activeEmail();
  second = await bench.activeEmail();
  third = await bench.activeEmail();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const PENDING = { type: 'EMAIL', email: 'kim@example.org' };
const send = (type: string, body: JsonObject | string, token = bench.kimToken) =>
  call(bench.devicesUrl(bench.kim.id), { method: 'POST', type, token, body });
const reorder = (...ids: unknown[]) => send(REORDER, { order: ids.map((id) => ({ id })) });
const removeOrder = () => send(REMOVE_ORDER, '');
const order = async () =>
  (await call(`${bench.devicesUrl(bench.kim.id)}?expand=order`, { token: bench.worker })).body
    .order;
const remove = (id: string) =>
  call(`${bench.devicesUrl(bench.kim.id)}/${id}`, { method: 'DELETE', token: bench.worker });
const started = async () => (await bench.initiate({ user: { id: bench.kim.id } })).body;

describe('setting the order', () => {
  it('answers with the list in it', async () => {
    const { status, body } = await reorder(third, first, second);
    expect([status, body.order]).toEqual([200, [third, first, second]]);
    const { devices } = body._embedded as { devices: JsonObject[] };
    expect(devices.map(({ id }) => id)).toEqual([third, first, second]);
    expect(await order()).toEqual([third, first, second]);
  });

  it('lets those that it does not name follow as they were', async () => {
    await reorder(third);
    expect(await order()).toEqual([third, first, second]);
    await reorder(second);
    expect(await order()).toEqual([second, third, first]);
  });

  it('puts devices that become active later at the end, and deleted ones nowhere', async () => {
    const { body: pending } = await bench.create(PENDING);
    const code = bench.lastCode();
    await reorder(third, second, first);
    await bench.activate(String(pending.id), { otp: code });
    expect(await order()).toEqual([third, second, first, pending.id]);
    await remove(second);
    expect(await order()).toEqual([third, first, pending.id]);
  });

  it('makes the first device the default, and after its deletion the second', async () => {
    await reorder(second, third, first);
    expect(await started()).toMatchObject({ selectedDevice: { id: second } });
    await remove(second);
    expect(await started()).toMatchObject({ selectedDevice: { id: third } });
  });

  it.each([
    ['missing', {}, 'REQUIRED_VALUE'],
    ['empty', { order: [] }, 'EMPTY_VALUE'],
    ['no list', { order: { id: 'x' } }, 'INVALID_VALUE'],
    ['a list of text', { order: ['x'] }, 'INVALID_VALUE'],
    ['of devices that do not exist', { order: [{ id: 'x' }] }, 'INVALID_VALUE'],
  ])('is refused where it is %s', async (_name, body, code) => {
    expect(await send(REORDER, body)).toMatchObject(
      problem(400, 'INVALID_DATA', { code, target: 'order' }),
    );
  });

  it('is refused with a device that is pending, named twice, or of somebody else', async () => {
    const refused = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'order' });
    const { body: pending } = await bench.create(PENDING);
    const foreign = await bench.activeEmail(bench.user('sam').id);
    expect(await reorder(first, pending.id)).toMatchObject(refused);
    expect(await reorder(first, second, first)).toMatchObject(refused);
    expect(await reorder(foreign)).toMatchObject(refused);
    expect(await order()).toEqual([first, second, third]);
  });

  it('is refused where the list is stale: with a device that is gone meanwhile', async () => {
    await remove(second);
    expect(await reorder(third, second, first)).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'order' }),
    );
    expect(await order()).toEqual([first, third]);
  });

  it('is refused by a switch where it leaves out a device that came meanwhile', async () => {
    bench.sandbox.switches.partialOrder = 'refused';
    expect(await reorder(third, first)).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'order' }),
    );
    expect(await order()).toEqual([first, second, third]);
    expect((await reorder(third, first, second)).status).toBe(200);
  });
});

describe('removing the order', () => {
  it('leaves none, and nothing that becomes active makes one', async () => {
    const { status, body } = await removeOrder();
    expect([status, body.order]).toEqual([200, []]);
    await bench.activeEmail();
    expect(await order()).toEqual([]);
  });

  it('is 204 by a switch', async () => {
    bench.sandbox.switches.orderRemovalStatus = 204;
    expect(await removeOrder()).toMatchObject({ status: 204, text: '' });
    expect(await order()).toEqual([]);
  });

  it('leaves no default: the person chooses, while there is a choice', async () => {
    await removeOrder();
    expect((await started()).status).toBe('DEVICE_SELECTION_REQUIRED');
    await remove(first);
    await remove(second);
    expect(await started()).toMatchObject({ selectedDevice: { id: third } });
  });

  it('lasts until an order is set, which knows nothing of the older one', async () => {
    await reorder(third);
    await removeOrder();
    await reorder(second);
    expect(await order()).toEqual([second, first, third]);
    expect(await started()).toMatchObject({ selectedDevice: { id: second } });
  });

  it('concerns one user', async () => {
    const sam = bench.user('sam').id;
    const device = await bench.activeEmail(sam);
    await removeOrder();
    const url = `${bench.devicesUrl(sam)}?expand=order`;
    expect((await call(url, { token: bench.worker })).body.order).toEqual([device]);
  });
});

it.each([
  ['set', REORDER],
  ['removed', REMOVE_ORDER],
])('it is %s by who may update devices, and only by its media type', async (_name, type) => {
  const body = { order: [{ id: first }] };
  const { address } = bench.sandbox;
  const scopes = ['openid', 'p1:read:device', 'p1:create:device'];
  const reader = await userToken(address, bench.kim, scopes);
  expect(await send(type, body, reader)).toMatchObject(
    problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' }),
  );
  const sam = await userToken(address, bench.user('sam'));
  expect((await send(type, body, sam)).status).toBe(403);
  expect((await send(type, body, bench.worker)).status).toBe(200);
  expect((await send(type.replace('devices', 'device'), body)).status).toBe(415);
  const put = { method: 'PUT', type, token: bench.kimToken, body };
  expect((await call(bench.devicesUrl(bench.kim.id), put)).status).toBe(405);
});
