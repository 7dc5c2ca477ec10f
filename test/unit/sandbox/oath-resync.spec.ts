import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeedOathToken } from '../../sandbox';
import { problem, type Bench } from './caller';
import {
  ACTIVE,
  ANOTHER,
  COMPLETED,
  createTokenBench,
  WRONG,
  type TokenBench,
} from './token-bench';

/** Its code at counter 68 is the same as that at counter 88. */
const TWIN: SeedOathToken = {
  serialNumber: 'HOTPTWIN',
  type: 'HOTP',
  secretHex: '56be7fed10fddf7f633c6c1eaaf2f77b34418b02',
  otpLength: 6,
  timeStep: 30,
  algorithm: 'SHA1',
  counter: 0,
  drift: 0,
};
const PLACES = [68, 88].map((drift): SeedOathToken => ({
  ...TWIN,
  serialNumber: `HOTPTWIN${String(drift)}`,
  drift,
}));
const EDGES = [
  ['HOTP', 4, ANOTHER],
  ['HOTP', 100, ANOTHER],
  ['HOTP', 101, WRONG],
  ['TOTP', 2, ANOTHER],
  ['TOTP', -2, ANOTHER],
  ['TOTP', 100, ANOTHER],
  ['TOTP', 101, WRONG],
  ['TOTP', -100, ANOTHER],
  ['TOTP', -101, WRONG],
] as const;
const edgeSerial = (type: string, drift: number) =>
  `${type}${drift < 0 ? 'MINUS' : 'PLUS'}${String(Math.abs(drift))}`;
/** Eight digits: shorter codes of a clock would coincide once in some thousand runs. */
const edgeTokens = EDGES.map(([type, drift]): SeedOathToken => ({
  ...TWIN,
  serialNumber: edgeSerial(type, drift),
  type,
  otpLength: 8,
  drift,
}));

let tokens: TokenBench;
let bench: Bench;

beforeAll(async () => {
  tokens = await createTokenBench([...PLACES, ...edgeTokens]);
  ({ bench } = tokens);
});
beforeEach(() => {
  tokens.startOfStep();
});
afterEach(() => bench.reset());
afterAll(() => bench.sandbox.close());

/** A drifted HOTP token whose first code was sent already, and the codes that it shows from then on. */
const begun = async () => {
  const serial = tokens.fresh('HOTP0003DRIFT');
  const id = await tokens.pairing(serial);
  const [first = '', second = '', third = '', fourth = ''] = [1, 2, 3, 4].map(() =>
    tokens.press(serial),
  );
  expect(await tokens.resync(id, first)).toMatchObject(ANOTHER);
  return { id, first, second, third, fourth };
};

describe('a resync', () => {
  it.each(['HOTP0003DRIFT', 'TOTP0003DRIFT', 'TOTP0004BEHIND'])(
    'of %s takes two codes in a row, and then the token is in sync',
    async (kind) => {
      const serial = tokens.fresh(kind);
      const id = await tokens.pairing(serial);
      expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(ANOTHER);
      expect([tokens.status(id), tokens.failures(id)]).toEqual(['ACTIVATION_REQUIRED', 0]);
      expect(await tokens.resync(id, tokens.next(serial))).toMatchObject(ACTIVE);
      expect(await tokens.prove(id, tokens.next(serial))).toMatchObject(COMPLETED);
    },
  );

  it.each(['HOTP0001SYNC', 'HOTP0002NEAR', 'TOTP0001SYNC', 'TOTP0002NEAR'])(
    'is not needed by %s',
    async (kind) => {
      const serial = tokens.fresh(kind);
      const id = await tokens.pairing(serial);
      expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(ACTIVE);
    },
  );

  it.each(['HOTP0004LOST', 'TOTP0005LOST'])('cannot help %s', async (kind) => {
    const serial = tokens.fresh(kind);
    const id = await tokens.pairing(serial);
    expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(WRONG);
    expect(tokens.failures(id)).toBe(1);
  });

  it.each(EDGES)('of a %s token that is %i off', async (type, drift, expected) => {
    const serial = edgeSerial(type, drift);
    const id = await tokens.pairing(serial);
    expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(expected);
  });

  it.each([68, 88])('keeps every place that the first code fits: %i', async (place) => {
    const serial = `HOTPTWIN${String(place)}`;
    const id = await tokens.pairing(serial);
    expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(ANOTHER);
    expect(await tokens.resync(id, tokens.press(serial))).toMatchObject(ACTIVE);
  });

  it('uses both codes up', async () => {
    const { id, first, second, third } = await begun();
    await tokens.resync(id, second);
    for (const used of [first, second]) expect(await tokens.prove(id, used)).toMatchObject(WRONG);
    expect(await tokens.prove(id, third)).toMatchObject(COMPLETED);
  });

  it('asks for as many codes as the switch says', async () => {
    bench.sandbox.switches.extraOtpRounds = 2;
    const { id, second, third } = await begun();
    expect(await tokens.resync(id, second)).toMatchObject(ANOTHER);
    expect(await tokens.resync(id, third)).toMatchObject(ACTIVE);
  });

  it('learns the drift from the code that was typed sooner', async () => {
    const serial = tokens.fresh('TOTP0003DRIFT');
    const id = await tokens.pairing(serial);
    await tokens.resync(id, tokens.press(serial));
    const second = tokens.next(serial);
    bench.sandbox.clock.advance(120_000);
    expect(await tokens.resync(id, second)).toMatchObject(ACTIVE);
    expect(await tokens.prove(id, tokens.next(serial))).toMatchObject(COMPLETED);
  });
});

