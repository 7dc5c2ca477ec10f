import type { DeskError } from '../../shared/errors';
import type { Outcome } from '../../shared/webauthn/ceremony';
import type { Asked } from './asked';

type Failed = Extract<Outcome, { outcome: 'failed' }>;

/** Milliseconds that a clock may differ from the one that counted the time for us. */
const imprecision = 250;

const silent = ({ after }: Failed, { timeout }: Asked): DeskError => ({
  code: after >= timeout - imprecision ? 'keyTimedOut' : 'keyNotAnswered',
});

/** Asked for both, WebAuthn does not tell which of them a key lacks. */
const lacking = (
  { needsBoth }: Asked,
  code: 'keyWithoutVerification' | 'keyWithoutPasskeys',
): DeskError => ({ code: needsBoth ? 'keyNotAnswered' : code });

const byName = (failed: Failed, asked: Asked): DeskError | null => {
  switch (failed.name) {
    // a refusal, a key that does not fit, a second touch and no touch at all are one and the same to WebAuthn
    case 'NotAllowedError':
    case 'AbortError':
    case 'UnknownError':
    case 'ConstraintError':
    case 'InvalidStateError':
    case 'NotReadableError':
    case 'OperationError':
      return silent(failed, asked);
    case 'NotSupportedError':
      return { code: 'keyUnsuitable' };
    case 'SecurityError':
      return { code: 'relyingPartyRefused' };
    default:
      return null;
  }
};

/**
 * What WebAuthn lets us tell apart, and no more: the rest is one `keyNotAnswered`, or `keyTimedOut` when the person's
 * time had run out. Source: WebAuthn, level 3, sections 5.1.3, 5.1.4 and 6.3.2, as `@simplewebauthn/browser` reads them.
 * @returns null: no failure of a ceremony, but a mistake of ours
 */
export const failureOf = (failed: Failed, asked: Asked): DeskError | null => {
  switch (failed.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return { code: 'keyAlreadyPaired' };
    case 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT':
      return lacking(asked, 'keyWithoutVerification');
    case 'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT':
      return lacking(asked, 'keyWithoutPasskeys');
    case 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG':
      return { code: 'keyUnsuitable' };
    case 'ERROR_MALFORMED_PUBKEYCREDPARAMS':
    case 'ERROR_INVALID_USER_ID_LENGTH':
      return { code: 'optionsUnreadable' };
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return { code: 'relyingPartyRefused' };
    default:
      return byName(failed, asked);
  }
};
