import { defaultPorts, type Configuration } from '../shared/configuration';
import { catalog, isDeviceType } from '../shared/devices/catalog';
import type { DeviceList, Notice, Person, SessionView } from '../shared/ipc/views';
import type { PairingFacts } from '../shared/pairing/state';
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
import { createEffects } from './pairing/effects';
import type { Journal } from './pairing/journal';
import { methodsOf } from './pairing/methods';
import { createPairingRunner, type PairingRunner } from './pairing/runner';
import { settle } from './pairing/settle';
import { createDeviceAuthentications } from './pingone/device-authentications';
import { createPingOneDevices } from './pingone/devices';
import { createPingOneHttp } from './pingone/http';
import { createPolicies, type Policy } from './pingone/policies';
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
  begin(): Promise<Result<undefined>>;
  resume(deviceId: string): Promise<Result<undefined>>;
  list(): Promise<Result<DeviceList>>;
  rename(deviceId: string, nickname: string): Promise<Result<undefined>>;
  remove(deviceId: string): Promise<Result<undefined>>;
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
  const http = createPingOneHttp({ fetch, endpoints, session, now, sleep, log });
  const devices = createPingOneDevices({ http });
  const users = createUsers({ http });
  const policies = createPolicies({ http });
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
    const [user, policy, settled] = await Promise.all([
      users.read(claimed.id, { signal }),
      policies.read(policyId, { signal }),
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
    return {
      person,
      policy: policy.ok ? policy.value : null,
      notices: settled.ok ? settled.value : [],
    };
  };

  /** Who is signed in, once all is known about them. On a workstation the person is both actor and subject. */
  const arrived = async (): Promise<Result<Arrival>> =>
    arrival === null ? fail({ code: 'signInRequired' }) : ok(await arrival);

  const factsOf = ({ person, policy }: Arrival): Omit<PairingFacts, 'id'> => ({
    actor: { id: person.id },
    userId: person.id,
    suggestedEmail: person.email,
    methods: methodsOf(configuration, policy),
  });

  return {
    session,
    pairing: runner,
    async begin() {
      const here = await arrived();
      return here.ok ? runner.begin(factsOf(here.value)) : here;
    },
    async resume(deviceId) {
      const here = await arrived();
      if (!here.ok) return here;
      const device = await devices.read(here.value.person.id, deviceId, { signal: leave.signal });
      if (!device.ok) return device;
      const { id, type, status, nickname } = device.value;
      if (status !== 'pending' || !isDeviceType(type) || !catalog[type].canBeResumed)
        return fail({ code: 'notAllowed' });
      const target = contactOf(device.value);
      return runner.resume(factsOf(here.value), { id, type, target, nickname, description: null });
    },
    async list() {
      const here = await arrived();
      if (!here.ok) return here;
      const { person, notices } = here.value;
      return listDevices(
        person.id,
        notices,
        { devices, memory, preflight: relyingParty === null ? null : preflight },
        { signal: leave.signal },
      );
    },
    async rename(deviceId, nickname) {
      const here = await arrived();
      return here.ok
        ? devices.rename(here.value.person.id, deviceId, nickname, { signal: leave.signal })
        : here;
    },
    async remove(deviceId) {
      const here = await arrived();
      if (!here.ok) return here;
      const removed = await devices.remove(here.value.person.id, deviceId, {
        signal: leave.signal,
      });
      if (removed.ok) await memory.forget(deviceId).catch(() => undefined);
      return removed;
    },
    async close() {
      depart();
      await session.close();
    },
  };
};
