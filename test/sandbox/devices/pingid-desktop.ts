import { invalidValue, requestFailed, requiredValue } from '../http/problem';
import { objectAt, type JsonObject } from '../json';
import type { Device } from './device';
import type { DeviceType } from './device-type';
import type { DesktopTokens, Question } from './desktop-tokens';
import { isDomain, isUnder } from './relying-party';
import { requiredText } from './required-text';

export interface PingIdDesktopDependencies {
  tokens: DesktopTokens;
  /** The relying party of the policy, unless `rp.id` overrides it. */
  relyingPartyId: string;
}

export function createPingIdDesktop(dependencies: PingIdDesktopDependencies): DeviceType {
  const { tokens, relyingPartyId } = dependencies;
  const registrations = new Map<string, Question>();
  const authentications = new Map<string, Question>();
  const credentials = new Map<string, string>();
  const rpOf = (device: Device) => String(objectAt(device.attributes, 'rp').id);

  return {
    type: 'PINGID_DESKTOP_GEN2',
    authenticators: ['desktop', 'mfa', 'user'],
    checkAction: 'assertion.check',
    methodPolicy: (policy) => policy.pingIdDesktopGen2,

    create: ({ body }) => {
      const status = body.status;
      if (status === undefined || status === null) throw requiredValue('status');
      if (status !== 'ACTIVATION_REQUIRED') {
        throw invalidValue('status', 'PingID Desktop must be created as ACTIVATION_REQUIRED.');
      }
      return { status, attributes: { rp: relyingParty(body, relyingPartyId) } };
    },
    begin: async (device) => {
      const claims = { sub: device.userId, deviceId: device.id };
      const { jwt, question } = await tokens.ask(rpOf(device), claims);
      registrations.set(device.id, question);
      return { pingIdDesktopCredentialCreationOptions: jwt };
    },
    activate: async (device, _policy, body) => {
      const attestation = requiredText(body, 'attestation');
      const question = registrations.get(device.id);
      if (!question) throw requestFailed('There is no registration to complete.');
      const answer = await tokens.verify('attestation', attestation, question);
      if ('refused' in answer) throw invalidValue('attestation', answer.refused);
      registrations.delete(device.id);
      credentials.set(device.id, answer.credentialId);
      const { os, app, unitId } = answer;
      Object.assign(device.attributes, { os, model: {}, application: app, unitId });
    },
    challenge: async (device, { id, userId }) => {
      const { jwt, question } = await tokens.ask(rpOf(device), {
        sub: userId,
        deviceAuthenticationId: id,
        credentialId: credentials.get(device.id),
      });
      authentications.set(id, question);
      const shown = { pingIdDesktopCredentialRequestOptions: jwt };
      return { status: 'ASSERTION_REQUIRED', shown };
    },
    check: async (device, { id }, body) => {
      const origin = requiredText(body, 'origin');
      const assertion = requiredText(body, 'assertion');
      const question = authentications.get(id);
      const over = (target: string, message: string) =>
        ({ is: 'over', problem: invalidValue(target, message) }) as const;
      if (!question) return over('assertion', 'There is no question to answer.');
      authentications.delete(id);
      if (!isUnder(origin, question.rpId)) return over('origin', 'It is not under the rp.');
      const answer = await tokens.verify('assertion', assertion, question);
      if ('refused' in answer) return over('assertion', answer.refused);
      if (answer.origin !== origin) return over('origin', 'The assertion names another origin.');
      if (answer.credentialId !== credentials.get(device.id)) {
        return over('assertion', 'It comes from another device.');
      }
      return { is: 'right' };
    },
    masked: (device) => ({
      ...device.attributes,
      credentialId: credentials.get(device.id),
    }),
    forget: (device) => {
      registrations.delete(device.id);
      credentials.delete(device.id);
    },
  };
}

function relyingParty(body: JsonObject, usual: string): JsonObject {
  if (body.rp === undefined) return { id: usual, name: usual };
  const { id, name } = objectAt(body, 'rp');
  if (id === undefined) throw requiredValue('rp.id');
  if (!isDomain(id)) throw invalidValue('rp.id', 'Not a domain.');
  return { id, name: typeof name === 'string' ? name : id };
}
