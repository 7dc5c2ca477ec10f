import type { DeskError } from '../../shared/errors';
import type { DeviceList, DeviceView, SignInProgress, SignInWay } from '../../shared/ipc/views';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import { aPhoneCode } from '../fakes/phone-code';
import { aDevice, aDeviceList, aJournal, ready, readyKiosk, signedIn } from '../fakes/views';
import { diagnosticsScreens } from './diagnostics-screens';
import { endScreens } from './end-screens';
import { journalScreens } from './journal-screens';
import { keyScreens } from './key-screens';
import { kioskScreens } from './kiosk-screens';
import { methodScreens } from './method-screens';
import { lifeScreens } from './life-screens';
import { pairingScreens } from './pairing-screens';
import { phoneScreens } from './phone-screens';

type Build = (now: number) => FakeBridge;

const minute = 60_000;
const day = 24 * 60 * minute;

const show = (views: InitialViews): FakeBridge => createFakeBridge(views);
/** The second reading of the list brings another one. */
const changing = (first: DeviceList, second: DeviceList): FakeBridge => {
  const fake = show({ devices: first });
  const { list } = fake.bridge.devices;
  const reading = async () => {
    const result = await list();
    fake.setDevices(second);
    return result;
  };
  const bridge = { ...fake.bridge, devices: { ...fake.bridge.devices, list: reading } };
  return { ...fake, bridge };
};
const devicesOfAllSorts = (now: number): DeviceView[] => [
  aDevice({
    type: 'VOICE',
    nickname: 'Work phone',
    target: '+1 512 555 0123',
    extension: '42',
    isDefault: true,
    createdAt: now - 40 * day,
    updatedAt: now - 3 * day,
    proof: { at: now - minute, reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55' },
  }),
  aDevice({
    type: 'OATH_TOKEN',
    nickname: 'Token on my keys',
    target: '23AB009',
    tokenType: 'HOTP',
    createdAt: now - 400 * day,
  }),
  aDevice({
    nickname: 'Locked mail',
    locked: true,
    blocked: true,
    lockedUntil: now + 14 * minute,
    createdAt: now - day,
  }),
  aDevice({ type: 'HOLOGRAM', nickname: 'From the future', target: null, canProve: false }),
  aDevice({
    type: 'SMS',
    nickname: 'New phone',
    target: '+1 512 555 0199',
    status: 'pending',
    canFinish: true,
    canProve: false,
    createdAt: now - 90 * minute,
  }),
  aDevice({
    type: 'TOTP',
    nickname: 'App on my phone',
    target: null,
    status: 'pending',
    canProve: false,
    createdAt: now - 2 * day,
  }),
];
const signedOut = (reason: DeskError | null): FakeBridge =>
  show({ session: { state: 'signedOut', reason, ways: ['browser'] } });
const kioskSignedOut = (
  reason: DeskError | null,
  ways: SignInWay[] = ['browser', 'phone'],
): FakeBridge => show({ configuration: readyKiosk, session: { state: 'signedOut', reason, ways } });
const kioskSigningIn = (progress: SignInProgress): FakeBridge =>
  show({ configuration: readyKiosk, session: { state: 'signingIn', ...progress } });
const unread = (error: DeskError): FakeBridge => {
  const fake = show({});
  fake.refuse('devices.list', error);
  return fake;
};
/** Every state that a window can be in, by name. */
export const screens: Record<string, Build> = {
  'first-run': () =>
    show({ configuration: { state: 'missing' }, session: { state: 'unconfigured' } }),
  'invalid-user': () =>
    show({
      configuration: {
        state: 'invalid',
        source: 'user',
        editable: true,
        problems: [{ key: '', problem: 'notJson', found: 'string', source: 'user' }],
      },
    }),
  'invalid-machine': () =>
    show({
      configuration: {
        state: 'invalid',
        source: 'machine',
        editable: false,
        problems: [
          { key: 'environmentId', problem: 'missing', found: 'undefined', source: 'machine' },
          { key: 'desktopAgentPort', problem: 'wrongType', found: 'string', source: 'machine' },
          {
            key: 'relyingParty',
            problem: 'originNotUnderRelyingParty',
            found: 'object',
            source: 'machine',
          },
          { key: 'enviromentId', problem: 'unknown', found: 'string', source: 'machine' },
        ],
      },
    }),
  settings: () => show({}),
  'settings-fixed': () => show({ configuration: { ...ready, source: 'machine', editable: false } }),
  restoring: () => show({ session: { state: 'restoring' } }),
  'sign-in': () => signedOut(null),
  'sign-in-cancelled': () => signedOut({ code: 'signInCancelled' }),
  'sign-in-port-taken': () => signedOut({ code: 'redirectPortTaken', port: 47821 }),
  'sign-in-refused': () =>
    signedOut({ code: 'signInRefused', reason: 'access_denied', reference: 'c7a9-0417' }),
  'sign-in-delete-failed': () => signedOut({ code: 'keychainDeleteFailed' }),
  'signing-in': (now) =>
    show({
      session: { state: 'signingIn', phase: 'waiting', deadline: now + 4.7 * minute, phone: null },
    }),
  'signing-in-finishing': (now) =>
    show({
      session: { state: 'signingIn', phase: 'finishing', deadline: now + 4 * minute, phone: null },
    }),
  'sign-in-kiosk': () => kioskSignedOut(null),
  'sign-in-kiosk-browser': () => kioskSignedOut(null, ['browser']),
  'sign-in-kiosk-refused': () => kioskSignedOut({ code: 'phoneSignInOff' }),
  'signing-in-phone': (now) =>
    kioskSigningIn({ phase: 'waiting', deadline: now + 9.4 * minute, phone: aPhoneCode }),
  'signing-in-phone-finishing': (now) =>
    kioskSigningIn({ phase: 'finishing', deadline: now + 9 * minute, phone: aPhoneCode }),
  'signing-out': () => show({ session: { state: 'signingOut' } }),
  'start-failed': () => {
    const fake = show({});
    fake.refuse('session.read', { code: 'unexpected', reference: 'R-20261121-7' });
    return fake;
  },
  devices: (now) =>
    show({
      devices: aDeviceList({
        workstation: 'notPaired',
        devices: [
          aDevice({
            type: 'SMS',
            nickname: 'Work phone',
            target: '+1 ••• ••• 0123',
            isDefault: true,
            proof: { at: now - minute, reference: 'r1' },
          }),
          aDevice({
            type: 'FIDO2',
            nickname: 'Blue YubiKey ··4821',
            target: null,
            description: 'YubiKey 5C',
            proof: { at: now - 9 * day, reference: 'r2' },
          }),
          aDevice({ type: 'OATH_TOKEN', nickname: null, target: 'Token 23AB009' }),
          aDevice({ status: 'pending', canFinish: true, createdAt: now - 90 * minute }),
        ],
      }),
    }),
  'devices-strange': (now) =>
    show({
      session: { ...signedIn, keychain: 'locked', missingScopes: ['p1:delete:device'] },
      journal: aJournal({
        notices: [
          { id: '1', notice: { kind: 'removedLeftover', type: 'PINGID_DESKTOP_GEN2' } },
          { id: '2', notice: { kind: 'undecided', type: 'HOLOGRAM' } },
        ],
      }),
      devices: aDeviceList({
        workstation: 'agentSilent',
        devices: [
          aDevice({ type: 'HOLOGRAM', target: null, status: 'other' }),
          aDevice({ nickname: 'Blocked one', blocked: true }),
          aDevice({ nickname: 'Locked one', locked: true, lockedUntil: now + 14 * minute }),
          aDevice({
            nickname: 'AnExtraordinarilyLongNicknameWithoutASingleSpaceThatSomebodyHasTyped'.repeat(
              2,
            ),
            isDefault: true,
            locked: true,
          }),
        ],
      }),
    }),
  'devices-all-sorts': (now) => show({ devices: aDeviceList({ devices: devicesOfAllSorts(now) }) }),
  'devices-no-default': () =>
    show({
      devices: aDeviceList({
        devices: [
          aDevice({ type: 'SMS', nickname: 'Work phone', target: '+1 512 555 0123' }),
          aDevice({ nickname: 'Mail' }),
        ],
      }),
    }),
  'devices-clock': () => show({ devices: aDeviceList({ clockError: 7 * minute }) }),
  'devices-elsewhere': (now) => {
    const devices = devicesOfAllSorts(now);
    const [, token, mail, ...others] = devices as [DeviceView, DeviceView, DeviceView];
    return changing(
      aDeviceList({ devices }),
      aDeviceList({
        devices: [{ ...token, isDefault: true }, { ...mail, nickname: 'Office mail' }, ...others],
      }),
    );
  },
  'devices-empty': () => show({ devices: aDeviceList({ devices: [] }) }),
  'devices-reading': () => {
    const fake = show({});
    fake.hold('devices.list');
    return fake;
  },
  'devices-error': () => unread({ code: 'serverError', status: 503, reference: 'c7a9-0417' }),
  'devices-offline': () => unread({ code: 'offline' }),
  ...diagnosticsScreens,
  ...journalScreens,
  ...lifeScreens,
  ...pairingScreens,
  ...methodScreens,
  ...keyScreens,
  ...phoneScreens,
  ...endScreens,
  ...kioskScreens,
};
