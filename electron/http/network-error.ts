import type { DeskError } from '../../shared/errors';

type Meaning =
  | 'offline'
  | 'hostUnreachable'
  | 'timedOut'
  | 'interrupted'
  | 'cancelled'
  | 'untrustedCertificate'
  | 'proxySignIn'
  | 'redirected';

/**
 * Names that failures carry: Chromium's (`net::ERR_*`, only ever found in a message, hence the one look into messages
 * in this program), Node's and undici's (`code`), axios' own, and those of aborted signals.
 *
 * What failed before a connection stood is `hostUnreachable`: nothing was sent, so nothing is ambiguous.
 */
const meanings: Readonly<Record<string, Meaning>> = {
  ERR_INTERNET_DISCONNECTED: 'offline',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',

  ERR_NAME_NOT_RESOLVED: 'hostUnreachable',
  ERR_NAME_RESOLUTION_FAILED: 'hostUnreachable',
  ERR_CONNECTION_REFUSED: 'hostUnreachable',
  ERR_CONNECTION_FAILED: 'hostUnreachable',
  ERR_CONNECTION_TIMED_OUT: 'hostUnreachable',
  ERR_ADDRESS_UNREACHABLE: 'hostUnreachable',
  ERR_ADDRESS_INVALID: 'hostUnreachable',
  ERR_NETWORK_ACCESS_DENIED: 'hostUnreachable',
  ERR_BLOCKED_BY_ADMINISTRATOR: 'hostUnreachable',
  ERR_PROXY_CONNECTION_FAILED: 'hostUnreachable',
  ERR_TUNNEL_CONNECTION_FAILED: 'hostUnreachable',
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'hostUnreachable',
  ERR_UNSAFE_PORT: 'hostUnreachable',
  ENOTFOUND: 'hostUnreachable',
  EAI_AGAIN: 'hostUnreachable',
  ECONNREFUSED: 'hostUnreachable',
  EHOSTUNREACH: 'hostUnreachable',
  EADDRNOTAVAIL: 'hostUnreachable',
  UND_ERR_CONNECT_TIMEOUT: 'hostUnreachable',

  ERR_TIMED_OUT: 'timedOut',
  ETIMEDOUT: 'timedOut',
  ECONNABORTED: 'timedOut',
  UND_ERR_HEADERS_TIMEOUT: 'timedOut',
  UND_ERR_BODY_TIMEOUT: 'timedOut',
  TimeoutError: 'timedOut',

  ERR_ABORTED: 'cancelled',
  ERR_CANCELED: 'cancelled',
  ABORT_ERR: 'cancelled',
  UND_ERR_ABORTED: 'cancelled',
  AbortError: 'cancelled',

  ERR_BAD_SSL_CLIENT_AUTH_CERT: 'untrustedCertificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrustedCertificate',
  UNABLE_TO_GET_ISSUER_CERT: 'untrustedCertificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrustedCertificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrustedCertificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrustedCertificate',
  EPROTO: 'untrustedCertificate',

  ERR_PROXY_AUTH_REQUESTED: 'proxySignIn',
  ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION: 'proxySignIn',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxySignIn',
  ERR_UNEXPECTED_PROXY_AUTH: 'proxySignIn',

  ERR_UNSAFE_REDIRECT: 'redirected',
  ERR_INVALID_REDIRECT: 'redirected',
  ERR_TOO_MANY_REDIRECTS: 'redirected',
  ERR_FR_TOO_MANY_REDIRECTS: 'redirected',
};

const tlsNames = /^(ERR_CERT_|ERR_SSL_|ERR_TLS_|CERT_|CRL_|INVALID_CA|INVALID_PURPOSE)/;

/** Wrappers that say "it failed" and leave the reason to their cause. */
const sayNothing: ReadonlySet<string> = new Set(['ERR_NETWORK', 'ERR_BAD_REQUEST']);

const meaningOf = (name: string): Meaning | undefined =>
  Object.hasOwn(meanings, name)
    ? meanings[name]
    : tlsNames.test(name)
      ? 'untrustedCertificate'
      : undefined;

/** Every name on an error and on what caused it, outermost first. */
const namesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const names: string[] = [];
  if ('code' in error && typeof error.code === 'string') names.push(error.code);
  if ('name' in error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    names.push(error.name);
  if ('message' in error && typeof error.message === 'string') {
    const chromium = /\bnet::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
    if (chromium !== undefined) names.push(chromium);
  }
  if ('cause' in error) names.push(...namesOf(error.cause, depth + 1));
  if ('errors' in error && Array.isArray(error.errors))
    for (const each of error.errors) names.push(...namesOf(each, depth + 1));
  return names.filter((name) => !sayNothing.has(name));
};

/** A failure, and who signed the certificate of the host, which may have been its reason. */
export class FailureWithIssuer extends Error {
  readonly issuer: string;

  constructor(issuer: string, cause: unknown) {
    super('the request failed', { cause });
    this.issuer = issuer;
  }
}

const issuerOf = (error: unknown): { issuer?: string } => {
  if (error instanceof FailureWithIssuer) return { issuer: error.issuer };
  return error instanceof Error && error.cause !== error ? issuerOf(error.cause) : {};
};

/**
 * Why a request got no answer. To be called with what a `fetch` with `redirect: 'error'` (or axios over it) rejected
 * with, never with an answer that was merely unwelcome.
 *
 * A refused redirect is the one failure that neither Chromium nor undici gives a name: a failure without any name is
 * that. A name that is not known counts as interrupted: nobody can tell what the other end has done by then.
 *
 * @param host named to the person where the host is the trouble: a host name, no path
 */
export const networkError = (error: unknown, host: string): DeskError => {
  const names = namesOf(error);
  const known = names.map(meaningOf).find((meaning) => meaning !== undefined);
  const code = known ?? (names.length === 0 ? 'redirected' : 'interrupted');
  switch (code) {
    case 'hostUnreachable':
      return { code, host };
    case 'untrustedCertificate':
      return { code, host, ...issuerOf(error) };
    default:
      return { code };
  }
};
