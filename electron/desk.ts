import { defaultPorts, type Configuration } from '../shared/configuration';
import { isDeviceType } from '../shared/devices/catalog';
import type { AppKey, CountryList, Person, PhoneReading, SessionView } from '../shared/ipc/views';
import type { PairedDevice, PairingFacts } from '../shared/pairing/state';
import type { KioskView } from '../shared/kiosk/view';
import type { PersonAction } from '../shared/pairing/event';
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
import { canGoOn } from './kiosk/hand-over';
import { createKiosk, type Kiosk, type KioskPorts } from './kiosk/kiosk';
import type { Log } from './log/log';
import { appKeyOf } from './pairing/authenticator-key';
import { createEffects } from './pairing/effects';
import type { Journal } from './pairing/journal';
import { createPairingRunner, type PairingRunner } from './pairing/runner';
import { settle } from './pairing/settle';
import { createDeviceAuthentications } from './pingone/device-authentications';
import type { Phone } from './phone/phone';
import { createPingOneDevices } from './pingone/devices';
import { createPingOneHttp } from './pingone/http';
import { createMfaSettings } from './pingone/mfa-settings';
import { createPolicies } from './pingone/policies';
import { createPopulations } from './pingone/populations';
import { createServerClock } from './pingone/server-clock';
import { createUsers } from './pingone/users';
import { sleep } from './sleep';
import type { Vault } from './vault/vault';
import { servedPerson, signedInPerson, type Whom } from './whom';

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
  readonly onKiosk: (view: KioskView | null) => void;
  readonly kiosk: KioskPorts;
}

/** All services of one configuration, wired. Runs in plain Node. */
export interface Desk {
  readonly isKiosk: boolean;
  readonly session: Session;
  readonly pairing: Pick<PairingRunner, 'view' | 'close'>;
  /** the shift of the operator who is signed in; null on a workstation, and while nobody is */
  kiosk(): Kiosk | null;
  readonly devices: OwnDevices;
  readonly phone: {
    countries(): Promise<Result<CountryList>>;
    read(country: string | null, text: string): Promise<Result<PhoneReading>>;
  };
  act(pairingId: string, action: PersonAction): Result<undefined>;
  begin(): Promise<Result<undefined>>;
  resume(deviceId: string): Promise<Result<undefined>>;
  prove(deviceId: string): Promise<Result<undefined>>;
  key(pairingId: string): Result<AppKey>;
  copyKey(pairingId: string): Promise<Result<undefined>>;
  close(): Promise<void>;
}

