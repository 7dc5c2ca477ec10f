import { fail, ok, type Result } from '../../shared/result';
import type { Log } from '../log/log';
import { tryConnection } from './connect';
import type { FindOwner, Run } from './listener-owner';
import { findOwnerOnLinux } from './owner-linux';
import { findOwnerOnMacos } from './owner-macos';
import { findOwnerOnWindows } from './owner-windows';
import { usualLimits } from './post';
import { runSystemProgram } from './run';

/** What the operating system has to say about who listens. */
export interface PreflightSystem {
  /** as Node names them: `linux`, `darwin`, `win32` */
  readonly platform: string;
  /** null on Windows */
  readonly ownUid: number | null;
  readonly readTextFile: (path: string) => Promise<string>;
  readonly run?: Run;
  /** the Windows folder, where it is not `C:\Windows` */
  readonly systemRoot?: string;
}

export interface AgentPreflightDependencies {
  readonly port: number;
  readonly relyingParty: { readonly id: string; readonly origin: string } | null;
  readonly system: PreflightSystem;
  readonly log: Pick<Log, 'info'>;
  /** milliseconds to connect */
  readonly connectLimit?: number;
}

/** What can be known about PingID Desktop on this computer before a device is created. Nothing is sent to it. */
export interface AgentPreflight {
  /**
   * `ownerUnknown`: nobody could tell who runs the program on that port, or it runs as a service: the person has to
   * confirm that it is their own. Errors: `relyingPartyMissing`, `agentNotRunning`, `agentTimedOut`, `agentOtherUser`
   * (the program of another person who is signed in here), `cancelled`.
   */
  check(signal: AbortSignal): Promise<Result<{ readonly ownerUnknown: boolean }>>;
  /** Whether somebody takes connections on the port. */
  answers(signal: AbortSignal): Promise<boolean>;
}

const finders: Readonly<Partial<Record<string, FindOwner>>> = {
  linux: findOwnerOnLinux,
  darwin: findOwnerOnMacos,
  win32: findOwnerOnWindows,
};

export const createAgentPreflight = (dependencies: AgentPreflightDependencies): AgentPreflight => {
  const { port, relyingParty, system, log, connectLimit = usualLimits.connect } = dependencies;
  const lookup = { run: runSystemProgram, systemRoot: 'C:\\Windows', ...system, port };

  return {
    async check(signal) {
      if (relyingParty === null) return fail({ code: 'relyingPartyMissing' });
      const connected = await tryConnection(port, connectLimit, signal);
      if (!connected.ok) return connected;
      const owner = (await finders[system.platform]?.(lookup, signal)) ?? 'unknown';
      log.info('agent.found', { port, owner });
      if (signal.aborted) return fail({ code: 'cancelled' });
      return owner === 'otherUser'
        ? fail({ code: 'agentOtherUser', port })
        : ok({ ownerUnknown: owner === 'unknown' });
    },

    answers: async (signal) => (await tryConnection(port, connectLimit, signal)).ok,
  };
};
