import { defaultPorts, type Configuration } from '../../shared/configuration';
import { isDeviceType } from '../../shared/devices/catalog';
import type { DeskError } from '../../shared/errors';
import type { RightAction } from '../../shared/kiosk/rights';
import type { PairedDevice, PairingFacts, Replaced } from '../../shared/pairing/state';
import { fail, ok, type Result } from '../../shared/result';
import type { CeremonyRoute } from '../../shared/webauthn/route';
import type { Arrival } from '../arrival';
import type { AgentPreflight } from '../desktop-agent/preflight';
import { shownContact } from '../devices/contact';
import { canProveHere } from '../devices/listing';
import type { DeviceMemory } from '../devices/memory';
import { askedInTime } from '../in-time';
import { canGoOn } from '../kiosk/hand-over';
import type { Phone } from '../phone/phone';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { MfaSettings, MfaSettingsResource } from '../pingone/mfa-settings';
import type { Policies, Policy } from '../pingone/policies';
import type { Whom } from '../whom';
import { methodsOf } from './methods';
import { pairedDevice } from './paired-device';
import type { PairingRunner } from './runner';

/** What is gone on with: a pending device, or one that is paired. */
export type GoOn = 'resume' | 'prove';

export interface Starts {
  /** Reads what can be offered, and lets the person choose. Errors: those of reading the device that it shall replace. */
  begin(replaces: string | null): Promise<Result<undefined>>;
  /** A device that is there already, if it is of a kind and in a state that can be gone on with. */
  device(deviceId: string, kind: GoOn): Promise<Result<PairedDevice>>;
  goOn(kind: GoOn, device: PairedDevice): Promise<Result<undefined>>;
}

export interface StartsDependencies {
  readonly configuration: Configuration;
  readonly whom: () => Promise<Result<Whom>>;
  readonly devices: PingOneDevices;
  readonly memory: DeviceMemory;
  readonly phone: Phone;
  readonly policies: Policies;
  /** the policy to pair under; null: the environment's default */
  readonly policyId: string | null;
  readonly mfaSettings: MfaSettingsResource;
  readonly preflight: AgentPreflight;
  readonly route: CeremonyRoute | DeskError;
  readonly runner: PairingRunner;
  /** scopes that were asked for and not granted */
  readonly missingScopes: () => readonly string[];
  /** what an operator was found not to be allowed */
  readonly missingRights: () => readonly RightAction[];
  /** milliseconds that PingOne's clock is ahead of this computer's */
  readonly clockOffset: () => number;
}

/** What the environment allows, as far as whoever is signed in may know it. */
interface Rules {
  readonly policy: Policy | null;
  readonly settings: MfaSettings | null;
}

/** Milliseconds that a person who has pressed a button waits for what is only good to know. */
const patience = 2_000;

const countOf = (devices: readonly Device[] | null, status: Device['status']): number | null =>
  devices?.filter((device) => device.status === status).length ?? null;

export const createStarts = (dependencies: StartsDependencies): Starts => {
  const { configuration, whom, devices, memory, phone, preflight, runner } = dependencies;
  const agentPort = configuration.desktopAgentPort ?? defaultPorts.desktopAgent;

  // of whoever is signed in now: an administrator may change them at any time, and somebody else may see more of them
  let known: { readonly arrival: Arrival; readonly rules: Rules } | null = null;
  const readRules = async ({ arrival, signal }: Whom): Promise<Rules> => {
    // what cannot be read, or not soon, is left unknown: nobody is kept from pairing by it
    const [policy, settings] = await Promise.all([
      askedInTime(patience, signal, (context) =>
        dependencies.policies.read(dependencies.policyId, context),
      ),
      askedInTime(patience, signal, (context) => dependencies.mfaSettings.read(context)),
    ]);
    const rules = { policy, settings };
    known = { arrival, rules };
    return rules;
  };

  /** `there`: the devices of this person; null where they could not be read. */
  const factsFor = (
    { arrival, subject }: Whom,
    { policy, settings }: Rules,
    goal: PairingFacts['goal'],
    there: readonly Device[] | null,
    agentAnswers: boolean | null,
    replaces: Replaced | null,
  ): Omit<PairingFacts, 'id'> => ({
    actor: { id: arrival.person.id },
    userId: subject.id,
    suggestions: { email: subject.email, phone: subject.phone },
    selfServiceHost:
      configuration.selfServiceUrl === undefined
        ? null
        : new URL(configuration.selfServiceUrl).host,
    goal,
    replaces,
    clockOffset: dependencies.clockOffset(),
    phoneExtensions: settings?.phoneExtensions ?? null,
    pairingKeyLifetime: policy?.pairingKeyLifetime ?? null,
    pushTimeout: policy?.pushTimeout ?? null,
    methods: methodsOf(
      { configuration, policy, agentPort },
      {
        activeDevices: countOf(there, 'active'),
        pendingDevices: countOf(there, 'pending'),
        mostDevices: settings?.mostDevices ?? null,
        missingScopes: dependencies.missingScopes(),
        missingRights: dependencies.missingRights(),
        route: dependencies.route,
        phoneExtensions: settings?.phoneExtensions ?? null,
        agentAnswers,
      },
    ),
  });

  const replacedBy = async (device: Device): Promise<Replaced> => ({
    deviceId: device.id,
    type: device.type,
    name: device.nickname ?? (await shownContact(device, phone)),
  });

  return {
    async begin(replaces) {
      const here = await whom();
      if (!here.ok) return here;
      const { id: userId, signal } = here.value;
      // what is only good to know is not waited for, and found out when it is tried
      const [listed, rules, agentAnswers, old] = await Promise.all([
        askedInTime(patience, signal, (context) => devices.list(userId, context)),
        readRules(here.value),
        configuration.relyingParty === undefined ? null : preflight.answers(signal),
        replaces === null ? null : devices.read(userId, replaces, { signal }),
      ]);
      if (old?.ok === false) return old;
      const replaced = old === null ? null : await replacedBy(old.value);
      return runner.begin(
        factsFor(here.value, rules, 'pair', listed?.devices ?? null, agentAnswers, replaced),
      );
    },

    async device(deviceId, kind) {
      const here = await whom();
      if (!here.ok) return here;
      const { id: userId, signal } = here.value;
      const [read, remembered] = await Promise.all([
        devices.read(userId, deviceId, { signal }),
        memory.recall(),
      ]);
      if (!read.ok) return read;
      const { type, status } = read.value;
      if (!isDeviceType(type)) return fail({ code: 'deviceUnsupported' });
      const provable =
        status === 'active' &&
        canProveHere(read.value, remembered.get(deviceId), configuration.relyingParty?.id ?? null);
      if (!canGoOn(kind, read.value, provable)) return fail({ code: 'notAllowed' });
      return ok(await pairedDevice(read.value, type, phone));
    },

    async goOn(kind, device) {
      const here = await whom();
      if (!here.ok) return here;
      const rules =
        known?.arrival === here.value.arrival ? known.rules : await readRules(here.value);
      const facts = (goal: PairingFacts['goal']) =>
        factsFor(here.value, rules, goal, null, null, null);
      return kind === 'resume'
        ? runner.resume(facts('pair'), device)
        : runner.prove(facts('prove'), device);
    },
  };
};
