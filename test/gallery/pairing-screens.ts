import type { DeviceType } from '../../shared/devices/catalog';
import type { PairingView, Screen, ScreenOf } from '../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge } from '../fakes/fake-bridge';
import {
  aDevice,
  aDeviceList,
  aPairing,
  appScreen,
  codeScreen,
  describeScreen,
  environmentId,
  pairedDesktop,
  pairedEmail,
  tokenScreen,
} from '../fakes/views';

const minute = 60_000;

const pairing = (...given: Parameters<typeof aPairing>): FakeBridge =>
  createFakeBridge({ pairing: aPairing(...given) });
const desktop = (screen: Screen, position: number, allowed: 'leave'[] = ['leave']): FakeBridge =>
  pairing(screen, { type: 'PINGID_DESKTOP_GEN2', target: null, position, allowed });
const code = { position: 2, allowed: ['answer', 'back', 'leave'] } satisfies Parameters<
  typeof aPairing
>[1];
const proof = { position: 3, allowed: ['answer', 'leave'] } satisfies typeof code | object;
const describing = (
  type: DeviceType,
  change: Partial<ScreenOf<'describe'>> = {},
  suggestions?: ScreenOf<'describe'>['suggestions'],
): FakeBridge =>
  pairing(describeScreen({ type, ...(suggestions ? { suggestions } : {}), ...change }), {
    type,
    target: null,
    position: 1,
    allowed: ['describe', 'back', 'leave'],
  });
const nothingKnown = { email: null, phone: null };
const message = (type: DeviceType, change: Partial<ScreenOf<'code'>> = {}): FakeBridge =>
  pairing(codeScreen({ type, target: '+15125550123', ...change }), {
    ...code,
    type,
    target: '+15125550123',
  });
const app = (
  change: Partial<ScreenOf<'app'>> = {},
  others: Partial<PairingView> = {},
): FakeBridge =>
  pairing(appScreen(change), {
    ...(change.purpose === 'prove' ? proof : code),
    type: 'TOTP',
    target: null,
    ...others,
  });
const token = (
  change: Partial<ScreenOf<'token'>> = {},
  others: Partial<PairingView> = {},
): FakeBridge =>
  pairing(tokenScreen(change), {
    ...(change.purpose === 'prove' ? proof : code),
    type: 'OATH_TOKEN',
    target: '23AB009',
    ...others,
  });
const pairedToken: ScreenOf<'done'>['device'] = {
  id: 'd0000000-0000-4000-8000-00000000a001',
  type: 'OATH_TOKEN',
  target: '23AB009',
  nickname: 'Token 23AB009',
  description: null,
};
const provenToken = (now: number): Screen => ({
  kind: 'done',
  device: pairedToken,
  verdict: {
    kind: 'proven',
    at: now,
    authenticationId: environmentId,
    reference: '0783541c-a172-4f0e-9b1d-2f6f3c1f8a55',
  },
});
/** A device that was paired before proves that it works. */
const onlyProof: Partial<PairingView> = { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] };

