import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isUnder } from '../devices/relying-party';
import { objectAt, type JsonObject } from '../json';
import { encodeCbor } from './cbor';
import { bytesOf, clientData, coseKey, idsIn, written, type Deviation } from './ceremony';

/** How the key is made. */
export interface SoftKeyTraits {
  /** It asks for a PIN or a finger, and says so. True unless told. */
  verifiesUser?: boolean;
  /** Each signature has a number of its own; false: always 0, as with synced passkeys. True unless told. */
  counts?: boolean;
  /** What model it is: a UUID. Zeros unless told. */
  aaguid?: string;
}

/** A key that did not do what it was asked for. `name` is that of the DOMException in a browser. */
export class KeyRefused extends Error {
  constructor(name: 'InvalidStateError' | 'NotAllowedError' | 'SecurityError', why: string) {
    super(why);
    this.name = name;
  }
}

interface SoftCredential {
  id: Buffer;
  rpId: string;
  userHandle: Buffer;
  isResident: boolean;
  privateKey: KeyObject;
  counter: number;
}

/**
 * A security key with the browser around it, in plain Node: ES256, attestation "none". Takes options as PingOne sends
 * them, in any of the encodings, and answers with the JSON text that PingOne expects.
 */
export interface SoftKey {
  /** The `attestation` of an activation. Throws `KeyRefused`. */
  create(options: string, origin: string, deviation?: Deviation): string;
  /** The `assertion` of a check. Throws `KeyRefused`. */
  get(options: string, origin: string, deviation?: Deviation): string;
  /** Ids of its credentials, base64url, oldest first. */
  readonly credentialIds: readonly string[];
}

const FLAGS = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 };

export function createSoftKey(traits: SoftKeyTraits = {}): SoftKey {
  const { verifiesUser = true, counts = true, aaguid = NOBODY } = traits;
  const credentials: SoftCredential[] = [];

  /** Whether the user is verified: where that is not discouraged, and the key can. */
  function verification(wanted: unknown, { userVerified }: Deviation): boolean {
    if (userVerified !== undefined) return userVerified;
    if (wanted === 'required' && !verifiesUser) {
      throw new KeyRefused('NotAllowedError', 'It cannot tell who is touching it.');
    }
    return wanted !== 'discouraged' && verifiesUser;
  }
  function authenticatorData(credential: SoftCredential, isVerified: boolean, given: Deviation) {
    if (counts) credential.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(given.counter ?? credential.counter);
    const present = given.userPresent === false ? 0 : FLAGS.userPresent;
    const flags = present | (isVerified ? FLAGS.userVerified : 0);
    return { rpIdHash: sha256(given.rpId ?? credential.rpId), flags, counter };
  }

  return {
    get credentialIds() {
      return credentials.map(({ id }) => id.toString('base64url'));
    },
    create: (text, origin, deviation = {}) => {
      const options = JSON.parse(text) as JsonObject;
      const rpId = String(objectAt(options, 'rp').id);
      refuseForeign(origin, rpId);
      const excluded = idsIn(options.excludeCredentials);
      if (credentials.some(({ id }) => excluded.some((one) => one.equals(id)))) {
        throw new KeyRefused('InvalidStateError', 'It is paired with this user already.');
      }
      const { userVerification, residentKey } = objectAt(options, 'authenticatorSelection');
      const isVerified = verification(userVerification, deviation);
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const credential: SoftCredential = {
        id: deviation.credentialId ?? randomBytes(32),
        rpId,
        userHandle: bytesOf(objectAt(options, 'user').id),
        isResident: residentKey === 'required' || residentKey === 'preferred',
        privateKey,
        counter: 0,
      };
      credentials.push(credential);
      const { rpIdHash, flags, counter } = authenticatorData(credential, isVerified, deviation);
      const length = Buffer.of(credential.id.length >> 8, credential.id.length & 0xff);
      const attested = [Buffer.from(aaguid.replaceAll('-', ''), 'hex'), length, credential.id];
      const authData = Buffer.concat([
        ...[rpIdHash, Buffer.of(flags | FLAGS.attested), counter],
        ...[...attested, coseKey(publicKey)],
      ]);
      const attestationObject = encodeCbor(
        new Map<string, string | Buffer | Map<string, never>>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, never>()],
          ['authData', authData],
        ]),
      );
      const clientDataJSON = clientData('webauthn.create', options, origin, deviation);
      return written(credential.id, { clientDataJSON, attestationObject }, deviation);
    },
    get: (text, origin, deviation = {}) => {
      const options = JSON.parse(text) as JsonObject;
      const rpId = String(options.rpId);
      refuseForeign(origin, rpId);
      const allowed = idsIn(options.allowCredentials);
      const credential = credentials
        .filter((one) => one.rpId === rpId)
        .find(({ id, isResident }) =>
          allowed.length === 0 ? isResident : allowed.some((one) => one.equals(id)),
        );
      if (!credential) throw new KeyRefused('NotAllowedError', 'It has no such credential.');
      const isVerified = verification(options.userVerification, deviation);
      const { rpIdHash, flags, counter } = authenticatorData(credential, isVerified, deviation);
      const authData = Buffer.concat([rpIdHash, Buffer.of(flags), counter]);
      const clientDataJSON = clientData('webauthn.get', options, origin, deviation);
      const key = deviation.isForged
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
        : credential.privateKey;
      const signature = sign('sha256', Buffer.concat([authData, sha256(clientDataJSON)]), key);
      const userHandle =
        deviation.userHandle ?? (credential.isResident ? credential.userHandle : undefined);
      const response = { clientDataJSON, authenticatorData: authData, signature };
      return written(
        deviation.credentialId ?? credential.id,
        { ...response, ...(userHandle && { userHandle }) },
        deviation,
      );
    },
  };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest();

/** What a browser does before it asks any key. */
function refuseForeign(origin: string, rpId: string): void {
  if (!isUnder(origin, rpId)) {
    throw new KeyRefused('SecurityError', `${rpId} is not for ${origin}`);
  }
}
