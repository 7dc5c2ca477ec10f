import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUnder } from '../devices/relying-party';
import { answer, readText } from '../http/answer';
import { mediaTypeOf } from '../http/media-type';
import type { KeyPair } from '../keys';
import { misbehave } from './agent-faults';
import type { AgentMode } from './agent-mode';
import type { AgentDialog } from './agent-prompt';
import type { AgentSigner } from './agent-signer';

export interface AgentAnswersDependencies {
  signer: AgentSigner;
  foreignKey: KeyPair;
  dialog: AgentDialog;
  /** One for each registration. */
  credentials: Set<string>;
  behaviour: () => { mode: AgentMode; delayMs: number };
}

const ACTIONS = {
  '/register': { action: 'register', kind: 'attestation' },
  '/authenticate': { action: 'authenticate', kind: 'assertion' },
} as const;

/**
 * [Note: how the agent says no] Not documented (contract D.6, Q10), so that each cause has a status of its own here:
 * 400 not from PingOne, or a credential that it does not have; 401 the person declined; 403 the origin; 404 it does not
 * know how; 405 and 415 the request; 409 this computer is paired already; 503 it is asking somebody else.
 */
export function createAgentAnswers(dependencies: AgentAnswersDependencies) {
  const { signer, foreignKey, dialog, credentials, behaviour } = dependencies;
  let lastAnswer: string | undefined;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
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
    const { mode, delayMs } = behaviour();
    const { action, kind } = known;
    if (mode !== 'hang') await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (misbehave(mode, jwt, response)) return;
    const question = await signer.read(kind, jwt);
    if (!question) {
      refuse(400, 'not a request from PingOne');
      return;
    }
    if (mode === 'originRefused' || !isUnder(origin, question.rpId)) {
      refuse(403, 'origin not allowed');
      return;
    }
    if (mode === 'alreadyPaired' && action === 'register') {
      refuse(409, 'already paired');
      return;
    }
    if (action === 'authenticate' && !credentials.has(question.credentialId ?? '')) {
      refuse(400, 'unknown credential');
      return;
    }
    if (mode === 'ask') {
      if (dialog.prompt) {
        refuse(503, 'busy');
        return;
      }
      const gone = new AbortController();
      response.on('close', () => {
        gone.abort();
      });
      const said = await dialog.ask({ action, rpId: question.rpId, origin }, gone.signal);
      if (said !== 'confirm') {
        refuse(401, 'declined');
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
    lastAnswer = await signer.sign(kind, question, origin, credentialId, key);
    answer(response, 200, 'text/plain', lastAnswer);
  };
}
