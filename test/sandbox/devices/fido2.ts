import { createHash, randomBytes } from 'node:crypto';
import type { WebAuthnCredential } from '@simplewebauthn/server';
import type { Directory } from '../directory/directory';
import { nameOf } from '../directory/user';
import { invalidValue, requestFailed, requiredValue, uniquenessViolation } from '../http/problem';
import { objectAt, type JsonObject } from '../json';
import type { Switches } from '../switches';
import type { Attempts } from './attempts';
import type { Device } from './device';
import type { DeviceStore } from './device-store';
import type { DeviceType } from './device-type';
import { readAssertion, readAttestation } from './fido2-answers';
import { modelName } from './fido2-models';
import { creationOptions, requestOptions } from './fido2-options';
import {
  verifyAssertion,
  verifyAttestation,
  type CeremonyQuestion,
  type Refusal,
} from './fido2-verification';
import { isDomain } from './relying-party';
import { requiredText } from './required-text';

const COMPATIBILITIES = ['FULL', 'SECURITY_KEY_ONLY', 'NONE'];

export interface Fido2Dependencies {
  switches: Switches;
  directory: Pick<Directory, 'find'>;
  store: Pick<DeviceStore, 'all' | 'active' | 'isLocked'>;
  attempts: Attempts;
  /** The relying party of the seed. */
  relyingPartyId: string;
}

