import type { DeskError } from '../../shared/errors';
import type { DeviceList, DeviceView, Preflight, TokenView } from '../../shared/ipc/views';
import type { KioskStage, KioskView } from '../../shared/kiosk/view';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aKioskPerson,
  anOperator,
  aPairing,
  aShift,
  describeScreen,
  pairedEmail,
  readyKiosk,
  signedIn,
} from '../fakes/views';

const minute = 60_000;
const show = (views: InitialViews): FakeBridge => createFakeBridge(views);

const desktop = (change: Partial<DeviceView> = {}): DeviceView =>
  aDevice({
    type: 'PINGID_DESKTOP_GEN2',
    nickname: 'Workstation MAC-0417',
    target: null,
    description: 'macOS 15.7.3',
    may: ['replace'],
    ...change,
  });
const workstation = (
  state: DeviceList['workstation'],
  preflight: Preflight['findings'] = [],
): FakeBridge =>
  show({
    devices: aDeviceList({
      workstation: state,
      devices: [
        aDevice({ type: 'SMS', nickname: 'Work phone', isDefault: true }),
        ...(state === 'paired' || state === 'hereNotThere' ? [desktop()] : []),
      ],
    }),
    preflight: { findings: preflight },
  });
const stops = (error: DeskError, command: string | null = null) => ({
  error,
  stops: true,
  command,
});
const warns = (error: DeskError, command: string | null = null) => ({
  error,
  stops: false,
  command,
});
const listener = "ss -ltnp 'sport = :9410'";
const proxies = warns({ code: 'proxyConfigured', names: ['HTTPS_PROXY', 'ALL_PROXY'] });

const types = ['SMS', 'EMAIL', 'TOTP', 'OATH_TOKEN', 'FIDO2', 'MOBILE', 'VOICE', 'HOLOGRAM'];
const fiftyDevices = (now: number): DeviceView[] =>
  Array.from({ length: 50 }, (_, index) =>
    aDevice({
      type: types[index % types.length] ?? 'SMS',
      nickname: `Device ${String(index + 1)}`,
      target: `+1 512 555 ${String(index).padStart(4, '0')}`,
      isDefault: index === 0,
      locked: index % 10 === 3,
      lockedUntil: index % 10 === 3 ? now + (index + 1) * minute : null,
      blocked: index % 10 === 7,
      proof: index % 3 === 0 ? { at: now - index * minute, reference: 'r1' } : null,
      may: ['replace'],
    }),
  );

const operators: DeviceView['may'] = ['replace', 'block'];
const servedDevices = (now: number): DeviceView[] => [
  aDevice({
    type: 'MOBILE',
    nickname: 'Pixel of Kim',
    target: null,
    description: 'Android 15',
    isDefault: true,
    may: [...operators, 'requestLogs'],
  }),
  aDevice({
    nickname: 'Office mail',
    locked: true,
    lockedUntil: now + 14 * minute,
    may: [...operators, 'unlock'],
  }),
  aDevice({ type: 'SMS', nickname: 'Old phone', blocked: true, may: ['replace', 'unblock'] }),
  aDevice({ type: 'HOLOGRAM', nickname: 'Strange', target: null, canProve: false, may: operators }),
];

const kim = aKioskPerson({
  name: 'Kim Novak',
  username: 'knovak',
  email: 'kim.novak@example.org',
});
const serving: KioskStage = {
  name: 'serving',
  person: kim,
  identifiedBy: 'badge',
  handOver: null,
};
const kiosk = (
  stage: KioskStage,
  views: InitialViews = {},
  change: Partial<KioskView> = {},
): FakeBridge =>
  createFakeBridge({
    configuration: readyKiosk,
    session: { ...signedIn, person: anOperator },
    kiosk: aShift(stage, change),
    ...views,
  });

export const someTokens: readonly TokenView[] = [
  {
    id: 'e0000000-0000-4000-8000-000000000001',
    serialNumber: '23AB009',
    tokenType: 'TOTP',
    length: 6,
    period: 30,
    drift: 12,
    boundTo: { userId: kim.id, name: 'Kim Novak' },
  },
  {
    id: 'e0000000-0000-4000-8000-000000000002',
    serialNumber: '23AB010',
    tokenType: 'HOTP',
    length: 8,
    period: null,
    drift: null,
    boundTo: null,
  },
  {
    id: 'e0000000-0000-4000-8000-000000000003',
    serialNumber: '23AB011',
    tokenType: null,
    length: null,
    period: null,
    drift: null,
    boundTo: { userId: 'b', name: null },
  },
];
const tokens = (views: InitialViews = {}, change: Partial<KioskView> = {}): FakeBridge =>
  kiosk(
    { name: 'finding', cleaned: null },
    {
      tokens: () => ({ tokens: [...someTokens], more: true }),
      resync: () => ({ state: 'resynced', token: someTokens[0] ?? null }),
      ...views,
    },
    change,
  );
