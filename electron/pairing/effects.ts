import { isUnderRelyingParty } from '../../shared/configuration';
import {
  catalog,
  createFieldsOf,
  targetOf,
  type Details,
  type DeviceType,
} from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { Command, CommandKind } from '../../shared/pairing/command';
import { lockOf, type Outcome, type SeenDevice } from '../../shared/pairing/event';
import type { CheckReport, OfferedDevice } from '../../shared/pairing/state';
import { pushPatience } from '../../shared/pairing/view';
import { ok, type Result } from '../../shared/result';
import type { CeremonyRoute } from '../../shared/webauthn/route';
import type { DesktopAgent } from '../desktop-agent/client';
import { contactOf, isSameContact, shownContact } from '../devices/contact';
import type { ProvableDevice } from '../devices/listing';
import type { AgentPreflight } from '../desktop-agent/preflight';
import type {
  Authentication,
  DeviceAuthentications,
  Offered,
} from '../pingone/device-authentications';
import type { PairingKeys } from '../pingone/pairing-keys';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { Phone } from '../phone/phone';
import type { Ceremony } from '../webauthn/ceremony';
import type { RequestContext } from '../pingone/request';
import { readKeyUri } from './authenticator-key';
import { challenges } from './challenges/by-kind';
import type { Secrets } from './secrets';
import { createWatches } from './watching';

