import { agentError, type AgentPath } from '../../../../electron/desktop-agent/errors';
import type { AgentSeen } from '../../../../electron/desktop-agent/look';
import type { Observations } from '../../../../electron/workstation/diagnose';
import type { DeskError } from '../../../../shared/errors';

const port = 9410;

/** PingID Desktop where it should be, run by the person themself. */
export const foundAgent: AgentSeen = {
  port,
  answer: 'taken',
  owner: 'self',
  squatted: false,
  usual: null,
};

/** Nothing stands in the way. */
export const sound: Observations = {
  platform: 'linux',
  relyingParty: { id: 'example.org', origin: 'https://desk.example.org' },
  agent: foundAgent,
  method: { enabled: true, pairingDisabled: false },
  activeDevices: 2,
  mostDevices: 5,
  pairedHere: false,
  clockOffset: 0,
  proxyVariables: [],
  remoteSession: false,
};

export interface Cause {
  /** what was observed, for the documentation */
  readonly seen: string;
  /** who can change it */
  readonly who: string;
  /** how it differs from a sound workstation */
  readonly change: Partial<Observations>;
  readonly error: DeskError;
  readonly stops: boolean;
}

const agent = (change: Partial<AgentSeen>): Partial<Observations> => ({
  agent: { ...foundAgent, ...change },
});
const elsewhere = 9510;

const person = 'the person';
const administrator = 'an administrator of PingOne';
const settings = 'whoever sets up this computer';
const staff = 'IT staff';

/** Each cause by itself, the gravest first. */
export const causes: readonly Cause[] = [
  {
    seen: 'the policy has PingID Desktop off',
    who: administrator,
    change: { method: { enabled: false, pairingDisabled: true } },
    error: { code: 'methodOff' },
    stops: true,
  },
  {
    seen: 'the policy lets nobody pair a new one',
    who: administrator,
    change: { method: { enabled: true, pairingDisabled: true } },
    error: { code: 'pairingOff' },
    stops: true,
  },
  {
    seen: 'no `relyingParty` in the configuration',
    who: settings,
    change: { relyingParty: null },
    error: { code: 'relyingPartyMissing' },
    stops: true,
  },
  {
    seen: '`relyingParty.origin` does not lie under `relyingParty.id`',
    who: settings,
    change: { relyingParty: { id: 'example.org', origin: 'https://desk.example.net' } },
    error: { code: 'originNotUnderRelyingParty' },
    stops: true,
  },
  {
    seen: 'another person who is signed in on this computer runs the program on the port',
    who: 'that person',
    change: agent({ owner: 'otherUser' }),
    error: { code: 'agentOtherUser', port },
    stops: true,
  },
  {
    seen: 'nobody answers on the configured port, and somebody on 9410',
    who: settings,
    change: agent({
      port: elsewhere,
      answer: 'silent',
      owner: 'nobody',
      usual: { port, owner: 'self' },
    }),
    error: { code: 'agentOtherPort', port: elsewhere, found: port },
    stops: true,
  },
  {
    seen: 'nobody answers at 127.0.0.1, and somebody at [::1]',
    who: person,
    change: agent({ answer: 'silent', owner: 'nobody', squatted: true }),
    error: { code: 'agentSquatted', port },
    stops: true,
  },
  {
    seen: 'the port is held, and no connection taken within 2 s',
    who: person,
    change: agent({ answer: 'held' }),
    error: { code: 'agentTimedOut' },
    stops: true,
  },
  {
    seen: 'nobody listens on the port',
    who: person,
    change: agent({ answer: 'silent', owner: 'nobody' }),
    error: { code: 'agentNotRunning', port },
    stops: true,
  },
  {
    seen: 'as many active devices as the MFA settings allow',
    who: person,
    change: { activeDevices: 5 },
    error: { code: 'deviceCapReached', limit: 5 },
    stops: true,
  },
  {
    seen: 'at [::1] another socket takes connections than at 127.0.0.1',
    who: person,
    change: agent({ squatted: true }),
    error: { code: 'agentSquatted', port },
    stops: false,
  },
  {
    seen: "PingOne's answers are dated a minute or more from this computer's clock",
    who: 'an administrator of this computer',
    change: { clockOffset: -61_000 },
    error: { code: 'clockWrong' },
    stops: false,
  },
  {
    seen: 'this workstation remembers that it paired one of the active devices',
    who: person,
    change: { pairedHere: true },
    error: { code: 'alreadyPairedHere' },
    stops: false,
  },
  {
    seen: '`SSH_CONNECTION`, `XRDP_SESSION`, `SESSIONNAME` = `RDP-…` and their like',
    who: person,
    change: { remoteSession: true },
    error: { code: 'remoteSession' },
    stops: false,
  },
  {
    seen: '`HTTP_PROXY`, `HTTPS_PROXY` or `ALL_PROXY`, whose values are not looked at',
    who: staff,
    change: { proxyVariables: ['HTTP_PROXY', 'HTTPS_PROXY'] },
    error: { code: 'proxyConfigured', names: ['HTTP_PROXY', 'HTTPS_PROXY'] },
    stops: false,
  },
];

export interface Refusal {
  readonly path: AgentPath;
  readonly status: number;
  readonly who: string;
  readonly code: DeskError['code'];
}

/** What only shows once PingID Desktop has been asked. */
export const refusals: readonly Refusal[] = [
  { path: '/register', status: 401, who: person, code: 'agentDeclined' },
  { path: '/register', status: 403, who: settings, code: 'agentOriginRefused' },
  { path: '/register', status: 404, who: staff, code: 'agentTooOld' },
  { path: '/register', status: 409, who: person, code: 'agentAlreadyPaired' },
  { path: '/authenticate', status: 400, who: person, code: 'agentForgot' },
  { path: '/register', status: 302, who: person, code: 'agentNotPingId' },
];

export const refusalError = ({ path, status }: Refusal): DeskError | null =>
  agentError(status, path, port);
