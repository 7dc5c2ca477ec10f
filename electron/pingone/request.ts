import type { Circumstance } from './problems';

/** What every call gets from its caller. */
export interface RequestContext {
  readonly signal: AbortSignal;
  /** sent as `X-Ping-External-Transaction-ID`, so that PingOne's logs can be matched with ours (A.2) */
  readonly transactionId?: string;
  /** milliseconds during which tries may begin, where somebody waits for the answer who would rather be told */
  readonly patience?: number;
}

/** The part of the configured endpoints that is needed here. Origins and bases end without a slash. */
export interface PingOneEndpoints {
  /** `https://api.pingone.eu/v1`: with the one `/v1` */
  readonly apiBase: string;
  /** `https://auth.pingone.eu/{env}`, on a custom domain without `{env}` */
  readonly authBase: string;
  readonly apiOrigin: string;
  readonly authOrigin: string;
  readonly environmentId: string;
}

/**
 * `api`: path segments below `/v1/environments/{env}`; `auth`: below the auth base; `link`: an address that PingOne
 * gave us, used as it is, if it lies on the management API.
 */
export type Target =
  | {
      readonly host: 'api' | 'auth';
      readonly path: readonly string[];
      readonly query?: Readonly<Record<string, string>>;
    }
  | { readonly host: 'link'; readonly href: string };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface PingOneRequest {
  readonly method: Method;
  readonly target: Target;
  /** The media type is the verb. With `body` left out the body is empty, and the media type is sent all the same. */
  readonly mediaType?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly circumstance: Circumstance;
  /** A GET right after a create: PingOne may need a moment to see its own new device (A.7). */
  readonly justCreated?: boolean;
  /** Only good to know, and often not allowed: a 403 is an answer like any other. */
  readonly mayBeForbidden?: true;
}

export const json = 'application/json';
export const vendor = (action: string): string => `application/vnd.pingidentity.${action}+json`;

const idPattern = /^[A-Za-z0-9_-]{1,128}$/;

/** An id that may become a path segment. PingOne's are UUIDs; the rule only keeps paths in shape. */
export const isId = (id: string): boolean => idPattern.test(id);

/** The address to call; null for an id that is none, or a link that leads elsewhere. */
export const addressOf = (target: Target, endpoints: PingOneEndpoints): URL | null => {
  if (target.host === 'link') {
    // a link to another origin would carry the bearer token there (A.1)
    const base = `${endpoints.apiBase}/environments/${endpoints.environmentId}`;
    const url = URL.canParse(target.href, base) ? new URL(target.href, base) : null;
    const isOurs =
      url?.origin === new URL(endpoints.apiOrigin).origin &&
      url.pathname.startsWith(`${new URL(base).pathname}/`) &&
      url.username === '' &&
      url.password === '';
    return isOurs ? url : null;
  }
  if (!target.path.every(isId)) return null;
  const base =
    target.host === 'api'
      ? `${endpoints.apiBase}/environments/${encodeURIComponent(endpoints.environmentId)}`
      : endpoints.authBase;
  const url = new URL(`${base}/${target.path.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(target.query ?? {})) url.searchParams.set(name, value);
  return url;
};

/** PingOne takes at most 100 characters and replaces what it does not know (A.2). */
export const transactionHeader = (id: string): string =>
  id.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
