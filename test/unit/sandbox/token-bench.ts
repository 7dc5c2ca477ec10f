import { defaultSeed, type HardwareToken, type SeedOathToken } from '../../sandbox';
import { call, createBench, OTP_CHECK, problem, type Bench, type Reply } from './caller';

/** A bench for the tests of hardware tokens. All devices are kim's and made by the worker. */
export interface TokenBench {
  bench: Bench;
  /**
   * The serial number of a token like the default one of that name, which nobody had before: a
   * token remembers what was done with it.
   */
  fresh(kind: string): string;
  token(serial: string): HardwareToken;
  press(serial: string): string;
  /** The token's next code: by a press, or by waiting for it. */
  next(serial: string): string;
  create(serialNumber: unknown, userId?: string): Promise<Reply>;
  /** Creates a device for the token; returns its id. */
  pairing(serialNumber: string): Promise<string>;
  resync(id: string, otp: string): Promise<Reply>;
  /** One check in a device authentication of its own. */
  prove(id: string, otp: string): Promise<Reply>;
  remove(id: string): Promise<Reply>;
  status(id: string): string | undefined;
  failures(id: string): number | undefined;
  /** A second into a time step of 60 seconds, so that none ends under a test. */
  startOfStep(): void;
}

export const WRONG = problem(400, 'INVALID_DATA', { code: 'INVALID_VALUE', target: 'otp' });
export const ANOTHER = problem(400, 'INVALID_DATA', { code: 'EXTRA_OTP_REQUIRED', target: 'otp' });
export const ACTIVE = { status: 200, body: { status: 'ACTIVE' } };
export const COMPLETED = { status: 200, body: { status: 'COMPLETED' } };

/** More copies of each default token than a spec has tests. */
const COPIES = 40;

export async function createTokenBench(others: SeedOathToken[] = []): Promise<TokenBench> {
  const copies = defaultSeed().oathTokens.flatMap((token) =>
    Array.from({ length: COPIES }, (_, index) => ({
      ...token,
      serialNumber: `${token.serialNumber}${String(index)}`,
    })),
  );
  const seed = { ...defaultSeed(), devices: [], oathTokens: [...copies, ...others] };
  const bench = await createBench({ seed });
  const { sandbox, kim, worker } = bench;
  const used = new Map<string, number>();
  const device = (id: string) => sandbox.devices(kim.id).find((one) => one.id === id);

  const tokenBench: TokenBench = {
    bench,
    fresh: (kind) => {
      const count = used.get(kind) ?? 0;
      used.set(kind, count + 1);
      return `${kind}${String(count)}`;
    },
    token: sandbox.tokens.find,
    press: (serial) => sandbox.tokens.find(serial).press(),
    next: (serial) => {
      const { type, timeStep } = sandbox.tokens.find(serial);
      if (type === 'TOTP') sandbox.clock.advance(timeStep * 1_000);
      return tokenBench.press(serial);
    },
    create: (serialNumber, userId = kim.id) =>
      bench.create(
        { type: 'OATH_TOKEN', serialNumber, status: 'ACTIVATION_REQUIRED' },
        userId,
        worker,
      ),
    pairing: async (serial) => String((await tokenBench.create(serial)).body.id),
    resync: (id, otp) => bench.activate(id, { otp, oathResync: true }),
    prove: async (id, otp) => {
      const { body } = await bench.initiate({ user: { id: kim.id }, selectedDevice: { id } });
      return bench.act(String(body.id), OTP_CHECK, { otp });
    },
    remove: (id) => call(`${bench.devicesUrl(kim.id)}/${id}`, { method: 'DELETE', token: worker }),
    status: (id) => device(id)?.status,
    failures: (id) => device(id)?.failures,
    startOfStep: () => {
      sandbox.clock.set(Math.ceil(Date.now() / 60_000) * 60_000 + 1_000);
    },
  };
  return tokenBench;
}
