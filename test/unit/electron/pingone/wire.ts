import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok, type Result } from '../../../../shared/result';
import { createPingOneHttp, type PingOneHttp } from '../../../../electron/pingone/http';
import type { PingOneEndpoints, RequestContext } from '../../../../electron/pingone/request';
import type { Limits } from '../../../../electron/pingone/transport';

export const ids = {
  environment: 'e1a7f3d2-90c4-4b1e-8a6f-2f6d8b0c0e11',
  user: '6f1d0a4e-5b0c-4c55-9a55-1d5c2f3a0001',
  device: 'c0ffee00-1111-4222-8333-444455556666',
  authentication: '03e1897e-33b0-40b9-b54e-68236769b1fa',
  policy: '9b2c6a10-77aa-4f0e-b3f4-5d2e8c1f0b01',
};

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | ((response: ServerResponse) => void);

export interface Wire {
  readonly origin: string;
  readonly seen: Seen[];
  /** Answers in this order; the last one from then on. */
  answer(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** A server that writes down what it is sent and answers what it is told. */
export const createWire = async (): Promise<Wire> => {
  const seen: Seen[] = [];
  let replies: Reply[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 204 };
      if (typeof reply === 'function') {
        reply(response);
        return;
      }
      const { status = 200, headers = {}, json, text = '' } = reply;
      const body = json === undefined ? text : JSON.stringify(json);
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(status === 204 ? undefined : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    answer: (...next) => {
      replies = next;
      seen.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export interface Logged {
  readonly event: string;
  readonly fields: unknown;
}

export interface Client {
  readonly http: PingOneHttp;
  readonly logged: Logged[];
  /** milliseconds that were slept, in order */
  readonly slept: number[];
  readonly renewals: string[];
  readonly log: {
    info(event: string, fields?: unknown): void;
    warn(event: string, fields?: unknown): void;
  };
}

export interface ClientOptions {
  readonly accessToken?: () => Result<string>;
  readonly renew?: (staleToken: string) => Result<string>;
  readonly limits?: Partial<Limits>;
  readonly now?: () => number;
  /** milliseconds by which somebody sets the clock during the first sleep */
  readonly clockSetBy?: number;
}

/** Node's own fetch in the place of Chromium's, with the same refusals. */
export const nodeFetch = (input: string, init?: RequestInit): Promise<Response> =>
  fetch(input, { ...init, redirect: 'error', credentials: 'omit', cache: 'no-store' });

export const endpointsAt = (
  apiOrigin: string,
  authOrigin = apiOrigin,
  environmentId = ids.environment,
): PingOneEndpoints => ({
  apiBase: `${apiOrigin}/v1`,
  authBase: `${authOrigin}/${environmentId}`,
  apiOrigin,
  authOrigin,
  environmentId,
});

export const createClient = (endpoints: PingOneEndpoints, options: ClientOptions = {}): Client => {
  const logged: Logged[] = [];
  const slept: number[] = [];
  const renewals: string[] = [];
  // sleeping takes no time here, but the clock moves on
  let clock = options.now?.() ?? 1_772_442_000_000;
  const note = (event: string, fields?: unknown) => {
    logged.push({ event, fields });
  };
  const log = { info: note, warn: note };
  const http = createPingOneHttp({
    fetch: nodeFetch,
    endpoints,
    session: {
      accessToken: () => Promise.resolve(options.accessToken?.() ?? ok('token-1')),
      renew: (stale) => {
        renewals.push(stale);
        return Promise.resolve(options.renew?.(stale) ?? ok('token-2'));
      },
    },
    now: () => clock,
    elapsed: () => slept.reduce((sum, each) => sum + each, 0),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      clock += milliseconds + (slept.length === 1 ? (options.clockSetBy ?? 0) : 0);
      return Promise.resolve();
    },
    random: () => 0,
    log,
    limits: { answerWithin: 400, total: 800, mostBytes: 100_000, ...options.limits },
  });
  return { http, logged, slept, renewals, log };
};

export const context = (): RequestContext => ({ signal: new AbortController().signal });