/** Security keys and passkeys, verified with `@simplewebauthn/server`. */
export function createFido2(dependencies: Fido2Dependencies): DeviceType {
  const { switches, directory, store, attempts, relyingPartyId } = dependencies;
  const registrations = new Map<string, CeremonyQuestion>();
  const authentications = new Map<string, CeremonyQuestion>();
  const credentials = new Map<string, WebAuthnCredential>();

  /** A new question, and the bytes of its challenge. */
  function ask(rpId: string): { question: CeremonyQuestion; challenge: Buffer } {
    const challenge = randomBytes(32);
    const requireUserVerification = switches.fido2.userVerification === 'required';
    const question = {
      challenge: challenge.toString('base64url'),
      rpId,
      requireUserVerification,
    };
    return { question, challenge };
  }
  /** Ids of the user's active credentials for the same relying party. */
  const held = ({ userId, attributes }: Device) =>
    store
      .active(userId)
      .filter((one) => one.type === 'FIDO2' && rpOf(one).id === rpOf({ attributes }).id)
      .flatMap(credentialIdOf);
  const isTaken = ({ id }: Device, credentialId: string) =>
    store.all().some((one) => one.id !== id && one.attributes.credentialId === credentialId);

  return {
    type: 'FIDO2',
    authenticators: ['fido2', 'mfa'],
    checkAction: 'assertion.check',
    methodPolicy: (policy) => policy.fido2,

    create: ({ body }) => {
      // Nobody's status makes a key active that has said nothing yet.
      if (body.status === 'ACTIVE') {
        throw invalidValue('status', 'A key must be created as ACTIVATION_REQUIRED.');
      }
      const rp = relyingParty(body);
      if (switches.fido2.relyingParty === 'own' && rp.id !== relyingPartyId) {
        throw invalidValue('rp.id', 'The policy has another relying party.');
      }
      return { status: 'ACTIVATION_REQUIRED', attributes: { rp } };
    },
    begin: (device) => {
      const { question, challenge } = ask(rpOf(device).id);
      registrations.set(device.id, question);
      const owner = directory.find(device.userId);
      const name = owner?.username ?? device.userId;
      const registration = {
        rp: rpOf(device),
        user: { id: userHandle(device), name, displayName: owner ? nameOf(owner) : name },
        challenge,
        exclude: held(device),
      };
      return Promise.resolve({
        publicKeyCredentialCreationOptions: creationOptions(registration, switches.fido2),
      });
    },
    activate: async (device, _policy, body) => {
      const origin = requiredText(body, 'origin');
      const attestation = readAttestation(requiredText(body, 'attestation'));
      const question = registrations.get(device.id);
      if (!question) throw requestFailed('There is no registration to complete.');
      // Right or wrong, the challenge is used up.
      registrations.delete(device.id);
      const verdict = await verifyAttestation(attestation, origin, question);
      if ('refused' in verdict) throw invalidValue(verdict.target, verdict.refused);
      const { credential, aaguid } = verdict;
      if (isTaken(device, credential.id)) {
        const { duplicateDevice } = switches;
        const status = duplicateDevice === 'allowed' ? 400 : duplicateDevice;
        throw uniquenessViolation(status, 'attestation');
      }
      credentials.set(device.id, credential);
      const displayName = modelName(aaguid);
      Object.assign(device.attributes, { credentialId: credential.id, displayName });
    },
    challenge: (device, { id }) => {
      const { question, challenge } = ask(rpOf(device).id);
      authentications.set(id, question);
      const request = { rpId: question.rpId, challenge, allow: credentialIdOf(device) };
      return Promise.resolve({
        status: 'ASSERTION_REQUIRED',
        shown: { publicKeyCredentialRequestOptions: requestOptions(request, switches.fido2) },
      });
    },
    check: async (device, { id, policy }, body) => {
      const origin = requiredText(body, 'origin');
      const assertion = readAssertion(requiredText(body, 'assertion'));
      refuseUnknownCompatibility(body);
      const over = ({ target, refused }: Refusal, remaining?: number) => {
        const tells = switches.attemptsRemaining && remaining !== undefined;
        const more = tells ? { attemptsRemaining: remaining } : undefined;
        return { is: 'over', problem: invalidValue(target, refused, more) } as const;
      };
      if (store.isLocked(device)) return over({ target: 'assertion', refused: 'It is locked.' });
      const question = authentications.get(id);
      const credential = credentials.get(device.id);
      authentications.delete(id);
      if (!question || !credential) {
        return over({ target: 'assertion', refused: 'There is no question to answer.' });
      }
      const verdict = await verifyAssertion(assertion, origin, question, credential);
      const said = assertion.response.userHandle;
      const isAnother = said !== undefined && said !== userHandle(device).toString('base64url');
      if ('refused' in verdict || isAnother) {
        const refusal: Refusal =
          'refused' in verdict
            ? verdict
            : { target: 'assertion', refused: 'It is of another user.' };
        return over(refusal, attempts.count(device, policy.fido2.failure));
      }
      attempts.succeeded(device);
      credential.counter = verdict.counter;
      return { is: 'right' };
    },
    masked: ({ attributes: { rp, credentialId, displayName } }) => ({
      rp,
      credentialId,
      displayName,
    }),
    forget: (device) => {
      registrations.delete(device.id);
      credentials.delete(device.id);
    },
  };
}

function relyingParty(body: JsonObject): { id: string; name: string } {
  const { id, name } = objectAt(body, 'rp');
  if (id === undefined || id === null) throw requiredValue('rp.id');
  if (!isDomain(id)) throw invalidValue('rp.id', 'Not a domain.');
  if (name === undefined || name === null || name === '') throw requiredValue('rp.name');
  if (typeof name !== 'string') throw invalidValue('rp.name', 'rp.name is a string.');
  return { id, name };
}

function refuseUnknownCompatibility({ compatibility }: JsonObject): void {
  if (compatibility === undefined || COMPATIBILITIES.includes(compatibility as string)) return;
  throw invalidValue('compatibility', 'Unknown.', { allowedValues: COMPATIBILITIES });
}

function rpOf({ attributes }: Pick<Device, 'attributes'>): { id: string; name: string } {
  const { id, name } = objectAt(attributes, 'rp');
  return { id: String(id), name: String(name) };
}

function credentialIdOf({ attributes: { credentialId } }: Device): Buffer[] {
  return typeof credentialId === 'string' ? [Buffer.from(credentialId, 'base64url')] : [];
}

/** `user.id` of WebAuthn: opaque, the same for all devices of a user. */
function userHandle({ userId }: Device): Buffer {
  return createHash('sha256').update(userId).digest();
}
