import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answer, readText } from '../http/answer';
import { mediaTypeOf } from '../http/media-type';
import { listen, type Listener } from '../http/listener';
import { isUnder } from '../devices/desktop-tokens';
import type { KeyPair } from '../keys';
import { misbehave } from './agent-faults';
import type { AgentMode } from './agent-mode';
import type { AgentAnswer, AgentDialog, AgentPrompt } from './agent-prompt';
import type { AgentSigner } from './agent-signer';

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
  readonly isListening: boolean;
  /** Stopped, its port refuses connections; started again, it is the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface AgentDependencies {
  signer: AgentSigner;
  foreignKey: KeyPair;
  dialog: AgentDialog;
  unitId: string;
  intercept: (handler: RequestListener) => RequestListener;
}

const ACTIONS = {
  '/register': { action: 'register', kind: 'attestation' },
  '/authenticate': { action: 'authenticate', kind: 'assertion' },
} as const;

export function createAgent(dependencies: AgentDependencies, port: number): Agent {
  const { signer, foreignKey, dialog, unitId, intercept } = dependencies;
  const credentials = new Set<string>();
  let listener: Listener | undefined;
  let address = '';
  let boundPort = port;
  let lastAnswer: string | undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, why: string) => {
      answer(response, status, 'text/plain', why);
    };
    const known = ACTIONS[(request.url ?? '') as keyof typeof ACTIONS] as
      (typeof ACTIONS)[keyof typeof ACTIONS] | undefined;
    if (!known) {
      refuse(404, 'not found');
      return;
    }
    if (request.method !== 'POST') {
      refuse(405, 'method not allowed');
      return;
    }
    const type = mediaTypeOf(request.headers['content-type']);
    if (type !== 'application/jwt') {
      refuse(415, 'unsupported media type');
      return;
    }
    const origin = request.headers.origin;
    if (origin === undefined) {
      refuse(403, 'origin required');
      return;
    }

    const jwt = await readText(request, 65_536);
    const { mode } = agent;
    if (mode !== 'hang') await new Promise((resolve) => setTimeout(resolve, agent.delayMs));
    if (misbehave(mode, jwt, response)) return;
    const question = await signer.read(known.kind, jwt);
    if (!question) {
      refuse(400, 'not a request from PingOne');
      return;
    }
    if (!isUnder(origin, question.rpId)) {
      refuse(403, 'origin not allowed');
      return;
    }
    if (known.action === 'authenticate' && !credentials.has(question.credentialId ?? '')) {
      refuse(400, 'unknown credential');
      return;
    }
    if (mode === 'ask') {
      if (dialog.prompt) {
        refuse(409, 'busy');
        return;
      }
      const gone = new AbortController();
      response.on('close', () => {
        gone.abort();
      });
      const { action } = known;
      const said = await dialog.ask({ action, rpId: question.rpId, origin }, gone.signal);
      if (said !== 'confirm') {
        refuse(403, 'declined');
        return;
      }
    }
    if (mode === 'replay' && lastAnswer !== undefined) {
      answer(response, 200, 'text/plain', lastAnswer);
      return;
    }
    const credentialId = question.credentialId ?? randomUUID();
    credentials.add(credentialId);
    const key = mode === 'foreignKey' ? foreignKey : undefined;
    lastAnswer = await signer.sign(known.kind, question, origin, credentialId, key);
    answer(response, 200, 'text/plain', lastAnswer);
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
    get isListening() {
      return listener !== undefined;
    },
    start: async () => {
      if (listener) return;
      const handler = intercept((request, response) => {
        handle(request, response).catch(() => {
          request.socket.destroy();
        });
      });
      listener = await listen(handler, boundPort);
      boundPort = listener.port;
      address = listener.url;
    },
    stop: async () => {
      const stopping = listener;
      listener = undefined;
      await stopping?.close();
    },
  };
  return agent;
}
