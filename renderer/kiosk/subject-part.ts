import { actionsInHands } from '../../shared/kiosk/hands';
import type { HandOver } from '../../shared/kiosk/view';
import type { PairingView } from '../../shared/pairing/screen';
import type { ChallengeScreen } from './kiosk-route';

/** What is the person's to do. */
export type SubjectPart =
  | { readonly name: 'ask'; readonly handOver: HandOver }
  | {
      readonly name: 'challenge';
      readonly pairing: PairingView;
      readonly screen: ChallengeScreen;
    }
  | { readonly name: 'over' };

/** `confirming`: they said yes a moment ago, and nothing has come of it yet. */
export const subjectPart = (
  handOver: HandOver | null,
  pairing: PairingView | null,
  confirming: boolean,
): SubjectPart => {
  if (handOver === null || handOver.answer === 'denied') return { name: 'over' };
  const screen = pairing?.screen;
  const answered = handOver.answer === 'confirmed';
  if (answered && pairing !== null && screen !== undefined)
    switch (screen.kind) {
      case 'code':
      case 'app':
      case 'token':
      case 'agent':
      case 'securityKey':
      case 'pairingKey':
      case 'browser':
      case 'push':
      case 'chooseDevice':
      case 'wait': {
        // for everything else the person gives the screen back
        const allowed = pairing.allowed.filter((action) => actionsInHands.subject.includes(action));
        return { name: 'challenge', pairing: { ...pairing, allowed }, screen };
      }
      case 'choose':
      case 'describe':
      case 'done':
      case 'failed':
      case 'abandoned':
        break;
      default:
        return screen satisfies never;
    }
  return !answered || confirming ? { name: 'ask', handOver } : { name: 'over' };
};
