import type { Challenge } from './challenge';
import { desktopAgent } from './desktop-agent';

/** pingone-mfa-api.md B.4 and E.3: both times with the origin of the page that asked the key. */
export const securityKey: Challenge = {
  activation: (attestation, origin) => ({ attestation, origin }),
  check: desktopAgent.check,
};
