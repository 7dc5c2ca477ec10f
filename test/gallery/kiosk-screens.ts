import type { DeskError } from '../../shared/errors';
import type { HandOver, KioskStage, KioskView, WipeReport } from '../../shared/kiosk/view';
import { wipeParts } from '../../shared/kiosk/view';
import type { PairingView } from '../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge, type InitialViews } from '../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aKioskPerson,
  allRights,
  anOperator,
  aPairing,
  appScreen,
  aShift,
  chooseDeviceScreen,
  chooseScreen,
  codeScreen,
  describeScreen,
  pairedEmail,
  pairingKeyScreen,
  pushScreen,
  readyKiosk,
  securityKeyScreen,
  signedIn,
  tokenScreen,
} from '../fakes/views';

const minute = 60_000;
const session: typeof signedIn = { ...signedIn, person: anOperator, ways: ['browser', 'phone'] };

const kim = aKioskPerson({
  name: 'Kim Novak',
  username: 'knovak',
  email: 'kim.novak@example.org',
});
const cleaned = (now: number, change: Partial<WipeReport> = {}): WipeReport => ({
  at: now - minute,
  why: 'next',
  took: 412,
  parts: wipeParts.map((part) => ({ part, state: 'clean' })),
  ...change,
});

const kiosk = (
  stage: KioskStage,
  change: Partial<KioskView> = {},
  views: InitialViews = {},
): FakeBridge =>
  createFakeBridge({ configuration: readyKiosk, session, kiosk: aShift(stage, change), ...views });

const serving = (
  change: Partial<Extract<KioskStage, { name: 'serving' }>> = {},
): Extract<KioskStage, { name: 'serving' }> => ({
  name: 'serving',
  person: kim,
  identifiedBy: 'badge',
  handOver: null,
  ...change,
});
const bindings = (now: number): KioskView['bindings'] => [
  {
    id: 'one',
    deviceId: pairedEmail.id,
    type: 'SMS',
    target: '•••• 0123',
    at: now - 2 * minute,
    until: now + 8 * minute,
  },
  {
    id: 'two',
    deviceId: 'another-device',
    type: 'TOTP',
    target: null,
    at: now - 6 * minute,
    until: now + 4 * minute,
  },
];

const handOver = (change: Partial<HandOver> = {}): HandOver => ({
  kind: 'pair',
  type: 'SMS',
  target: '+1•••0123',
  answer: 'confirmed',
  ...change,
});
const sms = (...[screen, change]: Parameters<typeof aPairing>): PairingView =>
  aPairing(screen, {
    type: 'SMS',
    target: '+1•••0123',
    allowed: ['answer', 'back', 'leave'],
    ...change,
  });
const subject = (
  pairing: PairingView | null,
  given: Partial<HandOver> = {},
  change: Partial<KioskView> = {},
): FakeBridge =>
  kiosk(serving({ handOver: handOver(given) }), { hands: 'subject', ...change }, { pairing });
const operator = (
  pairing: PairingView | null,
  stage: Partial<Extract<KioskStage, { name: 'serving' }>> = {},
  change: Partial<KioskView> = {},
): FakeBridge => kiosk(serving(stage), change, { pairing });

const smsCode = (change: Parameters<typeof codeScreen>[0] = {}) =>
  codeScreen({ type: 'SMS', target: '+1•••0123', ...change });
const proven = (now: number): PairingView =>
  sms(
    {
      kind: 'done',
      device: { ...pairedEmail, type: 'SMS', target: '+1 512 555 0123', nickname: 'My phone' },
      verdict: {
        kind: 'proven',
        at: now,
        authenticationId: 'a1',
        reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55',
      },
    },
    { position: 4, allowed: [] },
  );
const notProven: PairingView = sms(
  {
    kind: 'done',
    device: { ...pairedEmail, type: 'SMS', target: '+1 512 555 0123', nickname: 'My phone' },
    verdict: { kind: 'notProven', reason: 'left' },
  },
  { position: 3, allowed: ['retry'] },
);
const failure: DeskError = { code: 'serverError', status: 503, reference: 'c7a9-0417' };
const failed: PairingView = sms(
  { kind: 'failed', error: failure, left: 'pending' },
  { position: 2, allowed: ['leave'] },
);

