import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeed } from '../../sandbox';
import { createBench, OTP_CHECK, problem, type Bench } from './caller';
import { ACTIVE, COMPLETED, createTokenBench, WRONG, type TokenBench } from './token-bench';

let tokens: TokenBench;
let bench: Bench;

beforeAll(async () => {
  tokens = await createTokenBench();
  ({ bench } = tokens);
});
beforeEach(() => {
  tokens.startOfStep();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

const WITHIN = ['HOTP0001SYNC', 'HOTP0002NEAR', 'TOTP0001SYNC', 'TOTP0002NEAR'];

describe('creating a token device', () => {
  it('binds the token, shows what it is, and sends nothing', async () => {
    const serialNumber = tokens.fresh('TOTP0001SYNC');
    expect(await tokens.create(serialNumber)).toMatchObject({
      status: 201,
      body: {
        type: 'OATH_TOKEN',
        status: 'ACTIVATION_REQUIRED',
        serialNumber,
        tokenType: 'TOTP',
      },
    });
    expect(bench.sandbox.messages()).toEqual([]);
  });

  it.each([
    ['missing', undefined, 'REQUIRED_VALUE'],
    ['unknown', 'HOTP0009NONE', 'INVALID_VALUE'],
    ['in other letters', 'hotp0001sync0', 'INVALID_VALUE'],
    ['with other characters', 'HOTP-0001-SYNC', 'INVALID_VALUE'],
    ['51 characters long', 'A'.repeat(51), 'INVALID_VALUE'],
    ['a number', 23, 'INVALID_VALUE'],
  ])('is refused with a serial number that is %s', async (_name, serial, code) => {
    expect(await tokens.create(serial)).toMatchObject(
      problem(400, 'INVALID_DATA', { code, target: 'serialNumber' }),
    );
  });

  it('is refused while anybody has the token, pending or active', async () => {
    const taken = (status: number) =>
      problem(status, 'INVALID_DATA', { code: 'UNIQUENESS_VIOLATION', target: 'serialNumber' });
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const sam = bench.user('sam').id;
    expect(await tokens.create(serial, sam)).toMatchObject(taken(400));
    await bench.activate(id, { otp: tokens.press(serial) });
    expect(await tokens.create(serial, sam)).toMatchObject(taken(400));
    bench.sandbox.switches.duplicateDevice = 409;
    expect(await tokens.create(serial)).toMatchObject(taken(409));
    await tokens.remove(id);
    expect((await tokens.create(serial, sam)).status).toBe(201);
  });

  it('is possible again a day after a pairing was given up', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const began = bench.sandbox.clock.now();
    await tokens.pairing(serial);
    bench.sandbox.clock.advance(24 * 3_600_000);
    expect(bench.sandbox.devices(bench.kim.id)).toHaveLength(0);
    // Back to when the access tokens still live.
    bench.sandbox.clock.set(began);
    expect((await tokens.create(serial)).status).toBe(201);
  });

  it('is a matter of the policy', async () => {
    const refused = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'type' });
    bench.sandbox.switches.policy.oathToken.enabled = false;
    expect(await tokens.create(tokens.fresh('HOTP0001SYNC'))).toMatchObject(refused);
    bench.sandbox.switches.policy.oathToken.enabled = true;
    bench.sandbox.switches.policy.oathToken.pairingDisabled = true;
    expect(await tokens.create(tokens.fresh('HOTP0001SYNC'))).toMatchObject(refused);
  });
});

describe('the usual window', () => {
  it.each(WITHIN)('takes %s', async (kind) => {
    const serial = tokens.fresh(kind);
    const id = await tokens.pairing(serial);
    expect(await bench.activate(id, { otp: tokens.press(serial) })).toMatchObject(ACTIVE);
  });

  it('ends three counters ahead', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const codes = Array.from({ length: 5 }, () => tokens.press(serial));
    expect(await bench.activate(id, { otp: codes[4] })).toMatchObject(WRONG);
    expect(await bench.activate(id, { otp: codes[3] })).toMatchObject(ACTIVE);
  });

  it.each([
    ['a step late', 30_000, ACTIVE],
    ['two steps late', 60_000, WRONG],
  ])('of a clock: %s', async (_name, late, expected) => {
    const serial = tokens.fresh('TOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const otp = tokens.press(serial);
    bench.sandbox.clock.advance(late);
    expect(await bench.activate(id, { otp })).toMatchObject(expected);
  });

  it('takes a code as a string', async () => {
    const id = await tokens.pairing(tokens.fresh('HOTP0001SYNC'));
    expect(await bench.activate(id, { otp: 123456 })).toMatchObject(WRONG);
    expect(tokens.failures(id)).toBe(0);
  });

  it('closes for a while after three wrong codes', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const right = tokens.press(serial);
    for (let count = 0; count < 3; count += 1) await bench.activate(id, { otp: 'wrong' });
    expect(await bench.activate(id, { otp: right })).toMatchObject(WRONG);
    bench.sandbox.clock.advance(120_000);
    expect(await bench.activate(id, { otp: right })).toMatchObject(ACTIVE);
  });
});

