import type {
  AppKey,
  ConfigurationView,
  ConnectionReport,
  DeviceList,
  DeviceView,
  Diagnostics,
  PairingKey,
  SessionView,
} from '../../shared/ipc/views';
import type { JournalView } from '../../shared/ipc/journal-view';
import type { KioskPerson, KioskStage, KioskView } from '../../shared/kiosk/view';
import { rightActions, type Right } from '../../shared/kiosk/rights';
import { deviceTypes } from '../../shared/devices/catalog';
import { appKeyOf } from '../../electron/pairing/authenticator-key';
import { qrOf } from '../../electron/qr';
import {
  railSteps,
  type PairingView,
  type Screen,
  type ScreenOf,
} from '../../shared/pairing/screen';

/** Views that a main process could send, to start from in tests and in the gallery. */
export const environmentId = '7c2f1a34-5b6d-4e7f-8091-a2b3c4d5e6f7';
export const clientId = '0d1e2f30-4152-4637-8495-a6b7c8d9eafb';

export const ready: Extract<ConfigurationView, { state: 'ready' }> = {
  state: 'ready',
  source: 'user',
  editable: true,
  settings: {
    environmentId,
    clientId,
    region: 'eu',
    relyingParty: { id: 'example.org', origin: 'https://login.example.org' },
  },
};

export const signedIn: Extract<SessionView, { state: 'signedIn' }> = {
  state: 'signedIn',
  person: {
    id: 'a0000000-0000-4000-8000-000000000001',
    username: 'user01@example.org',
    name: null,
    email: 'user01@example.org',
  },
  keychain: 'saved',
  missingScopes: [],
  ways: ['browser'],
  again: null,
};

export const aReport: ConnectionReport = {
  issuer: `https://auth.pingone.eu/${environmentId}/as`,
  authHost: 'auth.pingone.eu',
  apiHost: 'api.pingone.eu',
};

export const someDiagnostics: Diagnostics = {
  id: 'preview-1',
  files: [
    { name: 'versions', text: 'Enrollment Desk: 0.1.0\nElectron: 45.4.1' },
    {
      name: 'configuration',
      text: `environmentId: ${environmentId} (this person's settings)\nregion: eu (this person's settings)`,
    },
    { name: 'session', text: 'Sign-in: signed in\nKeychain: saved' },
    { name: 'workstation', text: 'Port: 9410\nConnection to 127.0.0.1: taken' },
    { name: 'network', text: '[could not be collected within 8 s]' },
    { name: 'journal', text: 'Open changes: 0' },
    { name: 'files', text: 'settings.json: 0.2 KiB, changed 2026-03-02T09:00:00.000Z' },
    {
      name: 'log',
      text: Array.from(
        { length: 60 },
        (_line, index) =>
          `[2026-03-02T09:00:${String(index).padStart(2, '0')}.000Z] [info] pingone.answered {"status":200}`,
      ).join('\n'),
    },
  ],
};

let deviceCount = 0;
const deviceId = (): string =>
  `d0000000-0000-4000-8000-${String((deviceCount += 1)).padStart(12, '0')}`;

export const aDevice = (change: Partial<DeviceView> = {}): DeviceView => ({
  id: deviceId(),
  type: 'EMAIL',
  nickname: null,
  target: 'user01@example.org',
  description: null,
  status: 'active',
  blocked: false,
  locked: false,
  lockedUntil: null,
  isDefault: false,
  createdAt: null,
  canFinish: false,
  canProve: true,
  extension: null,
  tokenType: null,
  updatedAt: null,
  may: [],
  proof: null,
  ...change,
});

export const aDeviceList = (change: Partial<DeviceList> = {}): DeviceList => ({
  devices: [aDevice()],
  clockError: null,
  workstation: 'paired',
  ...change,
});

export const aJournal = (change: Partial<JournalView> = {}): JournalView => ({
  looking: false,
  open: [],
  notices: [],
  problem: null,
  unreadable: 0,
  ...change,
});

export const pairingId = 'p0000000-0000-4000-8000-000000000001';

/** A pairing that shows this screen; the rail fits unless it is given. */
export const aPairing = (
  screen: Screen,
  change: Partial<PairingView> & { position?: number } = {},
): PairingView => {
  const { position = 2, ...others } = change;
  return {
    id: pairingId,
    goal: 'pair',
    type: 'EMAIL',
    clockError: null,
    replaces: null,
    target: 'user01@example.org',
    rail: railSteps.map((step, index) => ({
      step,
      status: index < position ? 'done' : index === position ? 'now' : 'next',
    })),
    allowed: ['leave'],
    ...others,
    screen,
  };
};

export const codeScreen = (change: Partial<ScreenOf<'code'>> = {}): ScreenOf<'code'> => ({
  kind: 'code',
  purpose: 'activate',
  type: 'EMAIL',
  target: 'user01@example.org',
  length: 6,
  resendAt: 0,
  sentCount: 1,
  busy: null,
  leaving: false,
  problem: null,
  ...change,
});

export const appScreen = (change: Partial<ScreenOf<'app'>> = {}): ScreenOf<'app'> => ({
  kind: 'app',
  purpose: 'activate',
  length: 6,
  validUntil: Date.now() + 28 * 60_000,
  freshAt: null,
  busy: null,
  leaving: false,
  problem: null,
  ...change,
});

