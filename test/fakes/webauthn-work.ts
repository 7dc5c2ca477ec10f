import type { Outcome, Work } from '../../shared/webauthn/ceremony';

/** What the page of a ceremony is asked to do. */
export const aWork = (purpose: Work['purpose']): Work => works[purpose];

const works: Readonly<Record<Work['purpose'], Work>> = {
  create: {
    purpose: 'create',
    options: {
      rp: { id: 'example.org', name: 'Example' },
      user: { id: 'AQID', name: 'kim', displayName: 'Kim' },
      challenge: '-_--AQ',
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      timeout: 120_000,
      excludeCredentials: [{ type: 'public-key', id: 'BAUG' }],
      authenticatorSelection: { userVerification: 'preferred' },
      attestation: 'none',
      extensions: {},
    },
  },
  get: {
    purpose: 'get',
    options: {
      rpId: 'example.org',
      challenge: '-_--AQ',
      timeout: 120_000,
      allowCredentials: [{ type: 'public-key', id: 'BAUG' }],
      userVerification: 'preferred',
      extensions: {},
    },
  },
};

/** How it went, when a credential was made. */
export const anOutcome: Extract<Outcome, { outcome: 'created' }> = {
  outcome: 'created',
  credential: {
    id: 'BAUG',
    rawId: 'BAUG',
    type: 'public-key',
    response: { clientDataJSON: 'e30', attestationObject: 'oA' },
    clientExtensionResults: {},
  },
};
