import type { PreflightSystem } from '../desktop-agent/look';

type Environment = PreflightSystem['environment'];

const namesSet = (environment: Environment): string[] =>
  Object.keys(environment).filter((name) => (environment[name] ?? '') !== '');

const proxyNames = /^(https?|all)_proxy$/i;

const isEverything = (environment: Environment, name: string): boolean =>
  /^no_proxy$/i.test(name) && environment[name]?.trim() === '*';

/**
 * Names of the variables that send programs to a proxy, as they are written here; none where `NO_PROXY` takes everything
 * out again. Our own calls obey none of them: PingID Desktop, and what a browser asks it, may.
 */
export const proxyVariables = (environment: Environment): readonly string[] => {
  const names = namesSet(environment);
  return names.some((name) => isEverything(environment, name))
    ? []
    : names.filter((name) => proxyNames.test(name)).sort();
};

/** Set by servers for remote sessions: OpenSSH, xrdp, X2Go, Chrome Remote Desktop, the VNC servers. */
const remoteVariables: ReadonlySet<string> = new Set([
  'SSH_CONNECTION',
  'SSH_CLIENT',
  'SSH_TTY',
  'XRDP_SESSION',
  'X2GO_SESSION',
  'CHROME_REMOTE_DESKTOP_SESSION',
  'VNCDESKTOP',
]);

/** Whether this session is looked at from another computer; on Windows the session's name tells, `Console` otherwise. */
export const isRemoteSession = (environment: Environment): boolean =>
  namesSet(environment).some(
    (name) =>
      remoteVariables.has(name) ||
      (name.toUpperCase() === 'SESSIONNAME' && /^(rdp|ica)-/i.test(environment[name] ?? '')),
  );
