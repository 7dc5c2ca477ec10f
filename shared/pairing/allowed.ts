import type { PersonAction } from './event';
import type { Challenge, PairingState } from './state';

export type ActionKind = PersonAction['kind'];

/** How long a new code cannot be asked for, in milliseconds (pingone-mfa-api.md B.5: PingOne documents no interval). */
export const resendCoolDown = 30_000;

const answering = (challenge: Challenge, at: number): ActionKind[] => {
  switch (challenge.kind) {
    case 'oneTimeCode':
      if (challenge.phase === 'resending') return ['leave'];
      return at >= challenge.sentAt + resendCoolDown
        ? ['answer', 'resend', 'leave']
        : ['answer', 'leave'];
    case 'authenticatorApp':
      // a key that died unused: only a new one helps
      return challenge.validUntil !== null && at >= challenge.validUntil
        ? ['retry', 'leave']
        : ['answer', 'leave'];
    case 'hardwareToken':
      return ['answer', 'leave'];
    case 'desktopAgent':
      return ['leave'];
    default:
      return challenge satisfies never;
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
      return ['describe', 'back', 'leave'];
    case 'creating':
    case 'activating':
      return state.leaving ? [] : ['leave'];
    case 'responding':
      return state.challenge.kind === 'desktopAgent'
        ? answering(state.challenge, at)
        : ['back', ...answering(state.challenge, at)];
    case 'proving':
      return state.proof.phase === 'responding' ? answering(state.proof.challenge, at) : ['leave'];
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
        ...(state.device === null ? [] : (['leave'] as const)),
      ];
    default:
      return state satisfies never;
  }
};

/** Nothing more happens by itself, and the person may go on to something else. */
export const isOver = (state: PairingState): boolean =>
  state.name === 'abandoned' || state.name === 'done' || state.name === 'failed';
