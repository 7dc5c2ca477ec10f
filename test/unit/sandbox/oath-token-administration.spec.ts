import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeed, tokenId } from '../../sandbox';
import { JSON_TYPE, vendorType } from '../../sandbox/http/resource';
import type { JsonObject } from '../../sandbox/json';
import { call, createBench, NOBODY, problem, type Bench } from './caller';

let bench: Bench;
let operator: string;

const RESYNC = vendorType('device.resync');
const WRONG = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'otps' });
const ANOTHER = problem(400, 'INVALID_DATA', { code: 'EXTRA_OTP_REQUIRED', target: 'otp' });
const DENIED = problem(403, 'ACCESS_FAILED', { code: 'INSUFFICIENT_PERMISSIONS' });

beforeAll(async () => {
  bench = await createBench();
  operator = await bench.operator();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const read = (path = '', token = operator) => call(bench.api(`/oathTokens${path}`), { token });
const find = async (filter: string) => {
  const { status, body } = await read(`?filter=${encodeURIComponent(filter)}`);
  const { oathTokens = [] } = (body._embedded ?? {}) as { oathTokens?: JsonObject[] };
  return { status, serials: oathTokens.map(({ serialNumber }) => serialNumber), oathTokens };
};
const resync = (serial: string, otps: unknown, token = operator) =>
  call(bench.api(`/oathTokens/${tokenId(serial)}`), {
    method: 'POST',
    type: RESYNC,
    token,
    body: { otps },
  });
const press = (serial: string) => bench.sandbox.tokens.find(serial).press();
/** Two codes in a row: of a clock, the second one when its time has come. */
const two = (serial: string) => {
  const { clock, tokens } = bench.sandbox;
  const { type, timeStep } = tokens.find(serial);
  // a second into a time step of either length, so that none ends in between
  clock.set(Math.ceil(clock.now() / 60_000) * 60_000 + 1_000);
  const first = press(serial);
  if (type === 'TOTP') clock.advance(timeStep * 1_000);
  return [first, press(serial)];
};
const create = (body: JsonObject, token = operator) =>
  call(bench.api('/oathTokens'), { method: 'POST', type: JSON_TYPE, token, body });

describe('finding a token', () => {
  it('shows all there is but the secret', async () => {
    const { oathTokens } = await find('serialNumber eq "TOTP0004BEHIND"');
    const [token] = oathTokens;
    expect(oathTokens).toHaveLength(1);
    expect(token).toMatchObject({
      id: tokenId('TOTP0004BEHIND'),
      environment: { id: bench.sandbox.address.environmentId },
      serialNumber: 'TOTP0004BEHIND',
      type: 'TOTP',
      otpLength: 8,
      totp: { timeStep: 60, drift: 0 },
      hashAlgorithm: 'HmacSHA256',
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(token).not.toHaveProperty('hotp');
    expect(token).not.toHaveProperty('devices');
    const { text } = await read();
    expect(text).not.toContain('secret');
    for (const { secretHex } of defaultSeed().oathTokens) expect(text).not.toContain(secretHex);
  });

  it('names the device and the user that have it', async () => {
    // as the seed has it: on the other bench it may have been taken away
    const fresh = await createBench();
    const path = `/oathTokens/${tokenId('HOTP0005ALEX')}`;
    const { body } = await call(fresh.api(path), { token: fresh.worker });
    await fresh.sandbox.close();
    expect([body]).toMatchObject([
      {
        hotp: { counter: 40 },
        hashAlgorithm: 'HmacSHA1',
        devices: [
          { id: 'a1e80a7b-0000-4000-8000-000000000001', user: { id: bench.user('alex').id } },
        ],
      },
    ]);
  });

  it('names a device from its creation until its deletion', async () => {
    const { body } = await bench.create({ type: 'OATH_TOKEN', serialNumber: 'HOTP0001SYNC' });
    const devices = async () => (await read(`/${tokenId('HOTP0001SYNC')}`)).body.devices;
    expect(await devices()).toEqual([{ id: body.id, user: { id: bench.kim.id } }]);
    await bench.reset();
    expect(await devices()).toBeUndefined();
  });

  it('filters by serial number, whole or the beginning, and by nothing else', async () => {
    expect((await find('serialNumber sw "TOTP000"')).serials).toHaveLength(5);
    expect((await find('serialNumber eq "TOTP000"')).serials).toEqual([]);
    expect((await find('type eq "HOTP"')).status).toBe(400);
    expect((await find('serialNumber co "1"')).status).toBe(400);
  });

  it('pages', async () => {
    const { body } = await read('?limit=4');
    const count = bench.sandbox.tokens.list().length;
    expect(body).toMatchObject({ count, size: 4 });
    const { href } = (body._links as { next: { href: string } }).next;
    expect((await call(href, { token: operator })).body).toMatchObject({ count, size: 4 });
  });

  it('is 404 for what is not there', async () => {
    expect((await read(`/${NOBODY}`)).status).toBe(404);
  });

  it('is for administrators only', async () => {
    expect(await read('', bench.kimToken)).toMatchObject(DENIED);
    expect(await read(`/${tokenId('HOTP0001SYNC')}`, bench.kimToken)).toMatchObject(DENIED);
    expect(await resync('HOTP0001SYNC', ['1', '2'], bench.kimToken)).toMatchObject(DENIED);
    expect(await create({}, bench.kimToken)).toMatchObject(DENIED);
    expect((await read('', bench.worker)).status).toBe(200);
  });
});

/** Each test has tokens of its own: what one learnt of them, the next would know. */
describe('resync', () => {
  let serial: string;
  let count = 0;
  /** A new token; HOTP tokens are pressed `drift` times in vain. */
  const make = async (type: 'HOTP' | 'TOTP', drift = 0) => {
    count += 1;
    serial = `${type}NEW${String(count)}`;
    const secret = Buffer.from(serial.padEnd(20, '.')).toString('hex');
    await create({ serialNumber: serial, secret, type, otpLength: 8 });
    for (let pressed = 0; pressed < drift; pressed += 1) press(serial);
  };

  it.each([3, 37, 100])('two codes in one call: HOTP, %i ahead', async (drift) => {
    await make('HOTP', drift);
    const { status, body } = await resync(serial, two(serial));
    expect([status, body]).toMatchObject([
      200,
      { serialNumber: serial, hotp: { counter: drift + 2 } },
    ]);
  });

  it('beyond 100 presses a token is lost', async () => {
    await make('HOTP', 101);
    expect(await resync(serial, two(serial))).toMatchObject(WRONG);
    expect((await read(`/${tokenId(serial)}`)).body.hotp).toEqual({ counter: 0 });
  });

  it.each([
    ['TOTP0003DRIFT', 20],
    ['TOTP0004BEHIND', -30],
  ])('%s: the drift is known afterwards', async (drifted, drift) => {
    const { body } = await resync(drifted, two(drifted));
    expect(body).toMatchObject({ serialNumber: drifted, totp: { drift } });
    expect(body.updatedAt).not.toBe(body.createdAt);
  });

  it('a clock that is too far off is lost', async () => {
    expect(await resync('TOTP0005LOST', two('TOTP0005LOST'))).toMatchObject(WRONG);
  });

  it('makes the next code right, which was wrong before', async () => {
    const drifted = 'HOTP0003DRIFT';
    const { body: pending } = await bench.create({ type: 'OATH_TOKEN', serialNumber: drifted });
    const id = String(pending.id);
    expect((await bench.activate(id, { otp: press(drifted) })).status).toBe(400);
    expect((await resync(drifted, two(drifted))).status).toBe(200);
    expect((await bench.activate(id, { otp: press(drifted) })).body.status).toBe('ACTIVE');
  });

  it('uses up both codes', async () => {
    await make('HOTP', 5);
    const codes = two(serial);
    expect((await resync(serial, codes)).status).toBe(200);
    expect(await resync(serial, codes)).toMatchObject(WRONG);
  });

  it('two calls with one code each', async () => {
    await make('HOTP', 12);
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
    expect((await read(`/${tokenId(serial)}`)).body.hotp).toEqual({ counter: 0 });
    expect((await resync(serial, [press(serial)])).body.hotp).toEqual({ counter: 14 });
  });

  it('says 200 to the first of two calls where the switch wants that, and changes nothing', async () => {
    bench.sandbox.switches.resyncFirstCode = 'ok';
    await make('HOTP', 12);
    const { status, body } = await resync(serial, [press(serial)]);
    expect([status, body.hotp]).toEqual([200, { counter: 0 }]);
    expect((await resync(serial, [press(serial)])).body.hotp).toEqual({ counter: 14 });
  });

  it('wants codes in a row, in one call and in two', async () => {
    await make('HOTP', 12);
    const [first, , third] = [press(serial), press(serial), press(serial)];
    expect(await resync(serial, [first, third])).toMatchObject(WRONG);
    expect(await resync(serial, [third, first])).toMatchObject(WRONG);
    expect(await resync(serial, [first, first])).toMatchObject(WRONG);
    expect(await resync(serial, [first])).toMatchObject(ANOTHER);
    expect(await resync(serial, [third])).toMatchObject(WRONG);
    // and all begins anew
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
    expect((await resync(serial, [press(serial)])).status).toBe(200);
  });

  it('forgets the first of two calls in five minutes', async () => {
    await make('HOTP', 12);
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
    bench.sandbox.clock.advance(5 * 60_000);
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
  });

  it('two codes at once have nothing to do with what was begun', async () => {
    await make('HOTP', 12);
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
    expect((await resync(serial, two(serial))).body.hotp).toEqual({ counter: 15 });
  });

  it('is told apart by token', async () => {
    await make('HOTP', 12);
    const one = serial;
    expect(await resync(one, [press(one)])).toMatchObject(ANOTHER);
    await make('HOTP', 12);
    expect(await resync(serial, [press(serial)])).toMatchObject(ANOTHER);
    expect((await resync(one, [press(one)])).status).toBe(200);
  });

  it.each([
    ['missing', undefined, 'REQUIRED_VALUE'],
    ['no list', '123456', 'INVALID_VALUE'],
    ['an empty list', [], 'EMPTY_VALUE'],
    ['numbers', [123456, 123457], 'INVALID_VALUE'],
    ['an empty code', ['123456', ''], 'INVALID_VALUE'],
    ['three codes', ['1', '2', '3'], 'INVALID_VALUE'],
  ])('is refused where the codes are %s', async (_name, otps, code) => {
    expect(await resync('HOTP0001SYNC', otps)).toMatchObject(
      problem(400, 'INVALID_DATA', { code, target: 'otps' }),
    );
  });

  it('is 404 where there is no token, and 415 as any other type', async () => {
    expect((await resync('NOSUCHTOKEN', ['1', '2'])).status).toBe(404);
    const url = bench.api(`/oathTokens/${tokenId('HOTP0001SYNC')}`);
    const post = { method: 'POST', token: operator, body: { otps: ['1', '2'] } };
    expect((await call(url, { ...post, type: JSON_TYPE })).status).toBe(415);
  });
});

describe('creating a token', () => {
  const right = { serialNumber: 'MADE0001', secret: '00ff'.repeat(10), type: 'TOTP' };
  let made = 0;
  let body: JsonObject;
  beforeEach(() => {
    made += 1;
    body = { ...right, serialNumber: `MADE${String(made)}` };
  });

  it('takes what is left out for the usual, and puts it into somebody’s hand', async () => {
    const { status, body: token, headers } = await create(body);
    const id = tokenId(String(body.serialNumber));
    expect([status, token]).toMatchObject([
      201,
      { id, otpLength: 6, totp: { timeStep: 30, drift: 0 }, hashAlgorithm: 'HmacSHA1' },
    ]);
    expect(headers.get('location')).toBe(bench.api(`/oathTokens/${id}`));
    expect(JSON.stringify(token)).not.toContain(right.secret);

    const { body: pending } = await bench.create({
      type: 'OATH_TOKEN',
      serialNumber: body.serialNumber,
    });
    const otp = press(String(body.serialNumber));
    expect((await bench.activate(String(pending.id), { otp })).body.status).toBe('ACTIVE');
  });

  it.each([
    ['serialNumber', undefined, 'REQUIRED_VALUE'],
    ['serialNumber', 'with space', 'INVALID_VALUE'],
    ['secret', undefined, 'REQUIRED_VALUE'],
    ['secret', 'not hex', 'INVALID_VALUE'],
    ['secret', 'ab'.repeat(101), 'INVALID_VALUE'],
    ['type', undefined, 'REQUIRED_VALUE'],
    ['type', 'OCRA', 'INVALID_VALUE'],
    ['otpLength', 7, 'INVALID_VALUE'],
    ['hashAlgorithm', 'MD5', 'INVALID_VALUE'],
  ])('is refused where %s is %s', async (name, value, code) => {
    expect(await create({ ...body, [name]: value })).toMatchObject(
      problem(400, 'INVALID_DATA', { code, target: name }),
    );
  });

  it.each([
    [{ totp: { timeStep: 45 } }, 'totp.timeStep'],
    [{ type: 'HOTP', hotp: { counter: -1 } }, 'hotp.counter'],
    [{ type: 'HOTP', hashAlgorithm: 'HmacSHA256' }, 'hashAlgorithm'],
  ])('is refused with %o', async (more, target) => {
    expect(await create({ ...body, ...more })).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target }),
    );
  });

  it('is refused where there is one already', async () => {
    await create(body);
    const taken = { code: 'UNIQUENESS_VIOLATION', target: 'serialNumber' };
    expect(await create(body)).toMatchObject(problem(400, 'INVALID_DATA', taken));
  });
});
