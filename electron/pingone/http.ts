import type { DeskError } from '../../shared/errors';
import { fail, type Result } from '../../shared/result';
import type { Fetch } from '../http/request';
import type { Log } from '../log/log';
import type { Answer } from './answer';
import { deskErrorOf, isUnauthorized, readProblem } from './problems';
import {
  addressOf,
  transactionHeader,
  type PingOneEndpoints,
  type PingOneRequest,
  type RequestContext,
} from './request';
import { retryDelay } from './retry';
import type { ServerClock } from './server-clock';
import { createTransport, usualLimits, type Limits } from './transport';

/** Where access tokens come from. Both refresh in single flight. */
export interface PingOneSession {
  accessToken(signal: AbortSignal): Promise<Result<string>>;
  /** a token other than `staleToken`, which PingOne has just refused */
  renew(staleToken: string, signal: AbortSignal): Promise<Result<string>>;
}

export interface PingOneHttpDependencies {
  /** has to refuse redirects, and neither send nor keep cookies, nor cache */
  readonly fetch: Fetch;
  readonly endpoints: PingOneEndpoints;
  readonly session: PingOneSession;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** ends early when the signal aborts, by resolving or by rejecting */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly serverClock?: Pick<ServerClock, 'observe'>;
  /** 0 to 1, for jitter */
  readonly random?: () => number;
  readonly limits?: Limits;
}

export interface PingOneHttp {
  /**
   * Sends a request with the access token, and once more with a new one after a 401 of the management API. GET and
   * DELETE are tried again by rule A.7, while a person waits no longer than about 15 s; POST and PUT never are.
   *
   * `ok`: an answer with a 2xx status. Errors: those of `deskErrorOf`, of the network (`offline`, `hostUnreachable`,
   * `interrupted`, `untrustedCertificate`, `redirected`, `timedOut`), of the session, `cancelled`, and `invalidInput`
   * for an id that is none, or a link that leads elsewhere.
   */
  send(request: PingOneRequest, context: RequestContext): Promise<Result<Answer>>;
}

/** Milliseconds during which tries may begin: a person waits for the answer. */
const patience = 15_000;

interface Tried {
  readonly result: Result<Answer>;
  readonly retryAfter: string | null;
}

export const createPingOneHttp = (dependencies: PingOneHttpDependencies): PingOneHttp => {
  const { fetch, endpoints, session, now, sleep, log, random = Math.random } = dependencies;
  const transport = createTransport(fetch, dependencies.limits ?? usualLimits);

  const headersOf = (
    { mediaType }: PingOneRequest,
    { transactionId }: RequestContext,
    token: string,
  ): Record<string, string> => ({
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    ...(mediaType === undefined ? {} : { 'Content-Type': mediaType }),
    ...(transactionId === undefined
      ? {}
      : { 'X-Ping-External-Transaction-ID': transactionHeader(transactionId) }),
  });

  /** One exchange, logged: no body, no query string, no token. */
  const exchange = async (
    request: PingOneRequest,
    url: URL,
    token: string,
    context: RequestContext,
  ): Promise<Result<Answer>> => {
    const startedAt = now();
    const result = await transport(
      {
        method: request.method,
        url,
        headers: headersOf(request, context, token),
        // an action without a body still has its media type, which axios drops unless there is a body to describe
        ...(request.mediaType === undefined
          ? {}
          : { body: request.body === undefined ? '' : JSON.stringify(request.body) }),
      },
      context.signal,
    );
    const fields = {
      method: request.method,
      host: url.host,
      path: url.pathname,
      milliseconds: now() - startedAt,
      transactionId: context.transactionId ?? null,
    };
    if (!result.ok) log.warn('pingone.failed', { ...fields, error: result.error.code });
    else {
      const { status, correlationId, date } = result.value;
      if (date !== null) dependencies.serverClock?.observe(date, startedAt, now());
      const answered = { ...fields, status, correlationId };
      if (status < 400) log.info('pingone.answered', answered);
      else {
        const { codes, reference } = readProblem(result.value);
        const known = codes.filter((code) => /^[A-Z_]{1,60}$/.test(code)).join(' ');
        log.warn('pingone.refused', { ...answered, codes: known, reference });
      }
    }
    return result;
  };

  const isRefusedToken = (request: PingOneRequest, result: Result<Answer>): boolean =>
    result.ok &&
    result.value.status >= 400 &&
    result.value.form !== 'html' &&
    request.target.host !== 'auth' &&
    isUnauthorized(readProblem(result.value));

  const settle = (request: PingOneRequest, result: Result<Answer>): Tried => {
    if (!result.ok) return { result, retryAfter: null };
    const { status, retryAfter } = result.value;
    if (status >= 200 && status < 300) return { result, retryAfter };
    return { result: fail(deskErrorOf(result.value, request.circumstance, now())), retryAfter };
  };

  return {
    async send(request, context) {
      const { signal } = context;
      const url = addressOf(request.target, endpoints);
      if (url === null) return fail({ code: 'invalidInput', fields: ['id'] });
      const isIdempotent = request.method === 'GET' || request.method === 'DELETE';
      const startedAt = now();
      let renewed = false;

      let token = await session.accessToken(signal);
      for (let tries = 1; ; tries += 1) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        if (!token.ok) return token;
        let result = await exchange(request, url, token.value, context);
        if (!renewed && isRefusedToken(request, result)) {
          renewed = true;
          token = await session.renew(token.value, signal);
          if (!token.ok) return token;
          result = await exchange(request, url, token.value, context);
        }
        const tried = settle(request, result);
        if (tried.result.ok || !isIdempotent) return tried.result;
        const error: DeskError = tried.result.error;
        const delay = retryDelay({
          tries,
          error,
          retryAfter: tried.retryAfter,
          justCreated: request.justCreated === true,
          now: now(),
          random: random(),
        });
        if (delay === null || now() + delay - startedAt >= patience) return tried.result;
        await sleep(delay, signal).catch(() => undefined);
      }
    },
  };
};
