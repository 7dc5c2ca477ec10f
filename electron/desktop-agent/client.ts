import { fail, ok, type Result } from '../../shared/result';
import { elapsed } from '../elapsed';
import type { Log } from '../log/log';
import { isJwt } from '../pingone/jwt';
import { agentError, type AgentPath } from './errors';
import { createMemory } from './memory';
import { createPost, usualLimits, type AgentLimits } from './post';

export interface DesktopAgentDependencies {
  /** as configured in PingID Desktop; 9410 is only its default */
  readonly port: number;
  /** the relying party's origin; `''` where none is configured */
  readonly origin: string;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly limits?: AgentLimits;
}

/**
 * PingID Desktop on this computer (pingone-mfa-api.md D). JWTs pass through unread: `jwt` is what PingOne gave, the
 * answer is what PingOne is to get. The person may be asked by the agent meanwhile, which takes up to 180 s.
 *
 * Errors: `agentNotRunning`, `agentTimedOut`, `agentNotPingId` (redirect, not a JWT, larger than 64 KiB, what was sent,
 * or an answer that was given before), `agentInterrupted`, `relyingPartyMissing`, `cancelled`; `badResponse` when `jwt`
 * is none; and by the status of a refusal, which is not documented (`agentError`): `agentOriginRefused` (403),
 * `agentTooOld` (404), `agentDeclined` (401, and all that has no name of its own). Never sent twice: a second request
 * could make a second credential.
 */
export interface DesktopAgent {
  /** `POST /register`: creation options in, attestation out. Errors: `agentAlreadyPaired` (409). */
  register(jwt: string, signal: AbortSignal): Promise<Result<string>>;
  /** `POST /authenticate`: request options in, assertion out. Errors: `agentForgot` (400). */
  authenticate(jwt: string, signal: AbortSignal): Promise<Result<string>>;
}

export const createDesktopAgent = (dependencies: DesktopAgentDependencies): DesktopAgent => {
  const { port, origin, log } = dependencies;
  const post = createPost(port, dependencies.limits ?? usualLimits);
  const memory = createMemory();

  const ask = async (
    path: AgentPath,
    jwt: string,
    signal: AbortSignal,
  ): Promise<Result<string>> => {
    if (origin === '') return fail({ code: 'relyingPartyMissing' });
    if (!isJwt(jwt)) return fail({ code: 'badResponse', status: 200, html: false });
    memory.add(jwt);
    const startedAt = elapsed();
    const reply = await post({ path, origin, jwt }, signal);
    const fields = { path, port, milliseconds: Math.round(elapsed() - startedAt) };
    if (!reply.ok) {
      log.warn('agent.failed', { ...fields, error: reply.error.code });
      return reply;
    }
    const { status, text } = reply.value;
    log.info('agent.answered', { ...fields, status, length: text.length });
    const error = agentError(status, path, port);
    if (error !== null) return fail(error);
    const answer = text.trim();
    // what was sent, or given before: another program that only repeats
    if (!isJwt(answer) || memory.has(answer)) return fail({ code: 'agentNotPingId', port });
    memory.add(answer);
    return ok(answer);
  };

  return {
    register: (jwt, signal) => ask('/register', jwt, signal),
    authenticate: (jwt, signal) => ask('/authenticate', jwt, signal),
  };
};
