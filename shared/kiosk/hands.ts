import type { ActionKind } from '../pairing/allowed';
import type { Hands } from './view';

/**
 * What whoever has the screen may do to a pairing: codes and keys are the person's, every choice is the operator's. The
 * same answer leaves a button out and refuses a call.
 */
export const actionsInHands: Readonly<Record<Hands, readonly ActionKind[]>> = {
  operator: ['choose', 'back', 'retry', 'leave'],
  subject: ['answer', 'resend', 'retry', 'changeDevice', 'chooseDevice'],
  nobody: [],
};
