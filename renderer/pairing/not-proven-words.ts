import type { DeskErrorCode } from '../../shared/errors';
import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

type Reason = Extract<ScreenOf<'done'>['verdict'], { kind: 'notProven' }>['reason'];
type Goal = PairingView['goal'];

interface NotProvenWords {
  readonly title: () => string;
  readonly lead: () => string;
  readonly again: () => string;
  readonly tone: 'quiet' | 'heed';
}

const words = {
  pair: {
    title: m.done_not_proven_title,
    left: m.done_not_proven_left,
    failed: m.done_not_proven_lead,
    again: m.done_prove_now,
  },
  prove: {
    title: m.done_not_this_time_title,
    left: m.done_not_this_time_left,
    failed: m.done_not_this_time_lead,
    again: m.common_try_again,
  },
} satisfies Record<Goal, Record<string, () => string>>;

/** Where this program may not authenticate, or cannot, trying again leads nowhere. */
const beyondReach: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'notHere',
  'provenElsewhereOnly',
]);

export const canBeTriedAgain = (reason: Reason): boolean =>
  reason === 'left' || !beyondReach.has(reason.code);

export const notProvenWords = (reason: Reason, goal: Goal): NotProvenWords => {
  const { title, left, failed, again } = words[goal];
  if (reason === 'left') return { title, lead: left, again, tone: 'heed' };
  // nothing went wrong: it came into being where this program does not reach
  return reason.code === 'provenElsewhereOnly'
    ? { title: m.done_elsewhere_title, lead: m.done_elsewhere_lead, again, tone: 'quiet' }
    : { title, lead: failed, again, tone: 'heed' };
};
