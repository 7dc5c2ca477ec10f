import type { Clock } from '../clock';
import { SINCE } from '../directory/user';
import { tokenId, type SeedOathToken } from '../seed-tokens';
import type { Device } from './device';
import type { DeviceStore } from './device-store';
import { codeAt, positionsOf, stepAt, type OtpKey } from './otp';

/**
 * [Note: how far a token may be off] Counters (HOTP) or time steps (TOTP) from the one that the
 * server expects. Near: the code is right. Far: only a resync can help. Beyond: it is a wrong code.
 */
const NEAR = { HOTP: [0, 3], TOTP: [-1, 1] } as const;
const FAR = { HOTP: [0, 100], TOTP: [-100, 100] } as const;

/** A position that a code came from, perhaps, and how far ahead of the server's clock that was. */
export interface Sighting {
  position: number;
  drift: number;
}

/** What PingOne knows of one token, whoever it is paired with. A used code is never right again. */
export interface OathToken extends Readonly<
  Pick<SeedOathToken, 'serialNumber' | 'type' | 'otpLength' | 'timeStep' | 'algorithm'>
> {
  readonly id: string;
  /** The counter that comes next. HOTP only. */
  readonly counter: number;
  /** Time steps that the token turned out to be ahead. TOTP only. */
  readonly drift: number;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Whether the code is near enough; uses it up. */
  accept(code: string): boolean;
  /** Where else it may come from, for a resync. */
  sight(code: string): Sighting[];
  /** The sighting one further on, if this is its code. */
  follow(before: Sighting, code: string): Sighting[];
  /** Takes a sighting for the truth: the token is in sync, and its code used up. */
  settle(sighting: Sighting): void;
}

export interface OathTokens {
  find(serialNumber: unknown): OathToken | undefined;
  all(): OathToken[];
  add(seed: SeedOathToken): OathToken;
}

export function createOathTokens(seeds: readonly SeedOathToken[], clock: Clock): OathTokens {
  const tokens = seeds.map((seed) => createOathToken(seed, clock, SINCE));
  return {
    find: (serial) => tokens.find(({ serialNumber }) => serialNumber === serial),
    all: () => [...tokens],
    add: (seed) => {
      const token = createOathToken(seed, clock, clock.now());
      tokens.push(token);
      return token;
    },
  };
}

/** Devices, pending or active, that the token is paired as: there is never more than one. */
export function bindingsOf(store: Pick<DeviceStore, 'all'>, serialNumber: string): Device[] {
  return store
    .all()
    .filter((one) => one.type === 'OATH_TOKEN' && one.attributes.serialNumber === serialNumber);
}

function createOathToken(seed: SeedOathToken, clock: Clock, createdAt: number): OathToken {
  const { serialNumber, type, otpLength, timeStep, algorithm } = seed;
  const key = keyOf(seed);
  /** The last counter or time step whose code was accepted. */
  let last = seed.counter - 1;
  let drift = 0;
  let updatedAt = createdAt;

  const now = () => stepAt(clock.now(), timeStep);
  const expected = () => (type === 'HOTP' ? last + 1 : now() + drift);
  const within = ([from, to]: readonly [number, number], code: string) =>
    positionsOf(key, code, Math.max(expected() + from, last + 1), expected() + to);
  const sighted = (position: number): Sighting => ({ position, drift: position - now() });

  return {
    id: tokenId(serialNumber),
    serialNumber,
    type,
    otpLength,
    timeStep,
    algorithm,
    createdAt,
    get updatedAt() {
      return updatedAt;
    },
    get counter() {
      return last + 1;
    },
    get drift() {
      return drift;
    },
    accept: (code) => {
      const [found] = within(NEAR[type], code);
      if (found === undefined) return false;
      last = found;
      return true;
    },
    sight: (code) => within(FAR[type], code).map(sighted),
    follow: (before, code) => {
      const next = before.position + 1;
      if (codeAt(key, next) !== code) return [];
      // A code is typed late and never early: the greater of the two is nearer to the truth.
      return [{ position: next, drift: Math.max(before.drift, sighted(next).drift) }];
    },
    settle: (sighting) => {
      last = sighting.position;
      drift = sighting.drift;
      updatedAt = clock.now();
    },
  };
}

export function keyOf({ secretHex, otpLength, algorithm }: SeedOathToken): OtpKey {
  return { secretHex, digits: otpLength, algorithm };
}
