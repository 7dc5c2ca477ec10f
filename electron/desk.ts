import { defaultPorts, type Configuration } from '../shared/configuration';
import type {
  AppKey,
  CountryList,
  PairingKey,
  Person,
  PhoneReading,
  SessionView,
} from '../shared/ipc/views';
import type { JournalView } from '../shared/ipc/journal-view';
import { rights } from '../shared/kiosk/rights';
import type { KioskView } from '../shared/kiosk/view';
import type { PersonAction } from '../shared/pairing/event';
import type { PairingView } from '../shared/pairing/screen';
import { fail, ok, type Result } from '../shared/result';
import { arrive, type Arrival } from './arrival';
import { createSession, type Session } from './auth/session';
import type { UnfinishedSignOuts } from './auth/unfinished-sign-out';
import { endpointsOf } from './configuration/endpoints';
import { createDesktopAgent } from './desktop-agent/client';
import { createAgentPreflight, type PreflightSystem } from './desktop-agent/preflight';
import { canProveHere } from './devices/listing';
import type { DeviceMemory } from './devices/memory';
import { createOwnDevices, type OwnDevices } from './devices/own-devices';
import type { Fetch } from './http/request';
import { createKiosk, type Kiosk, type KioskPorts } from './kiosk/kiosk';
import type { Journal } from './journal/journal';
import { createJournalling } from './journal/journalling';
import { leavesDevice, type Settlements } from './journal/settlements';
import type { Log } from './log/log';
import { appKeyOf } from './pairing/authenticator-key';
import { createEffects } from './pairing/effects';
import { createPairingRunner, type PairingRunner } from './pairing/runner';
import { createStarts, type GoOn } from './pairing/starts';
import { createDeviceAuthentications } from './pingone/device-authentications';
import type { Phone } from './phone/phone';
import { createPairingKeys } from './pingone/pairing-keys';
import { createPingOneDevices } from './pingone/devices';
import { createPingOneHttp } from './pingone/http';
import { createMfaSettings } from './pingone/mfa-settings';
import { createOathTokens } from './pingone/oath-tokens';
import { scopeFor } from './pingone/permissions';
import { createPolicies } from './pingone/policies';
import { createPopulations } from './pingone/populations';
import { createServerClock } from './pingone/server-clock';
import { createUsers } from './pingone/users';
import { qrOf } from './qr';
import { routeFor } from '../shared/webauthn/route';
import { createHardwareTokens, type HardwareTokens } from './tokens/hardware-tokens';
import type { Ceremony } from './webauthn/ceremony';
import type { Vault } from './vault/vault';
import { servedPerson, signedInPerson, type Whom } from './whom';
import { createWorkstation, type Workstation } from './workstation/workstation';

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
  /** asks a security key, in a window of its own */
  readonly ceremony: Ceremony;
  /** puts a secret on the clipboard, and takes it off again */
  readonly copySecret: (text: string) => Promise<void>;
  readonly now: () => number;
  /** milliseconds, by a clock that nobody sets; unless given, that of the process */
  readonly elapsed?: () => number;
  /** settles after so many milliseconds, or as soon as it is aborted */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
  readonly log: Log;
  readonly onSession: (view: SessionView) => void;
  readonly onPairing: (view: PairingView | null) => void;
  readonly onKiosk: (view: KioskView | null) => void;
  readonly onJournal: (view: JournalView | null) => void;
  readonly kiosk: KioskPorts;
}

/** All services of one configuration, wired. Runs in plain Node. */
export interface Desk {
  readonly isKiosk: boolean;
  readonly session: Session;
  readonly pairing: Pick<PairingRunner, 'view' | 'close'>;
  /** what whoever is signed in left open at PingOne */
  readonly journal: Pick<Settlements, 'view' | 'look'>;
  /** the shift of the operator who is signed in; null on a workstation, and while nobody is */
  kiosk(): Kiosk | null;
  readonly devices: OwnDevices;
  /** PingID Desktop on this computer */
  readonly workstation: Workstation;
  /** hardware tokens, for an operator */
  readonly tokens: HardwareTokens;
  readonly phone: {
    countries(): Promise<Result<CountryList>>;
    read(country: string | null, text: string): Promise<Result<PhoneReading>>;
  };
  act(pairingId: string, action: PersonAction): Result<undefined>;
  /** `replaces`: the device that the new one shall take the place of. */
  begin(replaces: string | null): Promise<Result<undefined>>;
  resume(deviceId: string): Promise<Result<undefined>>;
  prove(deviceId: string): Promise<Result<undefined>>;
  key(pairingId: string): Result<AppKey>;
  pairingKey(pairingId: string): Result<PairingKey>;
  copyKey(pairingId: string): Promise<Result<undefined>>;
  /** The computer has slept: timers stood still meanwhile, and much may have happened elsewhere. */
  woke(): void;
  close(): Promise<void>;
}

