import type { Outcome } from '../../shared/webauthn/ceremony';
import { aChallenge, aCredentialId, aRelyingParty, aUserId } from './webauthn-options';

const base64url = (value: Uint8Array | string): string => Buffer.from(value).toString('base64url');

/** Bytes whose two encodings differ in every respect: alphabet, and padding. */
export const telling = Uint8Array.from([251, 255, 190, 1]);

export const clientData = (changes: Record<string, unknown> = {}): string =>
  base64url(
    JSON.stringify({
      type: 'webauthn.create',
      challenge: base64url(aChallenge),
      origin: aRelyingParty.origin,
      crossOrigin: false,
      ...changes,
    }),
  );

const common = {
  id: base64url(aCredentialId),
  rawId: base64url(aCredentialId),
  type: 'public-key',
} as const;

export const aCreation = (
  changes: Record<string, unknown> = {},
): Extract<Outcome, { outcome: 'created' }> => ({
  outcome: 'created',
  credential: {
    ...common,
    response: { clientDataJSON: clientData(changes), attestationObject: base64url(telling) },
    clientExtensionResults: { credProps: { rk: true } },
  },
});

export const aSignature = (
  changes: Record<string, unknown> = {},
): Extract<Outcome, { outcome: 'signed' }> => ({
  outcome: 'signed',
  credential: {
    ...common,
    response: {
      clientDataJSON: clientData({ type: 'webauthn.get', ...changes }),
      authenticatorData: base64url(telling),
      signature: base64url(telling),
      userHandle: base64url(aUserId),
    },
    clientExtensionResults: {},
  },
});

export const aFailure = (
  name: string,
  code: string | null = null,
  after = 3_000,
): Extract<Outcome, { outcome: 'failed' }> => ({ outcome: 'failed', name, code, after });
