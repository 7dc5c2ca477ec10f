import type { Purpose, Work } from '../../shared/webauthn/ceremony';

/** What has to be known of the options once the page has taken them. */
export interface Asked {
  readonly purpose: Purpose;
  /** base64url without padding */
  readonly challenge: string;
  /** milliseconds that the person has */
  readonly timeout: number;
  /** both that the key knows its person and that it keeps the passkey */
  readonly needsBoth: boolean;
}

export const askedOf = ({ purpose, options }: Work): Asked => ({
  purpose,
  challenge: options.challenge,
  timeout: options.timeout,
  needsBoth:
    purpose === 'create' &&
    options.authenticatorSelection.userVerification === 'required' &&
    options.authenticatorSelection.requireResidentKey === true,
});