/** What the effects reach: PingOne, and the program on this computer. */
export interface EffectServices {
  readonly devices: PingOneDevices;
  readonly authentications: DeviceAuthentications;
  readonly agent: DesktopAgent;
  readonly preflight: AgentPreflight;
  readonly pairingKeys: PairingKeys;
  /** asks a security key, in a window of its own */
  readonly ceremony: Ceremony;
  readonly relyingParty: { readonly id: string; readonly origin: string } | null;
  /** how a security key is reached, or why not at all */
  readonly route: CeremonyRoute | DeskError;
  /** opens the page where people look after their devices; false: no browser came up */
  readonly openSelfService: () => Promise<boolean>;
  /** whether a device authentication from here can prove a device of this person */
  readonly canProve: (device: ProvableDevice) => Promise<boolean>;
  readonly now: () => number;
  readonly policyId: string | null;
  readonly phone: Phone;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** One pairing's own: whose device, where its secrets are, what support can look it up by. */
export interface EffectContext extends RequestContext {
  readonly userId: string;
  readonly secrets: Secrets;
}

type Effect<Kind extends CommandKind> = (
  command: Extract<Command, { kind: Kind }>,
  context: EffectContext,
) => Promise<Outcome>;
export type Effects = { readonly [Kind in CommandKind]: Effect<Kind> };

/** A list that is asked for right after a create may not show the new device yet. */
const settlingTime = 1_500;

export const seen = (device: Device): SeenDevice => ({
  id: device.id,
  status: device.status,
  locked: device.locked,
  lockedUntil: device.lockedUntil,
  description: device.description,
});

const kindOf = (type: DeviceType) => challenges[catalog[type].challenge];

const failureOf = (error: DeskError): Outcome =>
  error.code === 'notFound' || error.code === 'deviceGone'
    ? { kind: 'gone' }
    : { kind: 'failed', error };

const deviceOutcome = (result: Result<Device>): Outcome =>
  result.ok ? { kind: 'seen', device: seen(result.value) } : failureOf(result.error);

/** What another device of this person could be chosen for, or what stands against it. */
const shownOffer = (
  { id, type, nickname, contact, obstacle }: Offered,
  canBeProven: boolean,
): OfferedDevice => ({
  id,
  type,
  nickname,
  target: contact,
  obstacle: obstacle ?? (canBeProven ? null : 'notHere'),
});

const authenticationOutcome = async (
  result: Result<Authentication>,
  { secrets }: EffectContext,
  canProve: EffectServices['canProve'],
): Promise<Outcome> => {
  if (!result.ok) return { kind: 'failed', error: result.error };
  const { prompt, id, status, selectedDeviceId, offered, error, correlationId } = result.value;
  return {
    kind: 'authentication',
    authentication: {
      id,
      status,
      selectedDeviceId,
      error,
      prompt: prompt === null ? null : { kind: prompt.kind, options: secrets.keep(prompt.options) },
      offered: await Promise.all(
        offered.map(async (each) => shownOffer(each, await canProve(each))),
      ),
      reference: correlationId ?? id,
    },
  };
};

/** Whether a device of this type has the very address or number already. */
const isTaken = (details: Details, taken: CheckReport['contactsTaken']): boolean => {
  const target = targetOf(details.type, details);
  const extension = details.type === 'VOICE' ? details.extension : '';
  return (
    target !== null &&
    taken.some((each) => isSameContact(each.contact, target) && each.extension === extension)
  );
};

const responseLost: Outcome = { kind: 'failed', error: { code: 'responseLost' } };

/** How each command is carried out. The only place from which a pairing reaches the network. */
export const createEffects = (services: EffectServices): Effects => {
  const { devices, authentications, pairingKeys, agent, preflight } = services;
  const { relyingParty, policyId, phone, sleep } = services;

  const watches = createWatches(services);
  const outcome = (result: Result<Authentication>, context: EffectContext): Promise<Outcome> =>
    authenticationOutcome(result, context, services.canProve);

  /** Where one has failed: a lock is told by the device only (pingone-mfa-api.md J.1 Q2). */
  const ended = async (
    read: Result<Authentication>,
    deviceId: string,
    context: EffectContext,
  ): Promise<Outcome> => {
    if (!read.ok || read.value.status !== 'FAILED') return outcome(read, context);
    const device = await devices.read(context.userId, deviceId, context);
    const lock = device.ok ? lockOf(seen(device.value)) : null;
    return outcome(ok({ ...read.value, error: lock ?? read.value.error }), context);
  };

  const newDevices = async (
    command: Extract<Command, { kind: 'findCreated' }>,
    context: EffectContext,
  ): Promise<Result<string[]>> => {
    const { details, check } = command.description;
    const known = new Set(check.knownDeviceIds);
    const listed = await devices.list(context.userId, context);
    if (!listed.ok) return listed;
    const target = targetOf(details.type, details);
    return {
      ok: true,
      value: listed.value.devices
        .filter(
          ({ id, type, status }) => !known.has(id) && type === details.type && status === 'pending',
        )
        // somebody may be pairing another address of this person elsewhere at the same time
        .filter((device) => target === null || isSameContact(contactOf(device) ?? target, target))
        .map(({ id }) => id),
    };
  };

  return {
    async check({ type, replaces }, context) {
      const asksAgent = catalog[type].challenge === 'desktopAgent';
      const route = catalog[type].challenge === 'securityKey' ? services.route : null;
      if (route !== null && 'code' in route) return { kind: 'failed', error: route };
      const [listed, agentChecked] = await Promise.all([
        devices.list(context.userId, context),
        asksAgent ? preflight.check(context.signal) : null,
      ]);
      if (agentChecked?.ok === false) return { kind: 'failed', error: agentChecked.error };
      if (!listed.ok) return { kind: 'failed', error: listed.error };
      return {
        kind: 'checked',
        report: {
          knownDeviceIds: listed.value.devices.map(({ id }) => id),
          agentOwnerUnknown: agentChecked?.value.ownerUnknown ?? false,
          namesTaken: listed.value.devices.flatMap(({ nickname }) => nickname ?? []),
          contactsTaken: listed.value.devices.flatMap((each) => {
            const contact = each.email ?? each.phone;
            const counts = each.type === type && each.status === 'active' && each.id !== replaces;
            return counts && contact !== null ? [{ contact, extension: each.extension ?? '' }] : [];
          }),
          route,
        },
      };
    },

    async create({ description: { details, nickname, check } }, context) {
      // PingOne may take the same number twice; codes would come twice, and nobody could tell the two apart
      if (isTaken(details, check.contactsTaken))
        return { kind: 'failed', error: { code: 'duplicate' } };
      const created = await devices.create(
        context.userId,
        {
          type: details.type,
          fields: createFieldsOf(details.type, details, { relyingParty }),
          nickname: nickname === '' ? null : nickname,
          policyId,
        },
        context,
      );
      if (!created.ok) return { kind: 'failed', error: created.error };
      const { device, desktopOptions, ceremonyOptions, keyUri } = created.value;
      const key = keyUri === null ? null : readKeyUri(keyUri);
      const secret = desktopOptions ?? ceremonyOptions ?? (key === null ? null : keyUri);
      return {
        kind: 'created',
        deviceId: device.id,
        secret: secret === null ? null : context.secrets.keep(secret),
        target: await shownContact(device, phone),
        tokenType: device.tokenType,
        codeLength: key?.digits ?? null,
        codePeriod: key?.period ?? null,
        // the agent and PingOne would both refuse an origin outside (pingone-mfa-api.md J.1 Q9)
        objection:
          device.rpId === null ||
          relyingParty === null ||
          isUnderRelyingParty(device.rpId, relyingParty.origin)
            ? null
            : { code: 'relyingPartyMismatch', expected: device.rpId },
      };
    },

    async findCreated(command, context) {
      const first = await newDevices(command, context);
      if (first.ok && first.value.length === 0) await sleep(settlingTime, context.signal);
      const found = first.ok && first.value.length > 0 ? first : await newDevices(command, context);
      return found.ok
        ? { kind: 'found', deviceIds: found.value }
        : { kind: 'failed', error: found.error };
    },

    async createKey(_command, context) {
      const created = await pairingKeys.create(context.userId, policyId, context);
      if (!created.ok)
        return {
          kind: 'failed',
          error:
            created.error.code === 'limitReached'
              ? { ...created.error, code: 'pairingKeyLimit' }
              : created.error,
        };
      const { id, code } = created.value;
      return code === null
        ? responseLost
        : { kind: 'keyCreated', keyId: id, code: context.secrets.keep(code) };
    },

    watchKey: ({ keyId, validUntil, knownDeviceIds }, context) =>
      watches.key(keyId, validUntil, knownDeviceIds, context),
    dropKey: ({ keyId, knownDeviceIds }, context) =>
      watches.dropKey(keyId, knownDeviceIds, context),
    watchDevices: ({ type, knownDeviceIds }, context) =>
      watches.devices(type, knownDeviceIds, context),
    openSelfService: async () =>
      (await services.openSelfService())
        ? { kind: 'opened' }
        : { kind: 'failed', error: { code: 'browserNotOpened' } },

    async askKey({ purpose, options }, context) {
      const text = context.secrets.read(options);
      if (text === null) return responseLost;
      if (relyingParty === null) return { kind: 'failed', error: { code: 'relyingPartyMissing' } };
      const answer = await services.ceremony.run(
        { purpose, options: text, relyingParty },
        context.signal,
      );
      return answer.ok
        ? { kind: 'answered', response: context.secrets.keep(answer.value) }
        : { kind: 'failed', error: answer.error };
    },

    async resend({ deviceId }, context) {
      const sent = await devices.resend(context.userId, deviceId, context);
      return sent.ok ? { kind: 'sent' } : failureOf(sent.error);
    },

    async askAgent({ purpose, prompt }, context) {
      const jwt = context.secrets.read(prompt);
      if (jwt === null) return responseLost;
      const answer = await agent[purpose](jwt, context.signal);
      return answer.ok
        ? { kind: 'answered', response: context.secrets.keep(answer.value) }
        : { kind: 'failed', error: answer.error };
    },

    async activate({ deviceId, type, response }, context) {
      const secret = context.secrets.read(response);
      if (secret === null) return responseLost;
      return deviceOutcome(
        await devices.activate(
          context.userId,
          deviceId,
          kindOf(type).activation(secret, relyingParty?.origin ?? ''),
          context,
        ),
      );
    },

    readDevice: async ({ deviceId }, context) =>
      deviceOutcome(await devices.read(context.userId, deviceId, context)),

    async remove({ deviceId }, context) {
      // a pending device only: one that became active meanwhile is the person's
      const read = deviceOutcome(await devices.read(context.userId, deviceId, context));
      if (read.kind !== 'seen' || read.device.status === 'active') return read;
      const removed = await devices.remove(context.userId, deviceId, context);
      return removed.ok ? { kind: 'gone' } : { kind: 'failed', error: removed.error };
    },

    beginAuthentication: async ({ deviceId }, context) =>
      outcome(await authentications.begin(context.userId, deviceId, policyId, context), context),

    selectDevice: async ({ authenticationId, deviceId }, context) =>
      outcome(await authentications.select(authenticationId, deviceId, context), context),

    async checkAuthentication({ authenticationId, type, response }, context) {
      const secret = context.secrets.read(response);
      if (secret === null) return responseLost;
      const checked = await kindOf(type).check({
        authentications,
        authenticationId,
        response: secret,
        relyingPartyOrigin: relyingParty?.origin ?? null,
        context,
      });
      return outcome(checked, context);
    },

    readAuthentication: async ({ authenticationId, deviceId }, context) =>
      ended(await authentications.read(authenticationId, context), deviceId, context),

    awaitPush: async ({ authenticationId, deviceId }, context) =>
      ended(await watches.push(authenticationId, pushPatience, context), deviceId, context),

    async cancelPush({ authenticationId }, context) {
      const cancelled = await authentications.cancelPush(authenticationId, context);
      // there is nothing to cancel any more: the phone was faster
      return outcome(
        cancelled.ok || cancelled.error.code !== 'refused'
          ? cancelled
          : await authentications.read(authenticationId, context),
        context,
      );
    },
  };
};
