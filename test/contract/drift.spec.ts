import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, defaultSeed, type Sandbox, type SeedOathToken } from '../sandbox';
import { createWholeDesk, type WholeDesk } from '../unit/electron/whole-desk';

const farthest = 250;

/** Where PingOne's windows begin and end (the sandbox's: HOTP 0 to 3 ahead, TOTP one step either way; resync 100). */
const edges = [-101, -100, -2, -1, 0, 1, 2, 3, 4, 100, 101].map((drift) => fc.constant(drift));
const drift = fc.oneof(...edges, fc.integer({ min: -farthest, max: farthest }));

const token: fc.Arbitrary<Omit<SeedOathToken, 'serialNumber'>> = fc
  .record({
    type: fc.constantFrom('HOTP' as const, 'TOTP' as const),
    secretHex: fc.stringMatching(/^[0-9a-f]{40}$/),
    otpLength: fc.constantFrom(6 as const, 8 as const),
    timeStep: fc.constantFrom(30 as const, 60 as const),
    algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
    drift,
  })
  .map((made) =>
    made.type === 'HOTP'
      ? { ...made, algorithm: 'SHA1', counter: farthest }
      : { ...made, counter: 0 },
  );

// fixed, so that no code of one counter is by chance the code of another one that PingOne looks at
const tokens: SeedOathToken[] = fc
  .sample(token, { seed: 20_261_122, numRuns: 240 })
  .map((made, index) => ({ ...made, serialNumber: `T${String(index).padStart(4, '0')}` }));

type Answer = 'active' | 'next' | 'wrong' | 'lost';

/** What comes of each code that is typed. */
const answersTo = ({ type, drift: off }: SeedOathToken): readonly Answer[] => {
  const [nearFrom, nearTo, farFrom] = type === 'HOTP' ? [0, 3, 0] : [-1, 1, -100];
  if (off >= nearFrom && off <= nearTo) return ['active'];
  if (off >= farFrom && off <= 100) return ['next', 'active'];
  // a counter that is one behind has caught up after one press in vain
  return type === 'HOTP' && off === -1 ? ['wrong', 'active'] : ['wrong', 'lost'];
};

let sandbox: Sandbox;
let kim: WholeDesk;

beforeAll(async () => {
  sandbox = await createSandbox({ seed: { ...defaultSeed(), oathTokens: tokens } });
  kim = await createWholeDesk(sandbox);
});
afterAll(() => sandbox.close());

/** A moment after a token has changed its code, whether it does so twice or once a minute. */
const justAfterAChange = (): void => {
  const minute = 60_000;
  sandbox.clock.set((Math.floor(sandbox.clock.now() / minute) + 1) * minute + 1_000);
};

const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as never });
const shows: Record<Answer, (serialNumber: string) => Promise<unknown>> = {
  next: () => kim.sees('token', { ask: 'next', round: 1, problem: null }),
  wrong: () => kim.sees('token', problem('wrongCode')),
  lost: () => kim.sees('token', problem('tokenOutOfStep')),
  async active(serialNumber) {
    await kim.sees('token', { purpose: 'prove' });
    expect(kim.devices()).toMatchObject([{ status: 'ACTIVE', attributes: { serialNumber } }]);
  },
};

const pair = async (made: SeedOathToken): Promise<void> => {
  const { serialNumber, timeStep } = made;
  justAfterAChange();
  const held = sandbox.tokens.find(serialNumber);
  await kim.begins({ type: 'OATH_TOKEN', serialNumber });
  await kim.sees('token', { ask: 'first' });
  for (const answer of answersTo(made)) {
    kim.types(held.press());
    await shows[answer](serialNumber);
    sandbox.clock.advance(timeStep * 1_000);
  }
  await kim.leaves();
  for (const { id } of kim.devices()) await kim.desk.devices.remove(id, true);
};

it('a token is active after two codes at most wherever PingOne can find its place, and else it is said', async () => {
  for (const each of tokens)
    await pair(each).catch((cause: unknown) => {
      throw new Error(`${JSON.stringify(each)}: ${String(cause)}`, { cause });
    });
  // what the run would show nothing without: each end is among them
  expect(new Set(tokens.map((each) => answersTo(each).join()))).toEqual(
    new Set(['active', 'next,active', 'wrong,active', 'wrong,lost']),
  );
}, 120_000);
