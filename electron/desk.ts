import { defaultPorts, type Configuration } from '../shared/configuration';
import { catalog, isDeviceType, type DeviceType } from '../shared/devices/catalog';
import type { AppKey, CountryList, Person, PhoneReading, SessionView } from '../shared/ipc/views';
import type { PairedDevice, PairingFacts } from '../shared/pairing/state';
import type { PairingView } from '../shared/pairing/screen';
import { fail, ok, type Result } from '../shared/result';
import { arrive, factsOf, type Arrival } from './arrival';
import { createSession, type Session } from './auth/session';
import type { UnfinishedSignOuts } from './auth/unfinished-sign-out';
import { endpointsOf } from './configuration/endpoints';
import { createDesktopAgent } from './desktop-agent/client';
import { createAgentPreflight, type PreflightSystem } from './desktop-agent/preflight';
import { shownContact } from './devices/contact';
import { canProveHere } from './devices/listing';
import type { DeviceMemory } from './devices/memory';
import { createOwnDevices, type OwnDevices } from './devices/own-devices';
import type { Fetch } from './http/request';
import type { Log } from './log/log';
import { appKeyOf } from './pairing/authenticator-key';
import { createEffects } from './pairing/effects';
import type { Journal } from './pairing/journal';
import { createPairingRunner, type PairingRunner } from './pairing/runner';
import { createDeviceAuthentications } from './pingone/device-authentications';
import type { Phone } from './phone/phone';
import { createPingOneDevices, type Device } from './pingone/devices';
import { createPingOneHttp } from './pingone/http';
import { createMfaSettings } from './pingone/mfa-settings';
import { createPolicies } from './pingone/policies';
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
  readonly devices: OwnDevices;
  readonly phone: {
    countries(): Promise<Result<CountryList>>;
    read(country: string | null, text: string): Promise<Result<PhoneReading>>;
  };
  begin(): Promise<Result<undefined>>;
  resume(deviceId: string): Promise<Result<undefined>>;
  prove(deviceId: string): Promise<Result<undefined>>;
  key(pairingId: string): Result<AppKey>;
  copyKey(pairingId: string): Promise<Result<undefined>>;
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
      if (view.state === 'signedIn') arrival ??= welcome(view.person);
      else if (view.state === 'signedOut' || view.state === 'signingOut') depart();
      ports.onSession(view);
    },
  });
  const serverClock = createServerClock();
  const http = createPingOneHttp({ fetch, endpoints, session, now, sleep, log, serverClock });
  const devices = createPingOneDevices({ http });
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
      phone: ports.phone,
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

  const welcome = async (claimed: Person): Promise<Arrival> => {
    const { signal } = leave;
    const welcomed = await arrive(
      claimed,
      {
        environmentId: endpoints.environmentId,
        policyId,
        country: ports.country,
        users: createUsers({ http }),
        policies: createPolicies({ http }),
        mfaSettings: createMfaSettings({ http }),
        devices,
        journal,
        phone: ports.phone,
        log,
      },
      signal,
    );
    if (!signal.aborted) session.setPerson(welcomed.person);
    return welcomed;
  };

  /** Who is signed in, once all is known about them. */
  const arrived = async (): Promise<Result<Arrival>> =>
    arrival === null ? fail({ code: 'signInRequired' }) : ok(await arrival);

  const facts = (arrival: Arrival, goal: PairingFacts['goal']) =>
    factsOf(arrival, goal, configuration, serverClock.offset());

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
      target: await shownContact(read.value, ports.phone),
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
    devices: createOwnDevices({
      devices,
      memory,
      phone: ports.phone,
      preflight: relyingParty === null ? null : preflight,
      clockOffset: () => serverClock.offset(),
      arrived,
      signal: () => leave.signal,
    }),
    async begin() {
      const here = await arrived();
      return here.ok ? runner.begin(facts(here.value, 'pair')) : here;
    },
    resume: (deviceId) =>
      takeUp(
        deviceId,
        ({ status }, type) => status === 'pending' && catalog[type].canBeResumed,
        (arrival, device) => runner.resume(facts(arrival, 'pair'), device),
      ),
    async prove(deviceId) {
      const remembered = (await memory.recall()).get(deviceId);
      return takeUp(
        deviceId,
        (device) => canProveHere(device, remembered),
        (arrival, device) => runner.prove(facts(arrival, 'prove'), device),
      );
    },
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
    async close() {
      depart();
      await session.close();
    },
  };
};
