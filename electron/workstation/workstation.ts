import { fail, ok, type Result } from '../../shared/result';
import type { Preflight } from '../../shared/ipc/views';
import { createAgentLook, type PreflightSystem } from '../desktop-agent/look';
import type { DeviceMemory } from '../devices/memory';
import type { Owner } from '../devices/own-devices';
import { elapsed } from '../elapsed';
import { askedInTime } from '../in-time';
import type { Log } from '../log/log';
import type { Device, PingOneDevices } from '../pingone/devices';
import type { MfaSettingsResource } from '../pingone/mfa-settings';
import type { Policies } from '../pingone/policies';
import { diagnose, type Observations } from './diagnose';
import { pairedStateOf } from './split';
import { isRemoteSession, proxyVariables } from './surroundings';

/** PingID Desktop on this computer, and what stands in its way. */
export interface Workstation {
  /**
   * Looks at all that can be known without asking PingID Desktop anything, everything side by side: 2 s at most for each.
   * What cannot be found out in that time is no finding. Errors: `signInRequired`, `notAllowed` (at a kiosk, while nobody
   * is being served), `cancelled`.
   */
  preflight(): Promise<Result<Preflight>>;
  /** A command that the last preflight found, for the clipboard. Errors: `notAllowed` for every other text. */
  command(text: string): Result<string>;
}

export interface WorkstationDependencies {
  /** as configured in PingID Desktop */
  readonly port: number;
  /** the one that it has by itself */
  readonly usualPort?: number;
  readonly relyingParty: Observations['relyingParty'];
  /** null: the environment's default */
  readonly policyId: string | null;
  readonly system: PreflightSystem;
  /** whose devices; the signal aborts when they leave */
  readonly owner: () => Promise<Result<Pick<Owner, 'id' | 'signal'>>>;
  readonly devices: Pick<PingOneDevices, 'list'>;
  readonly policies: Policies;
  readonly mfaSettings: MfaSettingsResource;
  readonly memory: Pick<DeviceMemory, 'recall'>;
  /** milliseconds that PingOne's clock is ahead of this computer's */
  readonly clockOffset: () => number;
  readonly log: Pick<Log, 'info'>;
  /** milliseconds for each observation */
  readonly limit?: number;
}

const desktop = 'PINGID_DESKTOP_GEN2';

/** Milliseconds. Who waits for longer thinks that nothing happens. */
const patience = 2_000;

export const createWorkstation = (dependencies: WorkstationDependencies): Workstation => {
  const { system, devices, policies, mfaSettings, memory, log, limit = patience } = dependencies;
  const { platform, environment } = system;
  const look = createAgentLook({ limit, ...dependencies });
  let commands: ReadonlySet<string> = new Set();

  const pairedHere = async (userId: string, listed: readonly Device[] | null): Promise<boolean> =>
    listed !== null && pairedStateOf(userId, listed, await memory.recall()) === 'paired';

  const observe = async (userId: string, signal: AbortSignal): Promise<Observations> => {
    const [agent, listed, policy, settings] = await Promise.all([
      look(signal),
      askedInTime(limit, signal, (context) => devices.list(userId, context)),
      askedInTime(limit, signal, (context) => policies.read(dependencies.policyId, context)),
      askedInTime(limit, signal, (context) => mfaSettings.read(context)),
    ]);
    const there = listed?.devices ?? null;
    return {
      platform,
      relyingParty: dependencies.relyingParty,
      agent,
      method: policy?.methods[desktop] ?? null,
      activeDevices: there?.filter(({ status }) => status === 'active').length ?? null,
      mostDevices: settings?.mostDevices ?? null,
      pairedHere: await pairedHere(userId, there),
      clockOffset: dependencies.clockOffset(),
      proxyVariables: proxyVariables(environment),
      remoteSession: isRemoteSession(environment),
    };
  };

  return {
    async preflight() {
      const owner = await dependencies.owner();
      if (!owner.ok) return owner;
      const { id, signal } = owner.value;
      const startedAt = elapsed();
      const findings = diagnose(await observe(id, signal));
      if (signal.aborted) return fail({ code: 'cancelled' });
      commands = new Set(findings.flatMap(({ command }) => command ?? []));
      log.info('workstation.preflight', {
        findings: findings.map(({ error }) => error.code).join(' '),
        milliseconds: Math.round(elapsed() - startedAt),
      });
      return ok({ findings });
    },
    command: (text) => (commands.has(text) ? ok(text) : fail({ code: 'notAllowed' })),
  };
};
