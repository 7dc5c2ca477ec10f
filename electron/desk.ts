import { defaultPorts, type Configuration } from '../shared/configuration';
import { catalog, isDeviceType, type DeviceType } from '../shared/devices/catalog';
import type {
  AppKey,
  CountryList,
  DeviceList,
  Notice,
  Person,
  PhoneReading,
  SessionView,
} from '../shared/ipc/views';
import type { PairedDevice, PairingFacts } from '../shared/pairing/state';
import type { PairingView } from '../shared/pairing/view';
import { fail, ok, type Result } from '../shared/result';
import { createSession, type Session } from './auth/session';
import type { UnfinishedSignOuts } from './auth/unfinished-sign-out';
import { endpointsOf } from './configuration/endpoints';
import { createDesktopAgent } from './desktop-agent/client';
import { createAgentPreflight, type PreflightSystem } from './desktop-agent/preflight';
import { contactOf, listDevices } from './devices/listing';
import type { DeviceMemory } from './devices/memory';
import type { Fetch } from './http/request';
import type { Log } from './log/log';
import { appKeyOf } from './pairing/authenticator-key';
import { createEffects } from './pairing/effects';
import type { Journal } from './pairing/journal';
import { methodsOf } from './pairing/methods';
import { createPairingRunner, type PairingRunner } from './pairing/runner';
import { settle } from './pairing/settle';
import { createDeviceAuthentications } from './pingone/device-authentications';
import type { Phone } from './phone/phone';
import { createPingOneDevices, type Device } from './pingone/devices';
import { createPingOneHttp } from './pingone/http';
import { createMfaSettings, type MfaSettings } from './pingone/mfa-settings';
import { createPolicies, type Policy } from './pingone/policies';
import { createServerClock } from './pingone/server-clock';
import { createUsers } from './pingone/users';
import type { Vault } from './vault/vault';

/** What the desk needs from the world: everything Electron, the clock, the disk. */
export interface DeskPorts {
  readonly fetch: Fetch;
  readonly openExternal: (url: URL) => Promise<boolean>;
  readonly vault: Vault;
  readonly unfinishedSignOuts: UnfinishedSignOuts;
  readonly journal: Journal;
  readonly memory: DeviceMemory;
  /** what the operating system tells about the listener on the agent's port */
  readonly system: PreflightSystem;
  readonly phone: Phone;
  /** ISO 3166-1 alpha-2 of where this computer says that it is */
  readonly country: string | null;
  /** puts a secret on the clipboard, and takes it off again */
  readonly copySecret: (text: string) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly onSession: (view: SessionView) => void;
  readonly onPairing: (view: PairingView | null) => void;
}

/** All services of one configuration, wired. Runs in plain Node. */
export interface Desk {
  readonly session: Session;
  readonly pairing: Pick<PairingRunner, 'view' | 'act' | 'close'>;
  readonly phone: {
    countries(): Promise<Result<CountryList>>;
    read(country: string | null, text: string): Promise<Result<PhoneReading>>;
  };
  begin(): Promise<Result<undefined>>;
  resume(deviceId: string): Promise<Result<undefined>>;
  prove(deviceId: string): Promise<Result<undefined>>;
  key(pairingId: string): Result<AppKey>;
  copyKey(pairingId: string): Promise<Result<undefined>>;
  list(): Promise<Result<DeviceList>>;
  rename(deviceId: string, nickname: string): Promise<Result<undefined>>;
  /** Errors: `lastDevice` where nothing else is left to sign in with, unless that is confirmed. */
  remove(deviceId: string, lastConfirmed: boolean): Promise<Result<undefined>>;
  reorder(deviceIds: readonly string[]): Promise<Result<undefined>>;
  close(): Promise<void>;
}

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });

/** What is known once somebody has signed in: who they are, what the policy says, what an earlier run left open. */
interface Arrival {
  readonly person: Person;
  readonly policy: Policy | null;
  readonly settings: MfaSettings | null;
  /** the person's own number, as PingOne's record has it */
  readonly phone: Extract<PhoneReading, { kind: 'number' }> | null;
  readonly notices: readonly Notice[];
}

