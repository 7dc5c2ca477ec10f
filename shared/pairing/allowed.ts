import type { PersonAction } from './event';
import { catalog } from '../devices/catalog';
import { isCode } from './challenge';
import type { Challenge, Describing, PairingState, Proof } from './state';

export type ActionKind = PersonAction['kind'];

/** How long a new code cannot be asked for, in milliseconds (pingone-mfa-api.md B.5: PingOne documents no interval). */
export const resendCoolDown = 30_000;

/** A code that was sent later than now: the clock was set back, and nobody knows when it was. */
const hasCooledDown = (sentAt: number, at: number): boolean =>
  at >= sentAt + resendCoolDown || at < sentAt;

/** A ceremony with a security key that came to nothing. */
const canBeHeldAgain = (challenge: Challenge): boolean =>
  challenge.kind === 'securityKey' && challenge.phase === 'stopped';

const answering = (challenge: Challenge, at: number): ActionKind[] => {
  switch (challenge.kind) {
    case 'oneTimeCode':
      if (challenge.phase === 'resending') return ['leave'];
      return hasCooledDown(challenge.sentAt, at)
        ? ['answer', 'resend', 'leave']
        : ['answer', 'leave'];
    case 'authenticatorApp':
      // a key that died unused: only a new one helps
      return challenge.validUntil !== null && at >= challenge.validUntil
        ? ['retry', 'leave']
        : ['answer', 'leave'];
    case 'hardwareToken':
      return ['answer', 'leave'];
    case 'securityKey':
      return challenge.phase === 'stopped' ? ['retry', 'leave'] : ['leave'];
    case 'desktopAgent':
    case 'mobileApp':
      return ['leave'];
    default:
      return challenge satisfies never;
  }
};

const describing = ({ type, check, facts }: Describing): ActionKind[] => {
  if (check.route?.kind === 'browser') return ['inBrowser', 'back', 'leave'];
  const browser = check.route?.browser === true && facts.selfServiceHost !== null;
  return catalog[type].challenge === 'securityKey' && browser
    ? ['describe', 'inBrowser', 'back', 'leave']
    : ['describe', 'back', 'leave'];
};

const proving = (proof: Proof, at: number): ActionKind[] => {
  switch (proof.phase) {
    case 'responding':
      return proof.offered.length > 0
        ? [...answering(proof.challenge, at), 'changeDevice']
        : answering(proof.challenge, at);
    case 'choosingDevice':
      return ['chooseDevice', 'leave'];
    case 'cancelling':
      return [];
    case 'beginning':
    case 'selecting':
    case 'checking':
    case 'looking':
      return ['leave'];
    default:
      return proof satisfies never;
  }
};

/** What the person may do now. The same answer greys a button and refuses a call. */
export const allowed = (state: PairingState, at: number): readonly ActionKind[] => {
  switch (state.name) {
    case 'choosing':
      return ['choose', 'leave'];
    case 'checking':
      return ['back', 'leave'];
    case 'describing':
      return describing(state);
    case 'awaiting':
      return state.phase === 'dropping' ? [] : ['back', 'leave'];
    case 'creating':
    case 'activating':
      return state.leaving ? [] : ['leave'];
    case 'responding':
      return isCode(state.challenge) || canBeHeldAgain(state.challenge)
        ? ['back', ...answering(state.challenge, at)]
        : answering(state.challenge, at);
    case 'proving':
      return proving(state.proof, at);
    case 'abandoning':
      return [];
    case 'abandoned':
      return state.left === null ? [] : ['retry'];
    case 'done':
      return state.verdict.kind === 'notProven' ? ['retry'] : [];
    case 'failed':
      return [
        ...(state.retry === null ? [] : (['retry'] as const)),
        ...(state.left === 'nothing' ? (['back'] as const) : []),
        ...(state.device === null && state.left !== 'pairingKey' ? [] : (['leave'] as const)),
      ];
    default:
      return state satisfies never;
  }
};

/** Nothing more happens by itself, and the person may go on to something else. */
export const isOver = (state: PairingState): boolean =>
  state.name === 'abandoned' || state.name === 'done' || state.name === 'failed';
