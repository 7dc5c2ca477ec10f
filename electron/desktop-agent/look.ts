import { defaultPorts } from '../../shared/configuration';
import { inTime } from '../in-time';
import { tryConnection } from './connect';
import { unseen, type FindListener, type ListenerOwner, type Run } from './listener';
import { findListenerOnLinux } from './listener-linux';
import { findListenerOnMacos } from './listener-macos';
import { findListenerOnWindows } from './listener-windows';
import { usualLimits } from './post';
import { runSystemProgram } from './run';

/** What the operating system has to say about who listens, and about where this program runs. */
export interface PreflightSystem {
  /** as Node names them: `linux`, `darwin`, `win32` */
  readonly platform: string;
  /** null on Windows */
  readonly ownUid: number | null;
  /** the variables of this process; what is in them is never told on, only the names of some */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readTextFile: (path: string) => Promise<string>;
  readonly run?: Run;
  /** the Windows folder, where it is not `C:\Windows` */
  readonly systemRoot?: string;
}

/** What could be seen of the place where PingID Desktop should be. Nothing was sent there. */
export interface AgentSeen {
  readonly port: number;
  /** what became of a connection to 127.0.0.1; `held`: somebody has the port, and takes none */
  readonly answer: 'taken' | 'held' | 'silent';
  readonly owner: ListenerOwner;
  /** whether at `[::1]` a connection is taken by another socket than at 127.0.0.1 */
  readonly squatted: boolean;
  /** who takes connections on the port that PingID Desktop has by itself, where another one is configured */
  readonly usual: { readonly port: number; readonly owner: ListenerOwner } | null;
}

/** Looks at the port, and at the usual one, without sending anything. Takes 2 s at most: all of it side by side. */
export type AgentLook = (signal: AbortSignal) => Promise<AgentSeen>;

export interface AgentLookDependencies {
  /** as configured in PingID Desktop */
  readonly port: number;
  /** the one that it has by itself */
  readonly usualPort?: number;
  readonly system: Omit<PreflightSystem, 'environment'>;
  /** milliseconds for a connection, and for the operating system to answer */
  readonly limit?: number;
}

const finders: Readonly<Partial<Record<string, FindListener>>> = {
  linux: findListenerOnLinux,
  darwin: findListenerOnMacos,
  win32: findListenerOnWindows,
};

export const createAgentLook = (dependencies: AgentLookDependencies): AgentLook => {
  const {
    port,
    usualPort = defaultPorts.desktopAgent,
    system,
    limit = usualLimits.connect,
  } = dependencies;

  const listenerOn = (each: number, signal: AbortSignal) =>
    inTime(
      limit,
      signal,
      async (until) =>
        (await finders[system.platform]?.(
          { run: runSystemProgram, systemRoot: 'C:\\Windows', ...system, port: each },
          until,
        )) ?? unseen,
      unseen,
    );

  const lookAtUsual = async (signal: AbortSignal): Promise<AgentSeen['usual']> => {
    if (port === usualPort) return null;
    const connected = await tryConnection(usualPort, limit, signal);
    return connected.ok
      ? { port: usualPort, owner: (await listenerOn(usualPort, signal)).owner }
      : null;
  };

  return async (signal) => {
    const [four, six, listener, usual] = await Promise.all([
      tryConnection(port, limit, signal),
      tryConnection(port, limit, signal, '::1'),
      listenerOn(port, signal),
      inTime(limit, signal, lookAtUsual, null),
    ]);
    // Windows takes about as long to refuse a connection as we wait for one: who looks knows better
    const isHeld = !four.ok && four.error.code === 'agentTimedOut' && listener.owner !== 'nobody';
    return {
      port,
      answer: four.ok ? 'taken' : isHeld ? 'held' : 'silent',
      owner: listener.owner,
      squatted: six.ok && (!four.ok || listener.apart),
      usual,
    };
  };
};
