import type { DeskError } from '../../shared/errors';
import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { nameOf } from '../devices/device-words';
import { m } from '../messages/compiled/messages';
import { failedActions } from '../pairing/failed-actions';
import { leftWords } from '../pairing/left-words';
import { canBeTriedAgain } from '../pairing/not-proven-words';
import type { KioskRoute } from './kiosk-route';

type Ended = Extract<KioskRoute, { name: 'result' }>['pairing'];

interface ResultWords {
  readonly title: string;
  readonly lead: string;
  readonly good: boolean;
  readonly error: DeskError | null;
  readonly tone: 'bad' | 'heed';
}

const doneWords = (
  { verdict }: ScreenOf<'done'>,
  goal: PairingView['goal'],
  name: string,
): ResultWords => {
  const pair = goal === 'pair';
  if (verdict.kind === 'proven')
    return {
      title: pair ? m.done_proven_title() : m.done_works_title(),
      lead: m.kiosk_proven_lead({ name }),
      good: true,
      error: null,
      tone: 'heed',
    };
  return {
    title: pair ? m.done_not_proven_title() : m.done_not_this_time_title(),
    lead: pair ? m.kiosk_not_proven_lead() : m.kiosk_not_this_time_lead(),
    good: false,
    error: verdict.reason === 'left' ? null : verdict.reason,
    tone: 'heed',
  };
};

/** How it ended, as the operator is told. `name`: the person's. */
export const resultWords = ({ screen, goal }: Ended, name: string): ResultWords => {
  switch (screen.kind) {
    case 'done':
      return doneWords(screen, goal, name);
    case 'failed':
      return {
        title: m.failed_title(),
        lead: leftWords[screen.left](),
        good: false,
        error: screen.error,
        tone: 'bad',
      };
    case 'abandoned':
      return {
        title: m.abandoned_title(),
        lead: screen.left === null ? '' : m.abandoned_left({ name: nameOf(screen.left) }),
        good: false,
        error: null,
        tone: 'bad',
      };
    default:
      return screen satisfies never;
  }
};

interface Offered {
  /** the person can try once more to prove it */
  readonly prove: boolean;
  readonly actions: readonly {
    readonly kind: 'retry' | 'leave' | 'back';
    readonly label: string;
  }[];
}

/** What can still be done about it. */
export const offeredOf = ({ screen, allowed }: Ended): Offered => {
  switch (screen.kind) {
    case 'done': {
      const { verdict } = screen;
      const worthwhile = verdict.kind === 'notProven' && canBeTriedAgain(verdict.reason);
      return { prove: worthwhile && allowed.includes('retry'), actions: [] };
    }
    case 'failed':
      return { prove: false, actions: failedActions(screen, allowed) };
    case 'abandoned':
      return {
        prove: false,
        actions: allowed.includes('retry') ? [{ kind: 'retry', label: m.abandoned_retry() }] : [],
      };
    default:
      return screen satisfies never;
  }
};
