import type { DeskError } from '../../shared/errors';
import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { createFakeBridge, type FakeBridge } from '../fakes/fake-bridge';
import { aPairing, browserScreen, describeScreen, securityKeyScreen } from '../fakes/views';

const pairing = (...[screen, change]: Parameters<typeof aPairing>): FakeBridge =>
  createFakeBridge({ pairing: aPairing(screen, { type: 'FIDO2', target: null, ...change }) });

type Route = NonNullable<ScreenOf<'describe'>['route']>;
const describing = (route: Route, host: string | null = 'account.example.org'): FakeBridge =>
  pairing(describeScreen({ type: 'FIDO2', route, selfServiceHost: host }), {
    position: 1,
    allowed:
      route.kind === 'browser'
        ? ['inBrowser', 'back', 'leave']
        : route.browser && host !== null
          ? ['describe', 'inBrowser', 'back', 'leave']
          : ['describe', 'back', 'leave'],
  });
const stopped = (problem: DeskError, change: Partial<ScreenOf<'securityKey'>> = {}): FakeBridge =>
  pairing(securityKeyScreen({ stage: 'stopped', problem, ...change }), {
    allowed: ['back', 'retry', 'leave'],
  });
/** A device that was paired before proves that it works. */
const onlyProof: Partial<PairingView> = { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] };

/** Security keys and passkeys, here and in the browser. */
export const keyScreens: Record<string, () => FakeBridge> = {
  'describe-key': () => describing({ kind: 'here', caution: null, browser: false }, null),
  'describe-key-pin': () => describing({ kind: 'here', caution: 'pin', browser: true }),
  'describe-key-platform': () => describing({ kind: 'here', caution: 'platform', browser: false }),
  'describe-key-browser': () => describing({ kind: 'browser', because: 'relyingPartyMissing' }),
  'describe-key-browser-system': () => describing({ kind: 'browser', because: 'system' }),
  key: () => pairing(securityKeyScreen()),
  'key-preparing': () => pairing(securityKeyScreen({ stage: 'preparing' })),
  'key-checking': () => pairing(securityKeyScreen({ stage: 'checking' }), { allowed: [] }),
  'key-prove': () => pairing(securityKeyScreen({ purpose: 'prove' }), { position: 3 }),
  'key-only-prove': () =>
    pairing(securityKeyScreen({ purpose: 'prove' }), {
      ...onlyProof,
      allowed: ['leave', 'changeDevice'],
    }),
  'key-not-answered': () => stopped({ code: 'keyNotAnswered' }),
  'key-timed-out': () => stopped({ code: 'keyTimedOut' }),
  'key-already-paired': () => stopped({ code: 'keyAlreadyPaired' }),
  'key-without-verification': () => stopped({ code: 'keyWithoutVerification' }),
  'key-without-passkeys': () => stopped({ code: 'keyWithoutPasskeys' }),
  'key-unsuitable': () => stopped({ code: 'keyUnsuitable' }),
  'key-refused': () => stopped({ code: 'relyingPartyRefused', reference: 'c7a9-0417' }),
  'key-cancelled': () => stopped({ code: 'cancelled' }),
  'key-prove-not-answered': () =>
    pairing(
      securityKeyScreen({
        purpose: 'prove',
        stage: 'stopped',
        problem: { code: 'keyNotAnswered' },
      }),
      { position: 3, allowed: ['retry', 'leave'] },
    ),
  browser: () => pairing(browserScreen(), { allowed: ['back', 'leave'] }),
  'browser-opening': () =>
    pairing(browserScreen({ stage: 'opening' }), { allowed: ['back', 'leave'] }),
};
