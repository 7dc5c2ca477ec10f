import type { ScreenOf } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

/** What a pairing that failed has left in PingOne. */
export const leftWords = {
  nothing: m.failed_left_nothing,
  pending: m.failed_left_pending,
  pairingKey: m.failed_left_pairing_key,
  unknown: m.failed_left_unknown,
} satisfies Record<ScreenOf<'failed'>['left'], () => string>;