export const createDesk = (configuration: Configuration, ports: DeskPorts): Desk => {
  const { fetch, openExternal, vault, journal, memory, system, now, newId, log } = ports;
  const endpoints = endpointsOf(configuration);
  const relyingParty = configuration.relyingParty ?? null;
  const policyId = configuration.deviceAuthenticationPolicyId ?? null;
  const agentPort = configuration.desktopAgentPort ?? defaultPorts.desktopAgent;

  let arrival: Promise<Arrival> | null = null;
  let leave = new AbortController();
  let shift: Kiosk | null = null;

  const session = createSession({
    configuration,
    endpoints,
    vault,
    unfinishedSignOuts: ports.unfinishedSignOuts,
    fetch,
    openExternal,
    now,
    sleep,
    log,
    onSignedInAgain: () => shift?.signedInAgain(),
    onChange(view) {
      // a session that ends by itself leaves a page that somebody has typed into
      if (view.state === 'signedOut' && shift !== null) shift.abandoned();
      if (view.state === 'signedIn') arrival ??= welcome(view.person);
      else if (view.state === 'signedOut' || view.state === 'signingOut') depart();
      // whoever signs in again is there, whatever comes of it
      shift?.attended();
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
    onState: (state, before) => shift?.paired(state, before),
  });
  const users = createUsers({ http });
  const isKiosk = configuration.mode === 'kiosk';

  const depart = (): void => {
    leave.abort();
    leave = new AbortController();
    arrival = null;
    shift?.close();
    shift = null;
    runner.drop();
    if (isKiosk) ports.onKiosk(null);
  };

  /** What earlier pairings of this person left open. */
  const settleFor = (actorId: string, signal: AbortSignal) =>
    settle(
      { environmentId: endpoints.environmentId, actorId },
      { devices, journal, log, finishLater: !isKiosk },
      signal,
    );

  const beginShift = (operator: Person): Kiosk => {
    const { signal } = leave;
    return createKiosk({
      configuration,
      ports: ports.kiosk,
      operator,
      session,
      http,
      users,
      populations: createPopulations({ http }),
      devices,
      runner,
      settle: () => settleFor(operator.id, signal),
      device: pairedDevice,
      start: goOn,
      now,
      newId,
      log,
      onChange: ports.onKiosk,
    });
  };

  const welcome = async (claimed: Person): Promise<Arrival> => {
    const { signal } = leave;
    const welcomed = await arrive(
      claimed,
      {
        policyId,
        country: ports.country,
        users,
        policies: createPolicies({ http }),
        mfaSettings: createMfaSettings({ http }),
        phone: ports.phone,
        // the shift of an operator looks for itself
        settle: (until) => (isKiosk ? Promise.resolve(ok([])) : settleFor(claimed.id, until)),
      },
      signal,
    );
    if (signal.aborted) return welcomed;
    session.setPerson(welcomed.person);
    if (isKiosk) shift = beginShift(welcomed.person);
    return welcomed;
  };

  /** Who is signed in, once all is known about them. */
  const arrived = async (): Promise<Result<Arrival>> =>
    arrival === null ? fail({ code: 'signInRequired' }) : ok(await arrival);

  /** Whose devices: of whoever is signed in, or at a kiosk of whoever is being served. */
  const whom = async (): Promise<Result<Whom>> => {
    const here = await arrived();
    if (!here.ok) return here;
    if (!isKiosk) return ok(signedInPerson(here.value, leave.signal));
    const served = shift?.serving() ?? fail({ code: 'notAllowed' });
    return served.ok
      ? ok(await servedPerson(here.value, served.value, ports.phone, ports.country))
      : served;
  };

  const facts = ({ arrival, subject }: Whom, goal: PairingFacts['goal']) =>
    factsOf(arrival, subject, goal, configuration, serverClock.offset());

  type GoOn = 'resume' | 'prove';

  /** A device that is there already, if it is of a kind and in a state that can be gone on with. */
  const pairedDevice = async (deviceId: string, kind: GoOn): Promise<Result<PairedDevice>> => {
    const here = await whom();
    if (!here.ok) return here;
    const { id: userId, signal } = here.value;
    const [read, remembered] = await Promise.all([
      devices.read(userId, deviceId, { signal }),
      memory.recall(),
    ]);
    if (!read.ok) return read;
    const { id, type, nickname, tokenType, description } = read.value;
    const provable = canProveHere(read.value, remembered.get(deviceId));
    if (!isDeviceType(type) || !canGoOn(kind, read.value, provable))
      return fail({ code: 'notAllowed' });
    return ok({
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

  const goOn = async (kind: GoOn, device: PairedDevice): Promise<Result<undefined>> => {
    const here = await whom();
    if (!here.ok) return here;
    return kind === 'resume'
      ? runner.resume(facts(here.value, 'pair'), device)
      : runner.prove(facts(here.value, 'prove'), device);
  };

  const takeUp = async (deviceId: string, kind: GoOn): Promise<Result<undefined>> => {
    // at a kiosk the person is asked first
    if (isKiosk) return fail({ code: 'notAllowed' });
    const device = await pairedDevice(deviceId, kind);
    return device.ok ? goOn(kind, device.value) : device;
  };

  /** The key of an authenticator app is for the person whose app it is. */
  const keyFor = (pairingId: string): Result<string> =>
    isKiosk && shift?.hands() !== 'subject' ? fail({ code: 'notAllowed' }) : runner.key(pairingId);

  return {
    isKiosk,
    session,
    pairing: runner,
    devices: createOwnDevices({
      devices,
      memory,
      phone: ports.phone,
      preflight: relyingParty === null ? null : preflight,
      clockOffset: () => serverClock.offset(),
      owner: whom,
      onChanged: (action, deviceId) => void shift?.changed(action, deviceId),
    }),
    kiosk: () => shift,
    act: (pairingId, action) =>
      shift?.mayAct(action.kind) === false
        ? fail({ code: 'notAllowed' })
        : runner.act(pairingId, action),
    async begin() {
      const may = shift?.mayBegin() ?? ok(undefined);
      if (!may.ok) return may;
      const here = await whom();
      return here.ok ? runner.begin(facts(here.value, 'pair')) : here;
    },
    resume: (deviceId) => takeUp(deviceId, 'resume'),
    prove: (deviceId) => takeUp(deviceId, 'prove'),
    key(pairingId) {
      const uri = keyFor(pairingId);
      return uri.ok ? ok(appKeyOf(uri.value)) : uri;
    },
    async copyKey(pairingId) {
      // the phone of the person is not this computer
      if (isKiosk) return fail({ code: 'notAllowed' });
      const uri = runner.key(pairingId);
      if (!uri.ok) return uri;
      await ports.copySecret(appKeyOf(uri.value).secret);
      return ok(undefined);
    },
    phone: {
      async countries() {
        const here = await whom();
        return here.ok
          ? ok(await ports.phone.countries(here.value.country ?? ports.country))
          : here;
      },
      read: async (country, text) => ok(await ports.phone.read(country, text)),
    },
    async close() {
      depart();
      await session.close();
    },
  };
};
