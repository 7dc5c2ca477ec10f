import type { Clock } from '../clock';
import { keyOf } from '../devices/oath-tokens';
import { codeAt, stepAt, untilNextStep } from '../devices/otp';
import type { SeedOathToken } from '../seed-tokens';

/** A token in somebody's hand. The fields of the seed say how it was at the start. */
export interface HardwareToken extends Readonly<SeedOathToken> {
  /** HOTP: the next code. TOTP: the code that its own, drifted clock shows now. */
  readonly press: () => string;
  /** When it will show another code: milliseconds since the epoch, sandbox time. HOTP: when pressed. */
  readonly nextCodeAt: number | null;
}

export interface HardwareTokens {
  list(): HardwareToken[];
  /** Puts another one into somebody's hand. */
  add(seed: SeedOathToken): void;
  /** Throws where there is none. */
  find: (serialNumber: string) => HardwareToken;
}

/**
 * The things themselves, paired or not. They share nothing with the server but their secret: a token
 * pressed in vain is ahead from then on.
 */
export function createHardwareTokens(
  seeds: readonly SeedOathToken[],
  clock: Clock,
): HardwareTokens {
  const tokens = seeds.map((seed) => createHardwareToken(seed, clock));
  return {
    list: () => [...tokens],
    add: (seed) => {
      tokens.push(createHardwareToken(seed, clock));
    },
    find: (serialNumber) => {
      const token = tokens.find((one) => one.serialNumber === serialNumber);
      if (!token) throw new RangeError(`there is no token ${serialNumber}`);
      return token;
    },
  };
}

function createHardwareToken(seed: SeedOathToken, clock: Clock): HardwareToken {
  const { type, timeStep, drift } = seed;
  const key = keyOf(seed);
  let counter = seed.counter + drift;
  return {
    ...seed,
    press: () => {
      if (type === 'TOTP') return codeAt(key, stepAt(clock.now(), timeStep) + drift);
      counter += 1;
      return codeAt(key, counter - 1);
    },
    get nextCodeAt() {
      return type === 'TOTP' ? clock.now() + untilNextStep(clock.now(), timeStep) : null;
    },
  };
}
