import type { Device } from '../devices/device';
import type { PairingKeyClaim, PhoneFacts } from '../devices/pairing-key-claim';
import type { PhoneApp, Phones } from './phones';

/** The phones of everybody, and the app on them. */
export interface PhoneApps {
  /**
   * Scans a pairing code, or types it, blanks or none: the device that this makes is active. A code that is wrong or
   * dead is an error, and changes nothing.
   */
  claim(code: string, phone?: Partial<PhoneFacts>): PhoneApp;
  /** The next claim of a living key fails with this `error.code`: an error here, `FAILED` there. */
  failNextClaim(errorCode: string): void;
  /** One for each MOBILE device that exists, oldest first. */
  list(): PhoneApp[];
  /** Throws where there is none. */
  find(deviceId: string): PhoneApp;
}

export interface PhoneAppsDependencies {
  claims: PairingKeyClaim;
  phones: Phones;
  /** Every device of every user. */
  devices: () => Device[];
}

const USUAL: PhoneFacts = { model: 'Pixel 9', os: { type: 'ANDROID', version: '16' } };

export function createPhoneApps({ claims, phones, devices }: PhoneAppsDependencies): PhoneApps {
  const list = () =>
    devices()
      .filter(({ type }) => type === 'MOBILE')
      .map((device) => phones.of(device));
  return {
    claim: (code, phone = {}) =>
      phones.of(claims.claim(code.replace(/\s/g, ''), { ...USUAL, ...phone })),
    failNextClaim: (errorCode) => claims.failNext(errorCode),
    list,
    find: (deviceId) => {
      const phone = list().find((one) => one.deviceId === deviceId);
      if (!phone) throw new RangeError(`there is no phone app for device ${deviceId}`);
      return phone;
    },
  };
}
