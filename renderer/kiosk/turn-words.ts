import type { PairingView } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';
import type { ChallengeScreen } from './kiosk-route';

/** What the person has to do, as the operator is told. */
export const turnLead = (screen: ChallengeScreen): string => {
  if (screen.leaving) return m.kiosk_turn_leaving();
  switch (screen.kind) {
    case 'code':
      return m.kiosk_turn_code();
    case 'app':
      return screen.purpose === 'activate' ? m.kiosk_turn_app() : m.kiosk_turn_app_prove();
    case 'token':
      return m.kiosk_turn_token();
    case 'agent':
      return m.kiosk_turn_agent();
    case 'wait':
      return m.kiosk_turn_wait();
    default:
      return screen satisfies never;
  }
};

const isProof = (screen: ChallengeScreen): boolean =>
  screen.kind === 'wait' ? screen.what === 'startingProof' : screen.purpose === 'prove';

/** What leaving means now: before it is active the device goes, after that it stays. */
export const stopWords = (screen: ChallengeScreen, goal: PairingView['goal']): string => {
  if (goal === 'prove') return m.kiosk_turn_stop();
  return isProof(screen) ? m.kiosk_turn_later() : m.kiosk_turn_remove();
};
