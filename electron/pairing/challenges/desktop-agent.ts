import { fail } from '../../../shared/result';
import type { Challenge } from './challenge';

/** Seed 002 and pingone-mfa-api.md D.4: the agent's JWT passes through untouched; only a check names the origin. */
export const desktopAgent: Challenge = {
  activation: (attestation) => ({ attestation }),
  check: async ({ authentications, authenticationId, response, relyingPartyOrigin, context }) =>
    relyingPartyOrigin === null
      ? fail({ code: 'relyingPartyMissing' })
      : authentications.checkAssertion(
          authenticationId,
          { origin: relyingPartyOrigin, assertion: response },
          context,
        ),
};
