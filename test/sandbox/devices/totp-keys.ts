import type { Clock } from '../clock';
import type { Switches } from '../switches';
import { base32, newSecretHex, positionsOf, stepAt, type OtpKey } from './otp';

/** The key that a TOTP device and its authenticator app share. */
export interface TotpKey extends OtpKey {
  readonly deviceId: string;
  /** Seconds. */
  readonly period: number;
  readonly issuer: string;
  /** The username. */
  readonly account: string;
  readonly createdAt: number;
}

export interface TotpKeys {
  create(deviceId: string, issuer: string, account: string): TotpKey;
  find(deviceId: string): TotpKey | undefined;
  forget(deviceId: string): void;
  /**
   * Whether this is the code of a time step up to `grace` steps from now. Uses it up: neither it nor
   * an earlier one is right again, whether for activation or for authentication.
   */
  take(key: TotpKey, code: string, grace: number): boolean;
}

export function createTotpKeys(clock: Clock, switches: Pick<Switches, 'totpKey'>): TotpKeys {
  const keys = new Map<string, TotpKey>();
  const lastSteps = new Map<string, number>();
  return {
    create: (deviceId, issuer, account) => {
      const secretHex = newSecretHex();
      const createdAt = clock.now();
      const key = { ...switches.totpKey, deviceId, secretHex, issuer, account, createdAt };
      keys.set(deviceId, key);
      return key;
    },
    find: (deviceId) => keys.get(deviceId),
    forget: (deviceId) => {
      keys.delete(deviceId);
      lastSteps.delete(deviceId);
    },
    take: (key, code, grace) => {
      const step = stepAt(clock.now(), key.period);
      const first = Math.max(step - grace, (lastSteps.get(key.deviceId) ?? -1) + 1);
      const [found] = positionsOf(key, code, first, step + grace);
      if (found === undefined) return false;
      lastSteps.set(key.deviceId, found);
      return true;
    },
  };
}

export function secretOf({ secretHex }: TotpKey): string {
  return base32(secretHex);
}

/** `otpauth://totp/Issuer:account?secret=...`, with `uriParameters` of the policy as they are there. */
export function keyUriOf(key: TotpKey, uriParameters: Record<string, string>): string {
  const { issuer, account, digits, period, algorithm } = key;
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const parameters = { secret: secretOf(key), ...uriParameters, digits, period, algorithm };
  // Not URLSearchParams, which writes a space as a plus: apps would show the plus.
  const query = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `otpauth://totp/${label}?${query.join('&')}`;
}