export const createDesk = (configuration: Configuration, ports: DeskPorts): Desk => {
  const { fetch, openExternal, vault, journal, memory, system, now, newId, log } = ports;
  const endpoints = endpointsOf(configuration);
  const relyingParty = configuration.relyingParty ?? null;
  const policyId = configuration.deviceAuthenticationPolicyId ?? null;
  const agentPort = configuration.desktopAgentPort ?? defaultPorts.desktopAgent;

  let arrival: Promise<Arrival> | null = null;
  let leave = new AbortController();

  const session = createSession({
    configuration,
    endpoints,
    vault,
    unfinishedSignOuts: ports.unfinishedSignOuts,
    fetch,
    openExternal,
    now,
    log,
    onChange(view) {
      if (view.state === 'signedIn') arrival ??= arrive(view.person);
      else if (view.state === 'signedOut' || view.state === 'signingOut') depart();
      ports.onSession(view);
    },
  });
  const serverClock = createServerClock();
  const http = createPingOneHttp({ fetch, endpoints, session, now, sleep, log, serverClock });
  const devices = createPingOneDevices({ http });
  const users = createUsers({ http });
  const policies = createPolicies({ http });
  const mfaSettings = createMfaSettings({ http });
  const preflight = createAgentPreflight({ port: agentPort, relyingParty, system, log });
  const runner = createPairingRunner({
    environmentId: endpoints.environmentId,
    effects: createEffects({
      devices,
      authentications: createDeviceAuthentications({ http, log }),
      agent: createDesktopAgent({
        port: agentPort,
        origin: relyingParty?.origin ?? '',
        now,
        log,
      }),
      preflight,
      relyingParty,
      policyId,
      sleep,
    }),
    journal,
    memory,
    now,
    newId,
    log,
    onChange: ports.onPairing,
  });

  const depart = (): void => {
    leave.abort();
    leave = new AbortController();
    arrival = null;
    runner.drop();
  };

  const arrive = async (claimed: Person): Promise<Arrival> => {
    const { signal } = leave;
    const [user, policy, settings, settled] = await Promise.all([
      users.read(claimed.id, { signal }),
      policies.read(policyId, { signal }),
      mfaSettings.read({ signal }),
      settle(
        { environmentId: endpoints.environmentId, actorId: claimed.id },
        { devices, journal, log },
        signal,
      ),
    ]);
    const person: Person = user.ok
      ? {
          id: claimed.id,
          username: user.value.username ?? claimed.username,
          name: user.value.name ?? claimed.name,
          email: user.value.email ?? claimed.email,
        }
      : claimed;
    if (!signal.aborted) session.setPerson(person);
    const ownPhone = user.ok ? user.value.phone : null;
    const number = ownPhone === null ? null : await ports.phone.read(ports.country, ownPhone);
    return {
      person,
      policy: policy.ok ? policy.value : null,
      settings: settings.ok ? settings.value : null,
      phone: number?.kind === 'number' ? number : null,
      notices: settled.ok ? settled.value : [],
    };
  };

  /** Who is signed in, once all is known about them. On a workstation the person is both actor and subject. */
  const arrived = async (): Promise<Result<Arrival>> =>
    arrival === null ? fail({ code: 'signInRequired' }) : ok(await arrival);

  const factsOf = (
    { person, policy, settings, phone }: Arrival,
    goal: PairingFacts['goal'],
  ): Omit<PairingFacts, 'id'> => ({
    goal,
    actor: { id: person.id },
    userId: person.id,
    suggestions: { email: person.email, phone: phone?.phone ?? null },
    methods: methodsOf(configuration, policy),
    phoneExtensions: settings?.phoneExtensions ?? null,
    clockOffset: serverClock.offset(),
  });

  /** Goes on with a device that is there already, if it is of a kind and in a state that allows it. */
  const takeUp = async (
    deviceId: string,
    may: (device: Device, type: DeviceType) => boolean,
    goOn: (arrival: Arrival, device: PairedDevice) => Result<undefined>,
  ): Promise<Result<undefined>> => {
    const here = await arrived();
    if (!here.ok) return here;
    const read = await devices.read(here.value.person.id, deviceId, { signal: leave.signal });
    if (!read.ok) return read;
    const { id, type, nickname, tokenType, description } = read.value;
    if (!isDeviceType(type) || !may(read.value, type)) return fail({ code: 'notAllowed' });
    return goOn(here.value, {
      id,
      type,
      target: contactOf(read.value),
      nickname,
      description,
      tokenType,
      codeLength: null,
      codePeriod: null,
      codeSpentAt: null,
    });
  };

  return {
    session,
    pairing: runner,
    async begin() {
      const here = await arrived();
      return here.ok ? runner.begin(factsOf(here.value, 'pair')) : here;
    },
    resume: (deviceId) =>
      takeUp(
        deviceId,
        ({ status }, type) => status === 'pending' && catalog[type].canBeResumed,
        (arrival, device) => runner.resume(factsOf(arrival, 'pair'), device),
      ),
    prove: (deviceId) =>
      takeUp(
        deviceId,
        ({ status }) => status === 'active',
        (arrival, device) => runner.prove(factsOf(arrival, 'prove'), device),
      ),
    key(pairingId) {
      const uri = runner.key(pairingId);
      return uri.ok ? ok(appKeyOf(uri.value)) : uri;
    },
    async copyKey(pairingId) {
      const uri = runner.key(pairingId);
      if (!uri.ok) return uri;
      await ports.copySecret(appKeyOf(uri.value).secret);
      return ok(undefined);
    },
    phone: {
      async countries() {
        const here = await arrived();
        if (!here.ok) return here;
        return ok(await ports.phone.countries(here.value.phone?.country ?? ports.country));
      },
      read: async (country, text) => ok(await ports.phone.read(country, text)),
    },
    async list() {
      const here = await arrived();
      if (!here.ok) return here;
      const { person, notices } = here.value;
      return listDevices(
        person.id,
        notices,
        {
          devices,
          memory,
          preflight: relyingParty === null ? null : preflight,
          clockOffset: () => serverClock.offset(),
        },
        { signal: leave.signal },
      );
    },
    async rename(deviceId, nickname) {
      const here = await arrived();
      return here.ok
        ? devices.rename(here.value.person.id, deviceId, nickname, { signal: leave.signal })
        : here;
    },
    async remove(deviceId, lastConfirmed) {
      const here = await arrived();
      if (!here.ok) return here;
      const { person } = here.value;
      const context = { signal: leave.signal };
      if (!lastConfirmed) {
        // what the window shows may be old: another device may have been removed elsewhere
        const listed = await devices.list(person.id, context);
        if (!listed.ok) return listed;
        const active = listed.value.devices.filter(({ status }) => status === 'active');
        if (active.length === 1 && active[0]?.id === deviceId) return fail({ code: 'lastDevice' });
      }
      const removed = await devices.remove(person.id, deviceId, context);
      if (removed.ok) await memory.forget(deviceId).catch(() => undefined);
      return removed;
    },
    async reorder(deviceIds) {
      const here = await arrived();
      return here.ok
        ? devices.reorder(here.value.person.id, deviceIds, { signal: leave.signal })
        : here;
    },
    async close() {
      depart();
      await session.close();
    },
  };
};