describe('a code', () => {
  it('of a counter is right once, and takes the earlier ones with it', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const [earlier, first, second] = [1, 2, 3].map(() => tokens.press(serial));
    await bench.activate(id, { otp: first });
    expect(await tokens.prove(id, String(first))).toMatchObject(WRONG);
    expect(await tokens.prove(id, String(earlier))).toMatchObject(WRONG);
    expect(await tokens.prove(id, String(second))).toMatchObject(COMPLETED);
    expect(await tokens.prove(id, String(second))).toMatchObject(WRONG);
  });

  it('of a time step is right once, and then the token has to show the next', async () => {
    const serial = tokens.fresh('TOTP0001SYNC');
    const id = await tokens.pairing(serial);
    await bench.activate(id, { otp: tokens.press(serial) });
    expect(await tokens.prove(id, tokens.press(serial))).toMatchObject(WRONG);
    expect(await tokens.prove(id, tokens.next(serial))).toMatchObject(COMPLETED);
  });

  it('stays used when the token is paired anew', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const otp = tokens.press(serial);
    await bench.activate(id, { otp });
    await tokens.remove(id);
    expect(await bench.activate(await tokens.pairing(serial), { otp })).toMatchObject(WRONG);
  });
});

describe('a device authentication', () => {
  it('names the token, sends nothing, and says what it was proven by', async () => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    await bench.activate(id, { otp: tokens.press(serial) });
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    expect(body).toMatchObject({
      status: 'OTP_REQUIRED',
      _embedded: { devices: [{ id, serialNumber: serial, tokenType: 'HOTP' }] },
    });
    const done = await bench.act(String(body.id), OTP_CHECK, { otp: tokens.press(serial) });
    expect(done.body.authenticators).toEqual(['mfa', 'oathToken']);
    expect(bench.sandbox.messages()).toEqual([]);
  });

  it('offers no resync', async () => {
    const serial = tokens.fresh('HOTP0003DRIFT');
    const id = await tokens.pairing(serial);
    await tokens.resync(id, tokens.press(serial));
    await tokens.resync(id, tokens.press(serial));
    const far = Array.from({ length: 5 }, () => tokens.press(serial)).at(-1);
    const { body } = await bench.initiate({ user: { id: bench.kim.id } });
    const checked = await bench.act(String(body.id), OTP_CHECK, { otp: far, oathResync: true });
    expect(checked).toMatchObject(WRONG);
  });
});

describe('a token in the hand', () => {
  it('shows a new code at every press, or for as long as a time step', () => {
    const serial = tokens.fresh('HOTP0002NEAR');
    expect(new Set([1, 2, 3].map(() => tokens.press(serial))).size).toBe(3);
    expect(tokens.token(serial).nextCodeAt).toBeNull();

    const clocked = tokens.fresh('TOTP0004BEHIND');
    const { clock } = bench.sandbox;
    const code = tokens.press(clocked);
    expect(code).toMatch(/^\d{8}$/);
    const left = Number(tokens.token(clocked).nextCodeAt) - clock.now();
    expect(left).toBeGreaterThan(50_000);
    clock.advance(left - 5_000);
    expect(tokens.press(clocked)).toBe(code);
    clock.advance(5_000);
    expect(tokens.press(clocked)).not.toBe(code);
  });

  it('is in the address as it was at the start', () => {
    const { sandbox } = bench;
    expect(sandbox.tokens.list()).toMatchObject(sandbox.address.oathTokens);
    expect(() => sandbox.tokens.find('NONE')).toThrow('there is no token NONE');
  });
});

it('alex has one from the start, which works', async () => {
  const usual = await createBench();
  const alex = usual.user('alex').id;
  const [owned] = usual.sandbox.devices(alex);
  expect(owned).toMatchObject({ type: 'OATH_TOKEN', status: 'ACTIVE' });
  expect(usual.sandbox.address.oathTokens).toEqual(defaultSeed().oathTokens);

  const serialNumber = 'HOTP0005ALEX';
  expect((await usual.create({ type: 'OATH_TOKEN', serialNumber })).status).toBe(400);
  const { body } = await usual.initiate({ user: { id: alex } });
  const otp = usual.sandbox.tokens.find(serialNumber).press();
  const done = await usual.act(String(body.id), OTP_CHECK, { otp });
  expect(done).toMatchObject({ body: { status: 'COMPLETED', selectedDevice: { id: owned?.id } } });
  await usual.sandbox.close();
});