const refusing = (fake: FakeBridge, name: string, error: DeskError): FakeBridge => {
  fake.refuse(name, error);
  return fake;
};

/** The life of a device, the workstation, and the tokens of administrators. */
export const lifeScreens: Record<string, (now: number) => FakeBridge> = {
  'devices-fifty': (now) => show({ devices: aDeviceList({ devices: fiftyDevices(now) }) }),
  'devices-list-changed': () => {
    const devices = [
      aDevice({ type: 'SMS', nickname: 'Work phone', isDefault: true, may: ['replace'] }),
      aDevice({ nickname: 'Office mail', may: ['replace'] }),
      aDevice({ type: 'OATH_TOKEN', nickname: 'Token on my keys', target: '23AB009' }),
    ];
    return refusing(show({ devices: aDeviceList({ devices }) }), 'devices.reorder', {
      code: 'listChanged',
    });
  },
  'workstation-silent': () => workstation('agentSilent'),
  'workstation-not-configured': () => workstation('notConfigured'),
  'workstation-paired': () => workstation('paired'),
  'workstation-there-not-here': () => workstation('thereNotHere'),
  'workstation-here-not-there': () => workstation('hereNotThere'),
  'repair-stopped': () =>
    workstation('agentSilent', [
      stops({ code: 'agentNotRunning', port: 9410 }, 'systemctl --user start pingid-desktop'),
      stops({ code: 'relyingPartyMissing' }),
      proxies,
    ]),
  'repair-other-program': () =>
    workstation('notPaired', [stops({ code: 'agentOtherUser', port: 9410 }, listener)]),
  'repair-warnings': () => workstation('notPaired', [proxies, warns({ code: 'remoteSession' })]),
  'repair-failed': () =>
    refusing(workstation('notPaired'), 'workstation.preflight', { code: 'unexpected' }),
  'repair-looking': () => {
    const fake = workstation('notPaired');
    fake.hold('workstation.preflight');
    return fake;
  },
  'failed-desktop': () =>
    show({
      pairing: aPairing(
        { kind: 'failed', error: { code: 'agentNotRunning', port: 9410 }, left: 'nothing' },
        { type: 'PINGID_DESKTOP_GEN2', target: null, position: 2, allowed: ['retry', 'back'] },
      ),
      preflight: {
        findings: [
          stops({ code: 'agentNotRunning', port: 9410 }, 'systemctl --user start pingid-desktop'),
          proxies,
        ],
      },
    }),
  'describe-desktop-check': () =>
    show({
      pairing: aPairing(describeScreen({ type: 'PINGID_DESKTOP_GEN2' }), {
        type: 'PINGID_DESKTOP_GEN2',
        target: null,
        position: 1,
        allowed: ['describe', 'back', 'leave'],
      }),
      preflight: { findings: [proxies] },
    }),
  'kiosk-person-life': (now) =>
    kiosk(serving, { devices: aDeviceList({ devices: servedDevices(now) }) }),
  'kiosk-proven-replaced': (now) =>
    kiosk(serving, {
      pairing: aPairing(
        {
          kind: 'done',
          device: { ...pairedEmail, type: 'SMS', target: '+1 512 555 0123', nickname: 'New phone' },
          verdict: {
            kind: 'proven',
            at: now,
            authenticationId: 'a1',
            reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55',
          },
        },
        {
          type: 'SMS',
          position: 4,
          allowed: [],
          replaces: { deviceId: 'd-old', type: 'SMS', name: 'Old phone' },
        },
      ),
    }),
  'kiosk-tokens': () => tokens(),
  'kiosk-tokens-no-right': () => tokens({}, { missingRights: ['resyncTokens'] }),
  'kiosk-tokens-none': () => tokens({ tokens: () => ({ tokens: [], more: false }) }),
  'kiosk-tokens-failed': () => refusing(tokens(), 'tokens.find', { code: 'offline' }),
  'kiosk-tokens-one-more': () => tokens({ resync: () => ({ state: 'oneMore' }) }),
  'kiosk-tokens-wrong': () =>
    refusing(tokens(), 'tokens.resync', { code: 'codesNotConsecutive', reference: 'c7a9-0417' }),
};