const people = [
  aKioskPerson({ name: 'Kim Novak', username: 'knovak', email: 'kim.novak@example.org' }),
  aKioskPerson({
    name: 'Kim Novak',
    username: 'knovak2',
    email: 'kim.novak2@example.org',
    population: 'Contractors',
    mfaEnabled: false,
  }),
  aKioskPerson({ name: 'Kim Noether', username: 'knoether', enabled: false, email: null }),
  aKioskPerson({ name: 'كريم نواك', username: 'kariem', locked: true, population: null }),
];
const finding = (now: number, views: InitialViews = {}): FakeBridge =>
  kiosk({ name: 'finding', cleaned: cleaned(now) }, { bindings: bindings(now) }, views);

/** A kiosk in every state, for an operator, a person, and nobody. */
export const kioskScreens: Record<string, (now: number) => FakeBridge> = {
  'kiosk-checking': () => kiosk({ name: 'checkingRights' }),
  'kiosk-opening': () => kiosk({ name: 'opening', rights: [...allRights], record: 'good' }),
  'kiosk-opening-missing': () =>
    kiosk({
      name: 'opening',
      rights: allRights.map(({ action }) => ({
        action,
        state:
          action === 'createDevices'
            ? 'missing'
            : action === 'readPolicies'
              ? 'unknown'
              : 'granted',
      })),
      record: 'damaged',
    }),
  'kiosk-opening-unwritable': () =>
    kiosk({ name: 'opening', rights: [...allRights], record: 'unwritable' }),
  'kiosk-finding': () => kiosk({ name: 'finding', cleaned: null }),
  'kiosk-finding-after': (now) => finding(now),
  'kiosk-finding-found': (now) => finding(now, { found: (text) => ({ text, people, more: true }) }),
  'kiosk-finding-none': (now) => finding(now),
  'kiosk-finding-failed': (now) => {
    const fake = finding(now);
    fake.refuse('kiosk.search', failure);
    return fake;
  },
  'kiosk-finding-not-clean': (now) =>
    kiosk(
      {
        name: 'finding',
        cleaned: cleaned(now, {
          why: 'idle',
          parts: wipeParts.map((part) => ({
            part,
            state: part === 'clipboard' ? 'failed' : 'clean',
          })),
        }),
      },
      { problem: { code: 'leftAtPingOne' } },
    ),
  'kiosk-again': (now) =>
    kiosk({ name: 'finding', cleaned: cleaned(now) }, { reauthenticateAt: 0 }),
  'kiosk-again-failed': (now) =>
    kiosk(
      { name: 'finding', cleaned: cleaned(now) },
      { reauthenticateAt: 0 },
      { session: { ...session, again: { state: 'failed', error: { code: 'someoneElse' } } } },
    ),
  'kiosk-person': (now) =>
    kiosk(
      serving(),
      {},
      {
        devices: aDeviceList({
          devices: [
            aDevice({
              type: 'SMS',
              nickname: 'Work phone',
              target: '+1 512 555 0123',
              isDefault: true,
            }),
            aDevice({ status: 'pending', canFinish: true, createdAt: now - 90 * minute }),
          ],
        }),
      },
    ),
  'kiosk-person-new': () =>
    kiosk(serving({ identifiedBy: null }), {}, { devices: aDeviceList({ devices: [] }) }),
  'kiosk-person-notes': () =>
    kiosk(
      serving({
        person: { ...kim, locked: true, mfaEnabled: false },
        handOver: handOver({ answer: 'denied' }),
      }),
    ),
  'kiosk-person-disabled': () => kiosk(serving({ person: { ...kim, enabled: false } })),
  'kiosk-choose': () =>
    operator(aPairing(chooseScreen(), { type: null, target: null, position: 0 })),
  'kiosk-describe': () =>
    operator(sms(describeScreen({ type: 'SMS' }), { target: null, position: 1 })),
  'kiosk-describe-denied': () =>
    operator(sms(describeScreen({ type: 'SMS' }), { target: null, position: 1 }), {
      handOver: handOver({ answer: 'denied' }),
    }),
  'kiosk-turn': () => operator(sms(smsCode()), { handOver: handOver() }),
  'kiosk-proven': (now) =>
    operator(proven(now), { handOver: handOver() }, { bindings: bindings(now) }),
  'kiosk-not-proven': () => operator(notProven, { handOver: handOver() }),
  'kiosk-failed': () => operator(failed, { handOver: handOver() }),
  'kiosk-ask': () =>
    subject(sms(describeScreen({ type: 'SMS' }), { position: 1 }), { answer: 'asked' }),
  'kiosk-denied': () =>
    subject(sms(describeScreen({ type: 'SMS' }), { position: 1 }), { answer: 'denied' }),
  'kiosk-subject-wait': () => subject(sms({ kind: 'wait', what: 'creating', leaving: false })),
  'kiosk-subject-code': (now) => subject(sms(smsCode({ resendAt: now + 18_000 }))),
  'kiosk-subject-prove': () => subject(sms(smsCode({ purpose: 'prove', sentCount: 1 }))),
  'kiosk-subject-app': () =>
    subject(sms(appScreen(), { type: 'TOTP', target: null }), { type: 'TOTP', target: null }),
  'kiosk-subject-token': () =>
    subject(
      sms(tokenScreen({ problem: { code: 'tokenOutOfStep', reference: 'c7a9-0417' } }), {
        type: 'OATH_TOKEN',
      }),
      { type: 'OATH_TOKEN' },
    ),
  'kiosk-subject-agent': (now) =>
    subject(
      sms(
        {
          kind: 'agent',
          purpose: 'activate',
          stage: 'asking',
          deadline: now + minute,
          leaving: false,
        },
        { type: 'PINGID_DESKTOP_GEN2', target: null },
      ),
      { type: 'PINGID_DESKTOP_GEN2', target: null },
    ),
  'kiosk-subject-key': () =>
    subject(sms(securityKeyScreen(), { type: 'FIDO2', target: null, allowed: ['leave'] }), {
      type: 'FIDO2',
      target: null,
    }),
  'kiosk-subject-key-stopped': () =>
    subject(
      sms(securityKeyScreen({ stage: 'stopped', problem: { code: 'keyNotAnswered' } }), {
        type: 'FIDO2',
        target: null,
        allowed: ['back', 'retry', 'leave'],
      }),
      { type: 'FIDO2', target: null },
    ),
  'kiosk-subject-pairing-key': () =>
    subject(sms(pairingKeyScreen(), { type: 'MOBILE', target: null, allowed: ['back', 'leave'] }), {
      type: 'MOBILE',
      target: null,
    }),
  'kiosk-subject-push': (now) =>
    subject(
      sms(pushScreen({ deadline: now + 155_000 }), {
        goal: 'prove',
        type: 'MOBILE',
        target: null,
        allowed: ['leave', 'changeDevice'],
      }),
      { kind: 'prove', type: 'MOBILE', target: null },
    ),
  'kiosk-subject-choose-device': () =>
    subject(
      sms(chooseDeviceScreen(), {
        type: 'MOBILE',
        target: null,
        allowed: ['chooseDevice', 'leave'],
      }),
      { kind: 'prove', type: 'MOBILE', target: null },
    ),
  'kiosk-subject-proven': (now) => subject(proven(now)),
  'kiosk-subject-failed': () => subject(failed),
  'kiosk-return': () => subject(sms(smsCode())),
  'kiosk-return-no-pin': () => subject(sms(smsCode()), {}, { pinTries: null }),
  'kiosk-locked': (now) =>
    kiosk({ name: 'finding', cleaned: cleaned(now, { why: 'idle' }) }, { hands: 'nobody' }),
  'kiosk-locked-no-pin': () => kiosk(serving(), { hands: 'nobody', pinTries: null }),
  'kiosk-wiping': () => kiosk({ name: 'wiping' }),
};

/** What stands over a screen of a kiosk, and has the focus. */
export const kioskAlerts: Record<string, (now: number) => FakeBridge> = {
  'kiosk-idle': (now) => subject(sms(smsCode()), {}, { idleDeadline: now + 29_000 }),
};
