import { isUnderRelyingParty } from '../../shared/configuration';
import type { DeskError } from '../../shared/errors';
import type { Preflight } from '../../shared/ipc/views';
import { clockErrorOf } from '../../shared/pairing/view';
import type { AgentSeen } from '../desktop-agent/look';
import { setClock, showListeners, showProxy, startAgent } from './commands';

export type Finding = Preflight['findings'][number];

/** All that is known about this computer, its settings and the person. `null`: nobody could say, so it is no finding. */
export interface Observations {
  /** as Node names them: commands go by it */
  readonly platform: string;
  readonly relyingParty: { readonly id: string; readonly origin: string } | null;
  readonly agent: AgentSeen;
  /** what the policy says about PingID Desktop */
  readonly method: { readonly enabled: boolean; readonly pairingDisabled: boolean } | null;
  readonly activeDevices: number | null;
  readonly mostDevices: number | null;
  /** PingOne has a device of this person that was paired from here */
  readonly pairedHere: boolean;
  /** milliseconds that PingOne's clock is ahead of this computer's */
  readonly clockOffset: number;
  /** names of variables that send programs to a proxy */
  readonly proxyVariables: readonly string[];
  /** this session is looked at from another computer */
  readonly remoteSession: boolean;
}

/** Where only the program on this computer was looked at. */
export const nothingKnown: Omit<Observations, 'platform' | 'relyingParty' | 'agent'> = {
  method: null,
  activeDevices: null,
  mostDevices: null,
  pairedHere: false,
  clockOffset: 0,
  proxyVariables: [],
  remoteSession: false,
};

const stops = (error: DeskError, command: string | null = null): Finding => ({
  error,
  stops: true,
  command,
});
const warns = (error: DeskError, command: string | null = null): Finding => ({
  ...stops(error, command),
  stops: false,
});

const policyCause = ({ method }: Observations): Finding | null => {
  if (method?.enabled === false) return stops({ code: 'methodOff' });
  return method?.pairingDisabled === true ? stops({ code: 'pairingOff' }) : null;
};

const relyingPartyCause = ({ relyingParty }: Observations): Finding | null => {
  if (relyingParty === null) return stops({ code: 'relyingPartyMissing' });
  return isUnderRelyingParty(relyingParty.id, relyingParty.origin)
    ? null
    : stops({ code: 'originNotUnderRelyingParty' });
};

/** Why PingID Desktop cannot be asked: one cause, the one that explains the others. */
const agentCause = ({ platform, agent }: Observations): Finding | null => {
  const { port, answer, owner, usual, squatted } = agent;
  const listeners = showListeners(platform, port);
  if (answer !== 'silent' && owner === 'otherUser')
    return stops({ code: 'agentOtherUser', port }, listeners);
  if (answer === 'taken') return null;
  if (usual !== null && usual.owner !== 'otherUser')
    return stops(
      { code: 'agentOtherPort', port, found: usual.port },
      showListeners(platform, usual.port),
    );
  if (squatted) return stops({ code: 'agentSquatted', port }, listeners);
  return answer === 'held'
    ? stops({ code: 'agentTimedOut' }, listeners)
    : stops({ code: 'agentNotRunning', port }, startAgent(platform, port));
};

const capCause = ({ activeDevices, mostDevices }: Observations): Finding | null =>
  activeDevices !== null && mostDevices !== null && activeDevices >= mostDevices
    ? stops({ code: 'deviceCapReached', limit: mostDevices })
    : null;

/** We ask 127.0.0.1 by number and are not led astray; a browser that goes by the name `localhost` may be. */
const squatterBeside = ({ platform, agent }: Observations): Finding | null =>
  agent.squatted && agent.answer === 'taken'
    ? warns({ code: 'agentSquatted', port: agent.port }, showListeners(platform, agent.port))
    : null;

const clockCause = ({ platform, clockOffset }: Observations): Finding | null =>
  clockErrorOf(clockOffset) === null ? null : warns({ code: 'clockWrong' }, setClock(platform));

/** PingOne may take a second one: whether PingID Desktop does is not documented. */
const alreadyPaired = ({ pairedHere }: Observations): Finding | null =>
  pairedHere ? warns({ code: 'alreadyPairedHere' }) : null;

const remote = ({ remoteSession }: Observations): Finding | null =>
  remoteSession ? warns({ code: 'remoteSession' }) : null;

const proxy = ({ platform, proxyVariables }: Observations): Finding | null =>
  proxyVariables.length > 0
    ? warns({ code: 'proxyConfigured', names: [...proxyVariables] }, showProxy(platform))
    : null;

/**
 * Everything that stands between this computer and PingID Desktop, the gravest first: what others have decided, what the
 * settings lack, the program itself, the person's own devices; then what does no harm by itself. Of each kind one cause
 * at most.
 */
const causes: readonly ((seen: Observations) => Finding | null)[] = [
  policyCause,
  relyingPartyCause,
  agentCause,
  capCause,
  squatterBeside,
  clockCause,
  alreadyPaired,
  remote,
  proxy,
];

export const diagnose = (seen: Observations): Finding[] =>
  causes.map((cause) => cause(seen)).filter((finding) => finding !== null);
