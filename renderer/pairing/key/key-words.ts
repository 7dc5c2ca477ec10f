import type { DeskError, DeskErrorCode } from '../../../shared/errors';
import type { PairingView, ScreenOf } from '../../../shared/pairing/screen';
import { m } from '../../messages/compiled/messages';

type KeyView = ScreenOf<'securityKey'>;
type Goal = PairingView['goal'];

export const titleOf = ({ purpose }: KeyView, goal: Goal): string =>
  purpose === 'prove' && goal === 'pair' ? m.key_prove_title() : m.key_title();

export const leadOf = ({ purpose }: KeyView, goal: Goal): string => {
  if (purpose === 'activate') return m.key_lead();
  return goal === 'pair' ? m.key_prove_lead() : m.key_prove_only_lead();
};

/** How a ceremony can end without an answer, as far as WebAuthn lets anybody tell. */
const stoppedTitles: Partial<Record<DeskErrorCode, () => string>> = {
  keyNotAnswered: m.key_stopped_not_answered,
  keyTimedOut: m.key_stopped_timed_out,
  keyAlreadyPaired: m.key_stopped_already_paired,
  keyWithoutVerification: m.key_stopped_without_verification,
  keyWithoutPasskeys: m.key_stopped_without_passkeys,
  keyUnsuitable: m.key_stopped_unsuitable,
  relyingPartyRefused: m.key_stopped_refused,
  cancelled: m.key_stopped_cancelled,
};

export const stoppedTitle = ({ code }: DeskError): string =>
  stoppedTitles[code]?.() ?? m.key_stopped_other();
