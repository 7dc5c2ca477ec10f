import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fail, ok, type Result } from '../../shared/result';
import { callbackHeaders, callbackPage, type SignInOutcome } from './callback-page';
import { reasonOf } from './oauth-errors';

/** The one request with the right `state`. */
export interface Callback {
  /** the redirect URI with the parameters that came, `code` among them */
  readonly url: URL;
  /** Tells the waiting browser how the sign-in ended. */
  answer(outcome: SignInOutcome): void;
}

export interface LoopbackListener {
  /** `http://127.0.0.1:<port>/callback` */
  readonly redirectUri: string;
  /**
   * The callback with a code; `signInCancelled` and `signInRefused` when it brought an error instead;
   * `signInTimedOut`; `cancelled` when the listener was closed or the signal aborted.
   */
  readonly callback: Promise<Result<Callback>>;
  /** A browser that is still waiting is told that nobody signed in. */
  close(): void;
}

export interface ListenOptions {
  /** 0 takes any free port */
  readonly port: number;
  /** only a request that knows it is listened to */
  readonly state: string;
  /** milliseconds until nobody is expected any more */
  readonly patience: number;
  readonly signal: AbortSignal;
}

const host = '127.0.0.1';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time whatever the difference. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

/** The parameters of a callback that may be believed; null for every other request. */
const callbackOf = (
  { method, url = '', headers }: IncomingMessage,
  redirectUri: string,
  state: string,
): URL | null => {
  const origin = new URL(redirectUri);
  // another name for this address is a page of somebody else's that a browser was led here with
  if (method !== 'GET' || headers.host !== origin.host || !url.startsWith('/callback?'))
    return null;
  const called = new URL(url, origin);
  const { searchParams: parameters } = called;
  const names = [...parameters.keys()];
  if (names.length !== new Set(names).size) return null;
  if (!isSame(parameters.get('state') ?? '', state)) return null;
  return parameters.has('code') !== parameters.has('error') ? called : null;
};

const bind = (server: Server, port: number): Promise<number | null> =>
  new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : null);
    });
  });

/**
 * Waits on the loopback address for the browser to come back (RFC 8252, 7.3). Everything but the callback with the right
 * `state` gets a 404 and changes nothing. Errors: `redirectPortTaken`.
 */
export const listenForCallback = async ({
  port,
  state,
  patience,
  signal,
}: ListenOptions): Promise<Result<LoopbackListener>> => {
  let redirectUri = '';
  let waiting: ServerResponse | null = null;
  let settled = false;
  let settle: (result: Result<Callback>) => void = () => undefined;
  const callback = new Promise<Result<Callback>>((resolve) => {
    settle = (result) => {
      settled = true;
      resolve(result);
    };
  });

  const answer = (outcome: SignInOutcome): void => {
    const response = waiting;
    waiting = null;
    shut();
    // browsers keep spare connections open, which would keep the server: they go once the page is out
    if (response === null) server.closeAllConnections();
    else {
      response.once('close', () => server.closeAllConnections());
      response.writeHead(200, callbackHeaders).end(callbackPage(outcome));
    }
  };

  const server = createServer((request, response) => {
    const called = settled ? null : callbackOf(request, redirectUri, state);
    if (called === null) {
      response.writeHead(404, { 'cache-control': 'no-store', connection: 'close' }).end();
      return;
    }
    waiting = response;
    const error = called.searchParams.get('error');
    if (error === null) {
      settle(ok({ url: called, answer }));
      return;
    }
    settle(
      fail(
        error === 'access_denied'
          ? { code: 'signInCancelled' }
          : { code: 'signInRefused', reason: reasonOf(error) },
      ),
    );
    answer('notSignedIn');
  });

  const shut = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', close);
    server.close();
  };
  const close = (): void => {
    settle(fail({ code: 'cancelled' }));
    answer('notSignedIn');
  };
  const timer = setTimeout(() => {
    settle(fail({ code: 'signInTimedOut' }));
    if (waiting === null) answer('notSignedIn');
  }, patience);

  const bound = await bind(server, port);
  server.on('error', () => undefined);
  if (bound === null) {
    shut();
    return fail({ code: 'redirectPortTaken', port });
  }
  redirectUri = `http://${host}:${String(bound)}/callback`;
  if (signal.aborted) close();
  signal.addEventListener('abort', close, { once: true });
  return ok({ redirectUri, callback, close });
};
