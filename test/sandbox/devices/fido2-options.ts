import type { BinaryEncoding, Fido2Switches, OptionsFault } from '../fido2-switches';
import type { JsonObject } from '../json';

/** COSE: ES256, PS256, RS256. */
export const ALGORITHMS = [-7, -37, -257];

/** Far more than any options need. */
const OVERSIZED = 1_048_576;

export interface Registration {
  rp: { id: string; name: string };
  user: { id: Buffer; name: string; displayName: string };
  challenge: Buffer;
  /** Ids of credentials that the user has already for this relying party. */
  exclude: Buffer[];
}

export interface AssertionRequest {
  rpId: string;
  challenge: Buffer;
  allow: Buffer[];
}

/** `publicKeyCredentialCreationOptions` (contract B.3): text that holds JSON. */
export function creationOptions(registration: Registration, switches: Fido2Switches): string {
  const { rp, user, challenge, exclude } = registration;
  const { encoding, algorithms, residentKey, userVerification, attachment, timeout } = switches;
  return written(
    {
      rp,
      user: { ...user, id: spelled(user.id, encoding) },
      challenge: spelled(challenge, encoding),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({
        type: 'public-key',
        alg: algorithms === 'text' ? String(alg) : alg,
      })),
      timeout,
      excludeCredentials: descriptors(exclude, encoding),
      authenticatorSelection: {
        ...(attachment !== null && { authenticatorAttachment: attachment }),
        residentKey,
        requireResidentKey: residentKey === 'required',
        userVerification,
      },
      attestation: 'none',
    },
    switches.optionsFault,
    { rp: { ...rp, id: FOREIGN_RP } },
  );
}

/** `publicKeyCredentialRequestOptions` (contract E.1): text that holds JSON. */
export function requestOptions(request: AssertionRequest, switches: Fido2Switches): string {
  const { rpId, challenge, allow } = request;
  const { encoding, userVerification, timeout } = switches;
  return written(
    {
      challenge: spelled(challenge, encoding),
      timeout,
      rpId,
      allowCredentials: descriptors(allow, encoding),
      userVerification,
    },
    switches.optionsFault,
    { rpId: FOREIGN_RP },
  );
}

const FOREIGN_RP = 'foreign.example.net';

const descriptors = (ids: Buffer[], encoding: BinaryEncoding) =>
  ids.map((id) => ({ type: 'public-key', id: spelled(id, encoding) }));

function spelled(bytes: Buffer, encoding: BinaryEncoding): string | number[] {
  switch (encoding) {
    case 'signedBytes':
      return [...new Int8Array(bytes)];
    case 'unsignedBytes':
      return [...bytes];
    case 'base64':
    case 'base64url':
      return bytes.toString(encoding);
  }
}

function written(options: JsonObject, fault: OptionsFault | null, foreignRp: JsonObject): string {
  switch (fault) {
    case null:
      return JSON.stringify(options);
    case 'notJson':
      return JSON.stringify(options).slice(0, -1);
    case 'oversized':
      return JSON.stringify({ ...options, extensions: { padding: 'A'.repeat(OVERSIZED) } });
    case 'noChallenge':
      return JSON.stringify({ ...options, challenge: undefined });
    case 'wrongEncoding':
      return JSON.stringify({ ...options, challenge: '%be%ef'.repeat(16) });
    case 'foreignRp':
      return JSON.stringify({ ...options, ...foreignRp });
  }
}
