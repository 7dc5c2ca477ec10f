import type { DeskError } from '../../shared/errors';
import { fail, type Result } from '../../shared/result';
import type { RightAction } from '../../shared/kiosk/rights';
import { elapsed as usualElapsed } from '../elapsed';
import type { Fetch } from '../http/request';
import type { Log } from '../log/log';
import type { Answer } from './answer';
import { createConcurrency } from './concurrency';
import { rightFor } from './permissions';
import { deskErrorOf, isUnauthorized, readProblem } from './problems';
import { createRateGroups, rateGroupOf } from './rate-groups';
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
  /** milliseconds of [Note: Two clocks] */
  readonly elapsed?: () => number;
  /** ends early when the signal aborts, by resolving or by rejecting */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly serverClock?: Pick<ServerClock, 'observe'>;
  /** 0 to 1, for jitter */
  readonly random?: () => number;
  readonly limits?: Limits;
  /** what PingOne's administrators know a right as; null where it has no name */
  readonly permissionName?: (right: RightAction) => string | null;
}

export interface PingOneHttp {
  /**
   * Sends a request with the access token, and once more with a new one after a 401 of the management API. GET and
   * DELETE are tried again by rule A.7, while a person waits no longer than about 15 s; POST and PUT never are. Where
   * PingOne asks for a pause, all that is counted with the request waits as well, and is not sent before; `rateLimited`
   * says how long where that is too long.
   *
   * `ok`: an answer with a 2xx status. Errors: those of `deskErrorOf`, of the network (`offline`, `hostUnreachable`,
   * `interrupted`, `untrustedCertificate`, `redirected`, `timedOut`), of the session, `cancelled`, and `invalidInput`
   * for an id that is none, or a link that leads elsewhere.
   */
  send(request: PingOneRequest, context: RequestContext): Promise<Result<Answer>>;
}

/** Milliseconds during which tries may begin: a person waits for the answer. */
const patience = 15_000;
/** The same for what changes something: nobody wants it to happen when they have turned to something else. */
const patienceForChanges = 2_000;

/** How often a read is sent again that was refused beside others, and after how many milliseconds. */
const delaysAfterRefusal = [250, 500];

interface Tried {
  readonly result: Result<Answer>;
  readonly retryAfter: string | null;
  /** when it was answered, by the clock of who answered where it says so, milliseconds since the epoch */
  readonly date: number;
}

const mayBeSporadic = ({ method, mayBeForbidden }: PingOneRequest, error: DeskError): boolean =>
  method === 'GET' && error.code === 'forbidden' && mayBeForbidden !== true;

export const createPingOneHttp = (dependencies: PingOneHttpDependencies): PingOneHttp => {
  const { fetch, endpoints, session, now, sleep, log, random = Math.random } = dependencies;
  const { elapsed = usualElapsed } = dependencies;
  const transport = createTransport(fetch, dependencies.limits ?? usualLimits);
  const rateGroups = createRateGroups({ elapsed, sleep });
  const concurrency = createConcurrency();

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
    const startedAt = elapsed();
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
    const milliseconds = Math.round(elapsed() - startedAt);
    const fields = {
      method: request.method,
      host: url.host,
      path: url.pathname,
      milliseconds,
      transactionId: context.transactionId ?? null,
    };
    if (!result.ok) log.warn('pingone.failed', { ...fields, error: result.error.code });
    else {
      const { status, correlationId, date } = result.value;
      if (date !== null) dependencies.serverClock?.observe(date, now() - milliseconds, now());
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

  const named = (error: DeskError, request: PingOneRequest, group: string): DeskError => {
    if (error.code !== 'forbidden') return error;
    const right = rightFor(request, group);
    const permission = right === null ? null : (dependencies.permissionName?.(right) ?? null);
    return permission === null ? error : { ...error, permission };
  };

  const settle = (request: PingOneRequest, result: Result<Answer>, group: string): Tried => {
    if (!result.ok) return { result, retryAfter: null, date: now() };
    const { status, retryAfter } = result.value;
    const date = result.value.date ?? now();
    if (status >= 200 && status < 300) return { result, retryAfter, date };
    const error = deskErrorOf(result.value, request.circumstance, date);
    return { result: fail(named(error, request, group)), retryAfter, date };
  };

  return {
    async send(request, context) {
      const { signal } = context;
      const url = addressOf(request.target, endpoints);
      if (url === null) return fail({ code: 'invalidInput', fields: ['id'] });
      const group = rateGroupOf(request.target, url);
      const isIdempotent = request.method === 'GET' || request.method === 'DELETE';
      const until =
        elapsed() + (context.patience ?? (isIdempotent ? patience : patienceForChanges));
      let renewed = false;
      let refusals = 0;

      let token = await session.accessToken(signal);
      const attempt = async (): Promise<Result<Answer>> => {
        if (!token.ok) return token;
        const result = await exchange(request, url, token.value, context);
        if (renewed || !isRefusedToken(request, result)) return result;
        renewed = true;
        token = await session.renew(token.value, signal);
        return token.ok ? exchange(request, url, token.value, context) : token;
      };

      for (let tries = 1; ; tries += 1) {
        const turn = await rateGroups.turn(group, until, signal);
        if (signal.aborted) return fail({ code: 'cancelled' });
        if (!turn.ok) return turn;
        const sent = await (refusals === 0
          ? concurrency.watch(attempt)
          : concurrency.alone(() => concurrency.watch(attempt)));
        const tried = settle(request, sent.result, group);
        if (tried.result.ok) return tried.result;
        const error: DeskError = tried.result.error;
        const delay = retryDelay({
          tries,
          error,
          retryAfter: tried.retryAfter,
          justCreated: request.justCreated === true,
          date: tried.date,
          random: random(),
        });
        if (!token.ok) return tried.result;
        if (error.code === 'rateLimited')
          rateGroups.pause(group, delay ?? error.retryAfterSeconds * 1000);
        if (!isIdempotent) return tried.result;
        // PingOne was seen to refuse what it allows where much is asked at once: that is asked again, by itself
        const isSporadic = mayBeSporadic(request, error) && (sent.beside || refusals > 0);
        const again = isSporadic ? (delaysAfterRefusal[refusals] ?? null) : delay;
        if (isSporadic) refusals += 1;
        if (again === null || elapsed() + again >= until) return tried.result;
        // a pause is kept where the next try begins
        if (error.code !== 'rateLimited') await sleep(again, signal).catch(() => undefined);
      }
    },
  };
};
