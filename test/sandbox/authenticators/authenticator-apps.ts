import type { Clock } from '../clock';
import type { Device } from '../devices/device';
import { codeAt, stepAt, untilNextStep, type Algorithm } from '../devices/otp';
import type { TotpKey, TotpKeys } from '../devices/totp-keys';

/** The entry of one TOTP device in an authenticator app. */
export interface AuthenticatorApp {
  deviceId: string;
  userId: string;
  issuer: string;
  /** The username. */
  account: string;
  digits: number;
  /** Seconds. */
  period: number;
  algorithm: Algorithm;
  code: string;
  validForMs: number;
}

/** As if each key had been scanned the moment it was made. */
export interface AuthenticatorApps {
  /** One for each TOTP device that exists, pending or active, oldest first. */
  list(): AuthenticatorApp[];
  /** The code that the app shows now. Throws where there is no such device. */
  code(deviceId: string): string;
}

export interface AuthenticatorAppsDependencies {
  clock: Clock;
  keys: Pick<TotpKeys, 'find'>;
  /** Every device of every user. */
  devices: () => Device[];
}

export function createAuthenticatorApps(
  dependencies: AuthenticatorAppsDependencies,
): AuthenticatorApps {
  const { clock, keys, devices } = dependencies;

  function entry(device: Device, key: TotpKey): AuthenticatorApp {
    const { digits, period, algorithm, issuer, account } = key;
    return {
      deviceId: device.id,
      userId: device.userId,
      issuer,
      account,
      digits,
      period,
      algorithm,
      code: codeAt(key, stepAt(clock.now(), period)),
      validForMs: untilNextStep(clock.now(), period),
    };
  }
  const list = () =>
    devices().flatMap((device) => {
      const key = keys.find(device.id);
      return key ? [entry(device, key)] : [];
    });

  return {
    list,
    code: (deviceId) => {
      const app = list().find((one) => one.deviceId === deviceId);
      if (!app) throw new RangeError(`there is no authenticator app for device ${deviceId}`);
      return app.code;
    },
  };
}
