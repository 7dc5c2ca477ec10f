import type { DeskError } from '../../shared/errors';
import type { Screen } from '../../shared/pairing/view';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aPairing,
  chooseScreen,
  codeScreen,
  describeScreen,
  environmentId,
  pairedDesktop,
  pairedEmail,
  ready,
  signedIn,
} from '../fakes/views';

type Build = (now: number) => FakeBridge;

const minute = 60_000;
const day = 24 * 60 * minute;

const show = (views: InitialViews): FakeBridge => createFakeBridge(views);
const pairing = (...given: Parameters<typeof aPairing>): FakeBridge =>
  createFakeBridge({ pairing: aPairing(...given) });
const desktop = (screen: Screen, position: number, allowed: 'leave'[] = ['leave']): FakeBridge =>
  pairing(screen, { type: 'PINGID_DESKTOP_GEN2', target: null, position, allowed });
const signedOut = (reason: DeskError | null): FakeBridge =>
  show({ session: { state: 'signedOut', reason } });
const unread = (error: DeskError): FakeBridge => {
  const fake = show({});
  fake.refuse('devices.list', error);
  return fake;
};
const code = { position: 2, allowed: ['answer', 'back', 'leave'] } satisfies Parameters<
  typeof aPairing
>[1];
const proof = { position: 3, allowed: ['answer', 'leave'] } satisfies typeof code | object;

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
    show({ session: { state: 'signingIn', phase: 'waiting', deadline: now + 4.7 * minute } }),
  'signing-in-finishing': (now) =>
    show({ session: { state: 'signingIn', phase: 'finishing', deadline: now + 4 * minute } }),
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
      devices: aDeviceList({
        workstation: 'agentSilent',
        notices: [
          { kind: 'removedLeftover', type: 'PINGID_DESKTOP_GEN2' },
          { kind: 'undecided', type: 'HOLOGRAM' },
        ],
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
  'devices-empty': () => show({ devices: aDeviceList({ devices: [] }) }),
  'devices-reading': () => {
    const fake = show({});
    fake.hold('devices.list');
    return fake;
  },
  'devices-error': () => unread({ code: 'serverError', status: 503, reference: 'c7a9-0417' }),
  'devices-offline': () => unread({ code: 'offline' }),
  choose: () =>
    pairing(chooseScreen(), {
      type: null,
      target: null,
      position: 0,
      allowed: ['choose', 'leave'],
    }),
  'choose-unavailable': () =>
    pairing(
      chooseScreen({
        methods: [
          { type: 'PINGID_DESKTOP_GEN2', unavailable: { code: 'relyingPartyMissing' } },
          { type: 'EMAIL', unavailable: null },
        ],
      }),
      { type: null, target: null, position: 0, allowed: ['choose', 'leave'] },
    ),
  wait: () =>
    pairing({ kind: 'wait', what: 'creating', leaving: false }, { target: null, position: 1 }),
  'wait-leaving': () =>
    pairing({ kind: 'wait', what: 'abandoning', leaving: true }, { target: null, allowed: [] }),
  'describe-email': () => pairing(describeScreen(), { target: null, position: 1 }),
  'describe-email-problem': () =>
    pairing(describeScreen({ problem: { code: 'duplicate' } }), { target: null, position: 1 }),
  'describe-desktop': () => desktop(describeScreen({ type: 'PINGID_DESKTOP_GEN2' }), 1),
  'describe-desktop-owner': () =>
    desktop(describeScreen({ type: 'PINGID_DESKTOP_GEN2', confirmOwner: true }), 1),
  code: (now) => pairing(codeScreen({ resendAt: now + 18_000 }), code),
  'code-wrong': () =>
    pairing(codeScreen({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }), code),
  'code-open': () => pairing(codeScreen({ length: null, sentCount: 2 }), code),
  'code-long': () => pairing(codeScreen({ length: 10 }), code),
  'code-checking': () => pairing(codeScreen({ busy: 'checking' }), { allowed: ['leave'] }),
  'code-offline': () => pairing(codeScreen({ problem: { code: 'offline' } }), code),
  'code-prove': () => pairing(codeScreen({ purpose: 'prove' }), proof),
  agent: (now) =>
    desktop(
      {
        kind: 'agent',
        purpose: 'activate',
        stage: 'asking',
        deadline: now + 161_000,
        leaving: false,
      },
      2,
    ),
  'agent-checking': () =>
    desktop(
      { kind: 'agent', purpose: 'activate', stage: 'checking', deadline: null, leaving: false },
      2,
      [],
    ),
  'agent-prove': (now) =>
    desktop(
      { kind: 'agent', purpose: 'prove', stage: 'asking', deadline: now + 170_000, leaving: false },
      3,
    ),
  proven: (now) =>
    desktop(
      {
        kind: 'done',
        device: pairedDesktop,
        verdict: {
          kind: 'proven',
          at: now,
          authenticationId: environmentId,
          reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55',
        },
      },
      4,
      [],
    ),
  'not-proven': () =>
    pairing(
      {
        kind: 'done',
        device: pairedEmail,
        verdict: { kind: 'notProven', reason: { code: 'authenticationFailed' } },
      },
      { position: 3, allowed: ['retry'] },
    ),
  'not-proven-here': () =>
    pairing(
      {
        kind: 'done',
        device: pairedEmail,
        verdict: { kind: 'notProven', reason: { code: 'notHere', reference: 'c7a9-0417' } },
      },
      { position: 3, allowed: ['retry'] },
    ),
  'not-proven-left': () =>
    pairing(
      { kind: 'done', device: pairedEmail, verdict: { kind: 'notProven', reason: 'left' } },
      { position: 3, allowed: ['retry'] },
    ),
  failed: () =>
    pairing(
      { kind: 'failed', error: { code: 'agentTimedOut' }, left: 'nothing' },
      { type: 'PINGID_DESKTOP_GEN2', target: null, allowed: ['retry', 'back'] },
    ),
  'failed-pending': () =>
    pairing(
      {
        kind: 'failed',
        error: { code: 'serverError', status: 500, reference: 'c7a9-0417' },
        left: 'pending',
      },
      { allowed: ['retry', 'leave'] },
    ),
  abandoned: () =>
    pairing({ kind: 'abandoned', left: pairedEmail }, { position: 0, allowed: ['retry'] }),
};
