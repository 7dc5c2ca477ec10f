import type { DeviceType } from '../../shared/devices/catalog';
import { deviceTypes } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, chooseScreen } from '../fakes/views';

type Method = ScreenOf<'choose'>['methods'][number];

const cap: DeskError = { code: 'deviceCapReached', limit: 5 };
const oldPhone = aDevice({ type: 'SMS', nickname: 'Old phone', target: '+1 512 555 0123' });
/** What the new device shall take the place of. */
export const oldOne: NonNullable<PairingView['replaces']> = {
  deviceId: oldPhone.id,
  type: oldPhone.type,
  name: oldPhone.nickname,
};
export const withOldOne = aDeviceList({ devices: [oldPhone, aDevice({ isDefault: true })] });

const choose = (
  change: (type: DeviceType) => Partial<Method>,
  others: Partial<PairingView> = {},
  views: InitialViews = {},
): FakeBridge =>
  createFakeBridge({
    ...views,
    pairing: aPairing(
      chooseScreen({
        methods: deviceTypes.map((type) => ({
          type,
          unavailable: null,
          hint: null,
          ...change(type),
        })),
      }),
      { type: null, target: null, position: 0, allowed: ['choose', 'leave'], ...others },
    ),
  });

const reasons: Partial<Record<DeviceType, DeskError>> = {
  FIDO2: { code: 'selfServiceMissing' },
  MOBILE: { code: 'scopeMissing', scopes: ['p1:create:pairingKey'] },
  TOTP: { code: 'pairingOff' },
  OATH_TOKEN: { code: 'methodNotAllowed' },
  SMS: { code: 'methodOff' },
  WHATSAPP: { code: 'tooManyPending', limit: 50 },
};
const hints: Partial<Record<DeviceType, DeskError>> = {
  PINGID_DESKTOP_GEN2: { code: 'agentNotRunning', port: 9410 },
  VOICE: { code: 'extensionsOff' },
};

/** The methods, and what stands against them. */
export const methodScreens: Record<string, () => FakeBridge> = {
  choose: () => choose(() => ({})),
  'choose-reasons': () =>
    choose((type) => ({ unavailable: reasons[type] ?? null, hint: hints[type] ?? null })),
  'choose-unknown': () => choose(() => ({ hint: { code: 'policyUnknown' } })),
  'choose-replaces': () => choose(() => ({}), { replaces: oldOne }, { devices: withOldOne }),
  'choose-full': () => choose(() => ({ unavailable: cap })),
  'choose-full-replaces': () =>
    choose(() => ({ unavailable: cap }), { replaces: oldOne }, { devices: withOldOne }),
};
