import type { RequestListener } from 'node:http';
import { listen, type Listener } from '../http/listener';
import type { KeyPair } from '../keys';
import { createAgentAnswers } from './agent-answers';
import type { AgentMode } from './agent-mode';
import type { AgentAnswer, AgentDialog, AgentPrompt } from './agent-prompt';
import type { AgentSigner } from './agent-signer';
import { createSquatter } from './squatter';

/** PingID Desktop on this workstation: `/register` and `/authenticate`, nothing else, never CORS. */
export interface Agent {
  mode: AgentMode;
  /** Milliseconds before any answer: a slow person. */
  delayMs: number;
  /** What the person is being asked, in mode `ask`. */
  readonly prompt: AgentPrompt | null;
  answer(answer: AgentAnswer): boolean;
  readonly unitId: string;
  /** One credential for each registration. */
  readonly credentials: ReadonlySet<string>;
  /** Loses every credential, as a reinstallation does. */
  forget(): void;
  readonly url: string;
  readonly port: number;
  readonly isListening: boolean;
  /** Stopped, its port refuses connections; started again, it is the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Listens elsewhere from now on, as if it had been configured so; 0: on any free port. */
  moveTo(port: number): Promise<void>;
  /** Whether another program is on `[::1]`, at the agent's port. */
  readonly isSquatted: boolean;
  /** Lets that program come, whether the agent listens or not. False: no IPv6 loopback here, and nothing happens. */
  squat(): Promise<boolean>;
  unsquat(): Promise<void>;
}

export interface AgentDependencies {
  signer: AgentSigner;
  foreignKey: KeyPair;
  dialog: AgentDialog;
  unitId: string;
  intercept: (handler: RequestListener) => RequestListener;
}

export function createAgent(dependencies: AgentDependencies, port: number): Agent {
  const { signer, foreignKey, dialog, unitId, intercept } = dependencies;
  const credentials = new Set<string>();
  const squatter = createSquatter();
  let listener: Listener | undefined;
  let address = '';
  let boundPort = port;

  const handle = createAgentAnswers({
    signer,
    foreignKey,
    dialog,
    credentials,
    behaviour: () => agent,
  });
  async function start(): Promise<void> {
    if (listener) return;
    const handler = intercept((request, response) => {
      handle(request, response).catch(() => {
        request.socket.destroy();
      });
    });
    listener = await listen(handler, boundPort);
    boundPort = listener.port;
    address = listener.url;
  }
  async function stop(): Promise<void> {
    const stopping = listener;
    listener = undefined;
    await stopping?.close();
  }

  const agent: Agent = {
    mode: 'confirm',
    delayMs: 0,
    get prompt() {
      return dialog.prompt;
    },
    answer: dialog.answer,
    unitId,
    credentials,
    forget: () => {
      credentials.clear();
    },
    get url() {
      return address;
    },
    get port() {
      return boundPort;
    },
    get isListening() {
      return listener !== undefined;
    },
    start,
    stop,
    moveTo: async (elsewhere) => {
      await stop();
      boundPort = elsewhere;
      await start();
    },
    get isSquatted() {
      return squatter.isThere;
    },
    squat: () => squatter.come(boundPort),
    unsquat: squatter.leave,
  };
  return agent;
}