describe('what does not count', () => {
  it.each([undefined, false])('a first code with oathResync %j', async (oathResync) => {
    const serial = tokens.fresh('HOTP0003DRIFT');
    const id = await tokens.pairing(serial);
    const [otp, second] = [tokens.press(serial), tokens.press(serial)];
    expect(await bench.activate(id, { otp, oathResync })).toMatchObject(WRONG);
    expect(tokens.failures(id)).toBe(1);
    expect(await tokens.resync(id, second)).toMatchObject(ANOTHER);
  });

  it('a second code without oathResync: everything begins anew', async () => {
    const { id, second, third, fourth } = await begun();
    expect(await bench.activate(id, { otp: second })).toMatchObject(WRONG);
    expect(await tokens.resync(id, third)).toMatchObject(ANOTHER);
    expect(await tokens.resync(id, fourth)).toMatchObject(ACTIVE);
  });

  it.each(['the same code again', 'the one after the next', 'nonsense'] as const)(
    '%s: wrong, and everything begins anew',
    async (mistake) => {
      const { id, first, second, third, fourth } = await begun();
      const wrong = {
        'the same code again': first,
        'the one after the next': third,
        nonsense: 'nonsense',
      };
      expect(await tokens.resync(id, wrong[mistake])).toMatchObject(WRONG);
      expect(tokens.failures(id)).toBe(1);
      expect(await tokens.resync(id, second)).toMatchObject(ANOTHER);
      expect(await tokens.resync(id, third)).toMatchObject(ACTIVE);
      expect(await tokens.prove(id, fourth)).toMatchObject(COMPLETED);
    },
  );

  it('a first code five minutes ago', async () => {
    const early = await begun();
    bench.sandbox.clock.advance(5 * 60_000 - 5_000);
    expect(await tokens.resync(early.id, early.second)).toMatchObject(ACTIVE);
    const late = await begun();
    bench.sandbox.clock.advance(5 * 60_000);
    expect(await tokens.resync(late.id, late.second)).toMatchObject(ANOTHER);
  });

  it('the first code of another pairing', async () => {
    const serial = tokens.fresh('HOTP0003DRIFT');
    const id = await tokens.pairing(serial);
    await tokens.resync(id, tokens.press(serial));
    await tokens.remove(id);
    const again = await tokens.pairing(serial);
    expect(await tokens.resync(again, tokens.press(serial))).toMatchObject(ANOTHER);
  });

  it.each(['yes', 1, null])('oathResync %j, which is refused', async (oathResync) => {
    const serial = tokens.fresh('HOTP0001SYNC');
    const id = await tokens.pairing(serial);
    const reply = await bench.activate(id, { otp: tokens.press(serial), oathResync });
    expect(reply).toMatchObject(
      problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'oathResync' }),
    );
    expect(tokens.failures(id)).toBe(0);
  });
});
