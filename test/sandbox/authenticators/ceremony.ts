import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../json';
import { encodeCbor } from './cbor';

/** What an answer says though it is not so: for servers, which ought to notice. */
export interface Deviation {
  /** In the client data, in place of where the key was asked. */
  origin?: string;
  /** base64url */
  challenge?: string;
  type?: string;
  crossOrigin?: boolean;
  rpId?: string;
  userPresent?: boolean;
  userVerified?: boolean;
  counter?: number;
  userHandle?: Buffer;
  credentialId?: Buffer;
  /** Signed with a key that nobody knows. */
  isForged?: boolean;
  /** Binary fields written as they must not be. */
  encoding?: 'base64url';
}

/** In any of the encodings of contract B.3. */
export function bytesOf(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'base64');
  if (Array.isArray(value)) return Buffer.from(value.map((byte) => Number(byte) & 0xff));
  throw new TypeError('the options have something binary that is neither text nor numbers');
}

export function idsIn(descriptors: unknown): Buffer[] {
  return Array.isArray(descriptors)
    ? (descriptors as JsonObject[]).map(({ id }) => bytesOf(id))
    : [];
}

export function clientData(
  type: string,
  options: JsonObject,
  origin: string,
  deviation: Deviation,
): Buffer {
  const said = {
    type: deviation.type ?? type,
    challenge: deviation.challenge ?? bytesOf(options.challenge).toString('base64url'),
    origin: deviation.origin ?? origin,
    crossOrigin: deviation.crossOrigin ?? false,
  };
  return Buffer.from(JSON.stringify(said), 'utf8');
}

/** RFC 9053: an elliptic curve key (kty 2) for ES256 (alg -7) on P-256 (crv 1). */
export function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return encodeCbor(
    new Map<number, number | Buffer>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

export function written(
  id: Buffer,
  response: Record<string, Buffer>,
  { encoding }: Deviation,
): string {
  const spelled = Object.entries(response).map(
    ([name, bytes]) => [name, bytes.toString(encoding ?? 'base64')] as const,
  );
  return JSON.stringify({
    id: id.toString('base64url'),
    rawId: id.toString(encoding ?? 'base64'),
    type: 'public-key',
    response: Object.fromEntries(spelled),
    clientExtensionResults: {},
  });
}