export const tokenScreen = (change: Partial<ScreenOf<'token'>> = {}): ScreenOf<'token'> => ({
  kind: 'token',
  purpose: 'activate',
  target: '23AB009',
  tokenType: 'TOTP',
  ask: 'first',
  round: 0,
  nextBy: null,
  length: null,
  busy: null,
  leaving: false,
  problem: null,
  ...change,
});

export const securityKeyScreen = (
  change: Partial<ScreenOf<'securityKey'>> = {},
): ScreenOf<'securityKey'> => ({
  kind: 'securityKey',
  purpose: 'activate',
  stage: 'asking',
  leaving: false,
  problem: null,
  ...change,
});

export const pairingKeyScreen = (
  change: Partial<ScreenOf<'pairingKey'>> = {},
): ScreenOf<'pairingKey'> => ({
  kind: 'pairingKey',
  validUntil: Date.now() + 9 * 60_000 + 30_000,
  leaving: false,
  ...change,
});

export const browserScreen = (change: Partial<ScreenOf<'browser'>> = {}): ScreenOf<'browser'> => ({
  kind: 'browser',
  host: 'account.example.org',
  stage: 'watching',
  ...change,
});

export const pushScreen = (change: Partial<ScreenOf<'push'>> = {}): ScreenOf<'push'> => ({
  kind: 'push',
  name: 'Phone of the office',
  sentAt: Date.now() - 5_000,
  deadline: Date.now() + 155_000,
  leaving: false,
  ...change,
});

export const chooseDeviceScreen = (
  change: Partial<ScreenOf<'chooseDevice'>> = {},
): ScreenOf<'chooseDevice'> => ({
  kind: 'chooseDevice',
  devices: [
    {
      id: deviceId(),
      type: 'MOBILE',
      nickname: 'Phone of the office',
      target: null,
      obstacle: null,
    },
    {
      id: deviceId(),
      type: 'SMS',
      nickname: null,
      target: '+1*******123',
      obstacle: null,
    },
  ],
  ...change,
});

/** As PingOne writes them in an environment with numeric keys. */
export const aPairingKey: PairingKey = {
  code: '019876543210',
  qr: qrOf('019876543210'),
};

/** The key of `otpauth://totp/Example:user01%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example`. */
export const anAppKey: AppKey = appKeyOf(
  'otpauth://totp/Example:user01%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example',
);

export const describeScreen = (
  change: Partial<ScreenOf<'describe'>> = {},
): ScreenOf<'describe'> => ({
  kind: 'describe',
  type: 'EMAIL',
  suggestions: { email: 'user01@example.org', phone: '+15125550123' },
  phoneExtensions: null,
  draft: null,
  confirmOwner: false,
  namesTaken: [],
  route: null,
  selfServiceHost: null,
  problem: null,
  ...change,
});

export const chooseScreen = (change: Partial<ScreenOf<'choose'>> = {}): ScreenOf<'choose'> => ({
  kind: 'choose',
  methods: deviceTypes.map((type) => ({ type, unavailable: null, hint: null })),
  problem: null,
  ...change,
});

export const pairedDesktop: ScreenOf<'done'>['device'] = {
  id: deviceId(),
  type: 'PINGID_DESKTOP_GEN2',
  target: null,
  nickname: 'Workstation MAC-0417',
  description: 'macOS 15.7.3 · PingID Desktop 2.1.0',
};

export const pairedEmail: ScreenOf<'done'>['device'] = {
  id: deviceId(),
  type: 'EMAIL',
  target: 'user01@example.org',
  nickname: null,
  description: null,
};

export const anOperator: KioskView['operator'] = {
  id: 'a0000000-0000-4000-8000-000000000004',
  username: 'operator04',
  name: 'Operator Four',
  email: 'operator04@example.org',
};

/** A kiosk of this environment, before anybody has signed in. */
export const readyKiosk: Extract<ConfigurationView, { state: 'ready' }> = {
  ...ready,
  source: 'machine',
  editable: false,
  settings: { ...ready.settings, mode: 'kiosk', operatorClientId: clientId },
};

let personCount = 0;
export const aKioskPerson = (change: Partial<KioskPerson> = {}): KioskPerson => {
  personCount += 1;
  const number = String(personCount).padStart(12, '0');
  return {
    id: `b0000000-0000-4000-8000-${number}`,
    username: `person${String(personCount)}`,
    name: `Person ${String(personCount)}`,
    email: `person${String(personCount)}@example.org`,
    population: 'Staff',
    enabled: true,
    locked: false,
    mfaEnabled: true,
    ...change,
  };
};

export const allRights: readonly Right[] = rightActions.map((action) => ({
  action,
  state: 'granted',
}));

export const aShift = (
  stage: KioskStage = { name: 'finding', cleaned: null },
  change: Partial<KioskView> = {},
): KioskView => ({
  operator: anOperator,
  hands: 'operator',
  pinTries: 5,
  reauthenticateAt: Date.now() + 20 * 60_000,
  idleDeadline: null,
  bindings: [],
  missingRights: [],
  problem: null,
  stage,
  ...change,
});
