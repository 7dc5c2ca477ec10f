import type { HandOver } from '../../shared/kiosk/view';
import type { PairingView } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

interface OverWords {
  readonly title: string;
  readonly lead: string;
  readonly good: boolean;
}

/** How it ended, in a few words for the person. What went wrong in particular is the operator's to know. */
export const overWords = (handOver: HandOver | null, pairing: PairingView | null): OverWords => {
  const screen = handOver?.answer === 'confirmed' ? pairing?.screen : undefined;
  if (screen?.kind === 'failed')
    return { title: m.kiosk_over_failed_title(), lead: m.kiosk_over_failed_lead(), good: false };
  if (screen?.kind === 'done')
    return screen.verdict.kind === 'proven'
      ? { title: m.kiosk_over_proven_title(), lead: m.kiosk_over_proven_lead(), good: true }
      : {
          title: m.kiosk_over_not_proven_title(),
          lead: m.kiosk_over_not_proven_lead(),
          good: false,
        };
  const denied = handOver?.answer === 'denied';
  return {
    title: m.kiosk_over_title(),
    lead: denied ? m.kiosk_over_denied_lead() : m.kiosk_over_lead(),
    good: false,
  };
};
