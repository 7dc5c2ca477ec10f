import { deviceTypes, type DeviceType } from '../../shared/devices/catalog';
import type { Habits } from './desk/visit';
import type { Stage } from './desk/stage';

/** Something that a person does at the desk, from signing in to the end. */
export interface Flow {
  /** an operator's desk, where the person is served */
  readonly kiosk?: true;
  /** how many devices of each type the person wants to have in the end; of a type that is not named they want none */
  readonly wants: Readonly<Partial<Record<DeviceType, number>>>;
  walk(stage: Stage): Promise<void>;
}

const pairing = (type: DeviceType, habits: Habits = {}): Flow => ({
  wants: { [type]: 1 },
  walk: (stage) => stage.pairs(type, habits),
});

const leaving = (type: DeviceType, at: 'code' | 'app' | 'token' | 'pairingKey'): Flow => ({
  wants: {},
  walk: (stage) => stage.pairs(type, { turns: { at, by: 'leave' } }),
});

const served = (type: DeviceType): Flow => ({
  kiosk: true,
  wants: { [type]: 1 },
  async walk(stage) {
    await stage.pairs(type);
    await stage.next();
  },
});

/** Longer than an access token lasts here, in milliseconds. */
const aWhile = 6 * 60_000;

const special = {
  'EMAIL, sent again': pairing('EMAIL', { resends: true }),
  'SMS, a wrong code first': pairing('SMS', { wrongFirst: true }),
  'TOTP, a wrong code first': pairing('TOTP', { wrongFirst: true }),
  'OATH_TOKEN, out of step': {
    wants: { OATH_TOKEN: 1 },
    walk: (stage) => stage.pairs('OATH_TOKEN', { serialNumber: stage.cast.tokenAdrift }),
  },
  'EMAIL, left': leaving('EMAIL', 'code'),
  'TOTP, left': leaving('TOTP', 'app'),
  'MOBILE, left': leaving('MOBILE', 'pairingKey'),
  'TOTP, another method': {
    wants: { EMAIL: 1 },
    walk: (stage) => stage.pairs('TOTP', { turns: { at: 'app', by: 'back' }, instead: 'EMAIL' }),
  },
  'MOBILE, another method': {
    wants: { SMS: 1 },
    walk: (stage) =>
      stage.pairs('MOBILE', { turns: { at: 'pairingKey', by: 'back' }, instead: 'SMS' }),
  },
  'proven again': {
    wants: { FIDO2: 1 },
    async walk(stage) {
      await stage.pairs('FIDO2');
      await stage.proves('FIDO2');
    },
  },
  'renamed, put first, removed': {
    wants: { SMS: 1 },
    async walk(stage) {
      await stage.pairs('EMAIL');
      await stage.pairs('SMS');
      await stage.renames('SMS', 'My phone');
      await stage.putsFirst('SMS');
      await stage.removes('EMAIL');
    },
  },
  replaced: {
    wants: { EMAIL: 1 },
    async walk(stage) {
      await stage.pairs('TOTP');
      await stage.replaces('TOTP', 'EMAIL');
    },
  },
  'tokens that expire': {
    wants: { EMAIL: 1 },
    async walk(stage) {
      await stage.person.advances(aWhile);
      await stage.pairs('EMAIL');
      await stage.person.advances(aWhile);
      await stage.proves('EMAIL');
    },
  },
  'signed out': {
    wants: { SMS: 1 },
    async walk(stage) {
      await stage.pairs('SMS');
      await stage.signsOut();
    },
  },
  'served: SMS': served('SMS'),
  'served: PINGID_DESKTOP_GEN2': served('PINGID_DESKTOP_GEN2'),
  'served: FIDO2, undone': {
    kiosk: true,
    wants: {},
    async walk(stage) {
      await stage.pairs('FIDO2');
      await stage.undoes();
      await stage.next();
    },
  },
  'served: TOTP, gone in the middle': {
    kiosk: true,
    wants: {},
    async walk(stage) {
      await stage.pairs('TOTP', { turns: { at: 'app', by: 'next' } });
      await stage.next();
    },
  },
  'served: MOBILE, gone in the middle': {
    kiosk: true,
    wants: {},
    async walk(stage) {
      await stage.pairs('MOBILE', { turns: { at: 'pairingKey', by: 'next' } });
      await stage.next();
    },
  },
} satisfies Record<string, Flow>;

type Special = keyof typeof special;
export type FlowName = DeviceType | Special;

export const flows: Readonly<Record<FlowName, Flow>> = {
  ...(Object.fromEntries(deviceTypes.map((type) => [type, pairing(type)])) as Record<
    DeviceType,
    Flow
  >),
  ...special,
};

export const flowNames = Object.keys(flows) as FlowName[];
