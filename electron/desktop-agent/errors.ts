import type { DeskError } from '../../shared/errors';

/** What the agent is asked for. */
export type AgentPath = '/register' | '/authenticate';

/**
 * What an answer's status means; null for success. Neither which 2xx it is nor how the agent says no is documented
 * (pingone-mfa-api.md D.6, J.1 Q10): these are the usual meanings of HTTP, so the words for them say what "seems" to be.
 * A 409 is no answer to `/authenticate`, and a 400 to `/register` says only that it was not taken.
 */
export const agentError = (status: number, path: AgentPath, port: number): DeskError | null => {
  if (status >= 200 && status < 300) return null;
  if (status < 400 || status >= 600) return { code: 'agentNotPingId', port };
  if (status === 403) return { code: 'agentOriginRefused' };
  if (status === 404) return { code: 'agentTooOld' };
  if (status === 409 && path === '/register') return { code: 'agentAlreadyPaired' };
  if (status === 400 && path === '/authenticate') return { code: 'agentForgot' };
  return { code: 'agentDeclined', status };
};

const notRunning: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EACCES',
  'EPERM',
]);

/** Not Node's: somebody holds the port, and takes no connection. */
export const connectTimedOut = 'CONNECT_TIMED_OUT';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Why there was no answer, by the `code` of Node's error, which axios copies. */
export const connectionError = (error: unknown, port: number): DeskError => {
  const code = codeOf(error);
  if (notRunning.has(code)) return { code: 'agentNotRunning', port };
  if (code === connectTimedOut) return { code: 'agentTimedOut' };
  // the parser's: whatever it was, it was not HTTP
  if (code.startsWith('HPE_')) return { code: 'agentNotPingId', port };
  return { code: 'agentInterrupted' };
};
