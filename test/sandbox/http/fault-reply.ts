import type { HostName, ReplyFault } from './faults';
import { Problem } from './problem';

const CODES: Record<number, string> = {
  400: 'REQUEST_FAILED',
  401: 'ACCESS_FAILED',
  403: 'ACCESS_FAILED',
  404: 'NOT_FOUND',
  429: 'REQUEST_LIMITED',
};

/** The bytes of a scripted answer: envelope, or OAuth shape under `/as/`, where no body was given. */
export function faultReply(
  { status, headers = {}, body }: ReplyFault,
  host: HostName,
  path: string,
): { status: number; headers: Record<string, string>; body: string } {
  if (typeof body === 'string') return { status, headers, body };
  if (body === undefined && (host === 'agent' || status < 400))
    return { status, headers, body: '' };
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body ?? usual(status, path)),
  };
}

function usual(status: number, path: string): object {
  if (path.includes('/as/')) {
    return {
      error: status >= 500 ? 'server_error' : 'invalid_request',
      error_description: 'A scripted fault.',
    };
  }
  const code = CODES[status] ?? (status >= 500 ? 'UNEXPECTED_ERROR' : 'REQUEST_FAILED');
  return new Problem(status, code, 'A scripted fault.').envelope('innerError');
}
