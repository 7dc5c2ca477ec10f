import type { DeskError } from '../../shared/errors';

/** What an answer's status means; null for success. Which 2xx it is, is not documented (Q10). */
export const agentError = (status: number, port: number): DeskError | null => {
  if (status >= 200 && status < 300) return null;
  if (status === 404) return { code: 'agentTooOld' };
  return status >= 400 && status < 600
    ? { code: 'agentDeclined', status }
    : { code: 'agentNotPingId', port };
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
