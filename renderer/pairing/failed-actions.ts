import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

interface FailedAction {
  readonly kind: 'retry' | 'leave' | 'back';
  readonly label: string;
}

const removal = {
  nothing: m.failed_remove,
  pending: m.failed_remove,
  pairingKey: m.failed_remove_key,
  unknown: m.failed_remove,
} satisfies Record<ScreenOf<'failed'>['left'], () => string>;

/** What can be done about a pairing that failed. */
export const failedActions = (
  { left }: ScreenOf<'failed'>,
  allowed: PairingView['allowed'],
): readonly FailedAction[] =>
  (
    [
      { kind: 'retry', label: m.common_try_again() },
      { kind: 'leave', label: removal[left]() },
      { kind: 'back', label: m.describe_another_method() },
    ] as const
  ).filter(({ kind }) => allowed.includes(kind));
