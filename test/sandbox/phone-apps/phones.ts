import type { Clock } from '../clock';
import type { Device } from '../devices/device';
import { codeAt, stepAt, untilNextStep } from '../devices/otp';
import { createTotpKeys } from '../devices/totp-keys';
import { objectAt } from '../json';
import type { Push, PushAnswer, Pushes } from './pushes';

/** What becomes of a push: answered at once, asked about, or neither seen nor answered. */
export const PHONE_MODES = ['approve', 'reject', 'ignore', 'ask'] as const;
export type PhoneMode = (typeof PHONE_MODES)[number];

/** The app on a phone, as the one device of type MOBILE that it is. */
export interface PhoneApp {
  readonly deviceId: string;
  readonly userId: string;
  readonly model: string;
  /** Holds for pushes that arrive from then on, except that `ignore` hides all of them. */
  mode: PhoneMode;
  /** Whether the phone takes pushes; where it does not, it is asked for its code. */
  push: 'enabled' | 'disabled';
  /** Whether the app makes codes. */
  otp: 'enabled' | 'disabled';
  /** Those that wait for an answer, oldest first. */
  readonly pushes: Push[];
  /** Answers the oldest push, or the one of this id. Throws where none waits. */
  answer(answer: PushAnswer, id?: string): void;
  /** What the app shows now. */
  code(): string;
  /** Milliseconds until it shows another one. */
  readonly validForMs: number;
}

/** Every MOBILE device has its phone, those of a seed too. */
export interface Phones {
  of(device: Device): PhoneApp;
  /** Whether it is the code of this time step or of one beside it. Uses it up. */
  accepts(device: Device, code: string): boolean;
  forget(device: Device): void;
}

/** Seconds, and steps each way. */
const PERIOD = 30;
const GRACE = 1;

export function createPhones(clock: Clock, pushes: Pushes): Phones {
  const phones = new Map<string, PhoneApp>();
  const keys = createTotpKeys(clock, {
    totpKey: { digits: 6, period: PERIOD, algorithm: 'SHA1' },
  });
  const keyOf = ({ id }: Device) => keys.find(id) ?? keys.create(id, 'PingOne Sandbox', id);

  function newPhone(device: Device): PhoneApp {
    const { name } = objectAt(device.attributes, 'model');
    const waiting = () => (phone.mode === 'ignore' ? [] : pushes.waiting(device));
    const phone: PhoneApp = {
      deviceId: device.id,
      userId: device.userId,
      model: typeof name === 'string' ? name : 'Phone',
      mode: 'ask',
      push: 'enabled',
      otp: 'enabled',
      get pushes() {
        return waiting();
      },
      answer: (answer, id) => {
        const push = waiting().find((one) => id === undefined || one.id === id);
        if (!push) throw new RangeError('no push waits on this phone');
        pushes.answer(push.id, answer);
      },
      code: () => codeAt(keyOf(device), stepAt(clock.now(), PERIOD)),
      get validForMs() {
        return untilNextStep(clock.now(), PERIOD);
      },
    };
    return phone;
  }

  return {
    of: (device) => {
      const phone = phones.get(device.id) ?? newPhone(device);
      phones.set(device.id, phone);
      return phone;
    },
    accepts: (device, code) => keys.take(keyOf(device), code, GRACE),
    forget: ({ id }) => {
      phones.delete(id);
      keys.forget(id);
    },
  };
}