export const createDesk = (configuration: Configuration, ports: DeskPorts): Desk => {
  const { fetch, openExternal, vault, journal, memory, system, now, sleep, newId, log } = ports;
  const endpoints = endpointsOf(configuration);
  // as browsers write origins: a key signs it like that, and PingOne compares
  const relyingParty =
    configuration.relyingParty === undefined
      ? null
      : {
          id: configuration.relyingParty.id,
          origin: new URL(configuration.relyingParty.origin).origin,
        };
  const policyId = configuration.deviceAuthenticationPolicyId ?? null;
  const route = routeFor(configuration, system.platform);
  const agentPort = configuration.desktopAgentPort ?? defaultPorts.desktopAgent;

  const openSelfService = async (): Promise<boolean> =>
    configuration.selfServiceUrl !== undefined &&
    (await openExternal(new URL(configuration.selfServiceUrl)));

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
  const http = createPingOneHttp({
    fetch,
    endpoints,
    session,
    now,
    sleep,
    log,
    serverClock,
    ...(ports.elapsed === undefined ? {} : { elapsed: ports.elapsed }),
    permissionName: (right) => (isKiosk ? rights[right].permission : scopeFor(right)),
  });
  const devices = createPingOneDevices({ http });
  const pairingKeys = createPairingKeys({ http });
  const preflight = createAgentPreflight({ port: agentPort, relyingParty, system, log });
  const runner = createPairingRunner({
    environmentId: endpoints.environmentId,
    effects: createEffects({
      devices,
      authentications: createDeviceAuthentications({ http, log }),
      pairingKeys,
      ceremony: {
        async run(request, signal) {
          // the window of a ceremony is not the one that the kiosk looks at
          shift?.attended();
          const answer = await ports.ceremony.run(request, signal);
          shift?.attended();
          return answer;
        },
      },
      route,
      openSelfService,
      canProve: async (device) =>
        canProveHere(device, (await memory.recall()).get(device.id), relyingParty?.id ?? null),
      now,
      agent: createDesktopAgent({
        port: agentPort,
        origin: relyingParty?.origin ?? '',
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
  const { settlements, ...journalled } = createJournalling({
    environmentId: endpoints.environmentId,
    actorId() {
      const view = session.view();
      return view.state === 'signedIn' ? view.person.id : null;
    },
    journal,
    devices,
    pairingKeys,
    users,
    tokens: createOathTokens({ http }),
    finishLater: configuration.mode !== 'kiosk',
    leaving: () => leave.signal,
    now,
    sleep,
    newId,
    log,
    onChange: ports.onJournal,
  });
  const policies = createPolicies({ http });
  const mfaSettings = createMfaSettings({ http });
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

  const beginShift = (operator: Person): Kiosk => {
    return createKiosk({
      configuration,
      ports: ports.kiosk,
      operator,
      session,
      http,
      users: journalled.users,
      populations: createPopulations({ http }),
      devices: journalled.devices,
      runner,
      async settle() {
        const settled = await settlements.look();
        return settled.ok && !leavesDevice(settled.value);
      },
      device: (deviceId, kind) => starts.device(deviceId, kind),
      start: (kind, device) => starts.goOn(kind, device),
      now,
      newId,
      log,
      onChange: ports.onKiosk,
    });
  };

  const welcome = async (claimed: Person): Promise<Arrival> => {
    const { signal } = leave;
    settlements.begin(claimed.id, signal);
    const welcomed = await arrive(
      claimed,
      {
        country: ports.country,
        users,
        phone: ports.phone,
        // the shift of an operator looks for itself
        settle: () => (isKiosk ? Promise.resolve() : settlements.look()),
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

  const starts = createStarts({
    configuration,
    whom,
    devices,
    memory,
    phone: ports.phone,
    policies,
    policyId,
    mfaSettings,
    preflight,
    route,
    runner,
    missingScopes() {
      const view = session.view();
      return view.state === 'signedIn' ? view.missingScopes : [];
    },
    missingRights: () => shift?.missingRights() ?? [],
    clockOffset: () => serverClock.offset(),
  });

  const takeUp = async (deviceId: string, kind: GoOn): Promise<Result<undefined>> => {
    // at a kiosk the person is asked first
    if (isKiosk) return fail({ code: 'notAllowed' });
    const device = await starts.device(deviceId, kind);
    return device.ok ? starts.goOn(kind, device.value) : device;
  };

  /** The key of an app is for the person whose app it is. */
  const forItsOwner = (key: Result<string>): Result<string> =>
    isKiosk && shift?.hands() !== 'subject' ? fail({ code: 'notAllowed' }) : key;

  return {
    isKiosk,
    session,
    pairing: runner,
    journal: settlements,
    devices: createOwnDevices({
      devices: journalled.devices,
      memory,
      phone: ports.phone,
      preflight: relyingParty === null ? null : preflight,
      clockOffset: () => serverClock.offset(),
      relyingPartyId: relyingParty?.id ?? null,
      operator: () => (shift === null ? null : { missing: shift.missingRights() }),
      owner: whom,
      onChanged: (action, deviceId) => void shift?.changed(action, deviceId),
    }),
    workstation: createWorkstation({
      port: agentPort,
      relyingParty,
      policyId,
      system,
      owner: whom,
      devices,
      policies,
      mfaSettings,
      memory,
      clockOffset: () => serverClock.offset(),
      log,
    }),
    tokens: createHardwareTokens({
      tokens: journalled.tokens,
      users,
      operator: () => shift?.administrator() ?? fail({ code: 'notAllowed' }),
    }),
    kiosk: () => shift,
    act: (pairingId, action) =>
      shift?.mayAct(action.kind) === false
        ? fail({ code: 'notAllowed' })
        : runner.act(pairingId, action),
    async begin(replaces) {
      const may = shift?.mayBegin() ?? ok(undefined);
      return may.ok ? starts.begin(replaces) : may;
    },
    resume: (deviceId) => takeUp(deviceId, 'resume'),
    prove: (deviceId) => takeUp(deviceId, 'prove'),
    key(pairingId) {
      const uri = forItsOwner(runner.key(pairingId));
      return uri.ok ? ok(appKeyOf(uri.value)) : uri;
    },
    pairingKey(pairingId) {
      const code = forItsOwner(runner.pairingKey(pairingId));
      return code.ok ? ok({ code: code.value, qr: qrOf(code.value) }) : code;
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
    woke() {
      runner.woke();
      shift?.woke();
    },
    async close() {
      depart();
      await session.close();
    },
  };
};
