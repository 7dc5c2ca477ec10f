import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { invalidValue, type Problem } from '../http/problem';
import { isJsonObject, objectAt, type JsonObject } from '../json';

/** The answer of a ceremony as it is sent (contract B.4, E.3): text that holds JSON, binary fields in standard base64. */
type Target = 'attestation' | 'assertion';

/** Throws a Problem for what is no attestation at all, right or wrong. */
export function readAttestation(text: string): RegistrationResponseJSON {
  const { credential, response } = read(text, 'attestation');
  const { transports } = response;
  return {
    ...credential,
    response: {
      clientDataJSON: binaryAt(response, 'clientDataJSON', 'attestation'),
      attestationObject: binaryAt(response, 'attestationObject', 'attestation'),
      ...(Array.isArray(transports) && { transports }),
    },
  };
}

/** Throws a Problem for what is no assertion at all, right or wrong. */
export function readAssertion(text: string): AuthenticationResponseJSON {
  const { credential, response } = read(text, 'assertion');
  // PingOne's own sample code writes '' where the key said nothing.
  const saysWho = (response.userHandle ?? '') !== '';
  return {
    ...credential,
    response: {
      clientDataJSON: binaryAt(response, 'clientDataJSON', 'assertion'),
      authenticatorData: binaryAt(response, 'authenticatorData', 'assertion'),
      signature: binaryAt(response, 'signature', 'assertion'),
      ...(saysWho && { userHandle: binaryAt(response, 'userHandle', 'assertion') }),
    },
  };
}

function read(text: string, target: Target) {
  const json = parsed(text);
  if (!json) throw invalidValue(target, 'It holds no JSON object.');
  const { id, type } = json;
  if (type !== 'public-key') throw invalidValue(target, 'Its type is public-key.');
  const rawId = binaryAt(json, 'rawId', target);
  // The browser's own `id` is base64url; a client that converts everything sends the other.
  if (typeof id !== 'string' || Buffer.from(id, 'base64url').toString('base64url') !== rawId) {
    throw invalidValue(target, 'Its id and rawId differ.');
  }
  return {
    credential: { id: rawId, rawId, type, clientExtensionResults: {} } as const,
    response: objectAt(json, 'response'),
  };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Standard base64 and nothing else; returned as base64url, which is what the verification wants. */
function binaryAt(object: JsonObject, key: string, target: Target): string {
  const value = object[key];
  if (typeof value !== 'string' || value === '') throw missing(key, target);
  const bytes = Buffer.from(value, 'base64');
  if (bytes.toString('base64') !== value) {
    throw invalidValue(target, `${key} is not written in standard base64.`);
  }
  return bytes.toString('base64url');
}

function missing(key: string, target: Target): Problem {
  return invalidValue(target, `${key} is missing.`);
}
