import type { PairingView } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';
import type { ChallengeScreen } from './kiosk-route';

/** What the person has to do, as the operator is told. */
export const turnLead = (screen: ChallengeScreen): string => {
  if ('leaving' in screen && screen.leaving) return m.kiosk_turn_leaving();
  switch (screen.kind) {
    case 'code':
      return m.kiosk_turn_code();
    case 'app':
      return screen.purpose === 'activate' ? m.kiosk_turn_app() : m.kiosk_turn_app_prove();
    case 'token':
      return m.kiosk_turn_token();
    case 'agent':
      return m.kiosk_turn_agent();
    case 'securityKey':
      return m.kiosk_turn_security_key();
    case 'pairingKey':
      return m.kiosk_turn_pairing_key();
    case 'browser':
      return m.kiosk_turn_browser();
    case 'push':
      return m.kiosk_turn_push();
    case 'chooseDevice':
      return m.kiosk_turn_choose_device();
    case 'wait':
      return m.kiosk_turn_wait();
    default:
      return screen satisfies never;
  }
};

/** What leaving ends: the proof of a device, the way to one that exists already, or to one that does not. */
const endedBy = (screen: ChallengeScreen): 'proof' | 'device' | 'pairing' => {
  switch (screen.kind) {
    case 'wait':
      return screen.what === 'startingProof' ? 'proof' : 'device';
    case 'push':
    case 'chooseDevice':
      return 'proof';
    case 'pairingKey':
    case 'browser':
      return 'pairing';
    default:
      return screen.purpose === 'prove' ? 'proof' : 'device';
  }
};

const stops = {
  proof: m.kiosk_turn_later,
  device: m.kiosk_turn_remove,
  pairing: m.kiosk_turn_stop_pairing,
} satisfies Record<ReturnType<typeof endedBy>, () => string>;

/** What leaving means now: before it is active the device goes, after that it stays. */
export const stopWords = (screen: ChallengeScreen, goal: PairingView['goal']): string =>
  goal === 'prove' ? m.kiosk_turn_stop() : stops[endedBy(screen)]();