/** Every state of a pairing, by name. */
export const pairingScreens: Record<string, (now: number) => FakeBridge> = {
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
  'describe-totp': () => describing('TOTP'),
  'describe-token': () => describing('OATH_TOKEN'),
  'describe-token-unknown': () =>
    describing('OATH_TOKEN', {
      draft: { details: { type: 'OATH_TOKEN', serialNumber: '23AB-009' }, nickname: '' },
      problem: { code: 'tokenUnknown', reference: 'c7a9-0417' },
    }),
  'describe-token-taken': () =>
    describing('OATH_TOKEN', {
      draft: { details: { type: 'OATH_TOKEN', serialNumber: '23AB009' }, nickname: '' },
      problem: { code: 'tokenTaken' },
    }),
  'describe-sms': () => describing('SMS'),
  'describe-sms-empty': () => describing('SMS', {}, nothingKnown),
  'describe-sms-doubtful': () => describing('SMS', {}, { email: null, phone: '+15555550123' }),
  'describe-sms-landline': () => describing('SMS', {}, { email: null, phone: '+442079460123' }),
  'describe-sms-refused': () =>
    describing('SMS', {
      draft: { details: { type: 'SMS', phone: '+15125550123' }, nickname: 'Work phone' },
      problem: { code: 'refused', status: 400, target: 'phone', reference: 'c7a9-0417' },
    }),
  'describe-voice': () => describing('VOICE', { phoneExtensions: true }),
  'describe-voice-refused': () =>
    describing('VOICE', {
      draft: {
        details: { type: 'VOICE', phone: '+15125550123', extension: '313#' },
        nickname: 'Desk phone',
      },
      problem: { code: 'refused', status: 400, target: 'extension' },
    }),
  'describe-whatsapp': () => describing('WHATSAPP'),
  code: (now) => pairing(codeScreen({ resendAt: now + 18_000 }), code),
  'code-wrong': () =>
    pairing(codeScreen({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }), code),
  'code-open': () => pairing(codeScreen({ length: null, sentCount: 2 }), code),
  'code-long': () => pairing(codeScreen({ length: 10 }), code),
  'code-checking': () => pairing(codeScreen({ busy: 'checking' }), { allowed: ['leave'] }),
  'code-offline': () => pairing(codeScreen({ problem: { code: 'offline' } }), code),
  'code-prove': () => pairing(codeScreen({ purpose: 'prove' }), proof),
  'code-sms': (now) => message('SMS', { resendAt: now + 18_000 }),
  'code-voice': (now) => message('VOICE', { resendAt: now + 18_000 }),
  'code-whatsapp': (now) => message('WHATSAPP', { resendAt: now + 18_000 }),
  'code-only-prove': () =>
    pairing(codeScreen({ purpose: 'prove', type: 'SMS', target: '+15125550123' }), {
      ...proof,
      ...onlyProof,
      type: 'SMS',
    }),
  app: () => app(),
  'app-wrong': () => app({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }),
  'app-open': () => app({ length: null }),
  'app-checking': () => app({ busy: 'checking' }, { allowed: ['leave'] }),
  'app-key-reading': () => {
    const fake = app();
    fake.hold('pairing.key');
    return fake;
  },
  'app-key-failed': () => {
    const fake = app();
    fake.refuse('pairing.key', { code: 'unexpected', reference: 'R-20261121-7' });
    return fake;
  },
  'app-clock': () => app({}, { clockError: 7 * minute }),
  'app-expired': (now) => app({ validUntil: now - 1 }, { allowed: ['retry', 'back', 'leave'] }),
  'app-prove': (now) => app({ purpose: 'prove', freshAt: now + 19_000 }),
  'app-prove-fresh': (now) => app({ purpose: 'prove', freshAt: now - 1 }),
  'app-prove-used': (now) =>
    app({ purpose: 'prove', freshAt: now + 11_000, problem: { code: 'codeUsed' } }),
  'app-only-prove': () => app({ purpose: 'prove' }, { ...onlyProof, clockError: -3 * 60 * minute }),
  'token-hotp': () => token({ tokenType: 'HOTP', length: 6 }),
  token: () => token(),
  'token-unknown-type': () => token({ tokenType: null }),
  'token-wrong': () => token({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }),
  'token-next': (now) =>
    token({
      ask: 'next',
      round: 1,
      length: 6,
      nextBy: { soon: now + 19_000, late: now + 49_000 },
    }),
  'token-next-late': (now) =>
    token({ ask: 'next', round: 1, length: 6, nextBy: { soon: now - 1, late: now + 24_000 } }),
  'token-next-due': (now) =>
    token({ ask: 'next', round: 2, length: 8, nextBy: { soon: now - 2, late: now - 1 } }),
  'token-next-hotp': () => token({ tokenType: 'HOTP', ask: 'next', round: 1, length: 6 }),
  'token-not-next': () =>
    token({ length: 6, problem: { code: 'notTheNextCode', attemptsRemaining: 2 } }),
  'token-used': (now) =>
    token({
      ask: 'next',
      round: 1,
      length: 6,
      nextBy: { soon: now + 9_000, late: now + 39_000 },
      problem: { code: 'codeUsed' },
    }),
  'token-out-of-step': () =>
    token({
      length: 6,
      problem: { code: 'tokenOutOfStep', attemptsRemaining: 1, reference: 'c7a9-0417' },
    }),
  'token-locked': (now) =>
    token({ length: 6, problem: { code: 'locked', until: now + 15 * minute } }),
  'token-prove': (now) =>
    token({
      purpose: 'prove',
      ask: 'next',
      length: 6,
      nextBy: { soon: now + 27_000, late: now + 57_000 },
    }),
  'token-prove-hotp': () => token({ purpose: 'prove', tokenType: 'HOTP', ask: 'next', length: 6 }),
  'token-only-prove': () => token({ purpose: 'prove' }, onlyProof),
  'wait-only-prove': () =>
    pairing(
      { kind: 'wait', what: 'startingProof', leaving: false },
      { ...onlyProof, type: 'OATH_TOKEN', target: '23AB009' },
    ),
  'agent-only-prove': (now) =>
    pairing(
      { kind: 'agent', purpose: 'prove', stage: 'asking', deadline: now + 170_000, leaving: false },
      { ...onlyProof, type: 'PINGID_DESKTOP_GEN2', target: null },
    ),
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
  'proven-not-default': (now) =>
    createFakeBridge({
      devices: aDeviceList({
        devices: [aDevice({ isDefault: true }), aDevice({ id: pairedToken.id })],
      }),
      pairing: aPairing(provenToken(now), {
        type: 'OATH_TOKEN',
        target: '23AB009',
        position: 4,
        allowed: [],
      }),
    }),
  'proven-only-prove': (now) =>
    pairing(provenToken(now), {
      goal: 'prove',
      rail: [{ step: 'prove', status: 'done' }],
      type: 'OATH_TOKEN',
      target: '23AB009',
      allowed: [],
    }),
  'not-proven-only-prove': () =>
    pairing(
      {
        kind: 'done',
        device: pairedToken,
        verdict: { kind: 'notProven', reason: { code: 'wrongCode', reference: 'c7a9-0417' } },
      },
      { ...onlyProof, type: 'OATH_TOKEN', target: '23AB009', allowed: ['retry'] },
    ),
  'not-proven-only-prove-left': () =>
    pairing(
      { kind: 'done', device: pairedToken, verdict: { kind: 'notProven', reason: 'left' } },
      { ...onlyProof, type: 'OATH_TOKEN', target: '23AB009', allowed: ['retry'] },
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
