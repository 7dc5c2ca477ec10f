import { net, type Session } from 'electron';
import { FailureWithIssuer } from '../http/network-error';
import type { Fetch } from '../http/request';
import type { CertificateWatch } from './certificates';

const always = {
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
  bypassCustomProtocolHandlers: true,
} as const;

/** Reads and deletions may reach the other end twice without harm. */
const repeatable: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE']);

/** Behind a tunnel that a proxy refuses there is an answer, and no end of its body: what it says is nobody's business. */
const readable = (answer: Response): Response =>
  answer.status === 407 ? new Response(null, answer) : answer;

/**
 * Chromium's network stack: system proxy, PAC and the certificates of the operating system. By default it would follow
 * a redirect to another origin with the bearer token, and keep cookies: neither is ever wanted here.
 *
 * [Note: Chromium resends] When a connection that was kept alive breaks before the answer, Chromium sends the request
 * once more by itself, a POST included: a device would be created twice, a refresh token used twice. It does so on
 * reused connections only. So whatever changes something goes through a session of its own, one request at a time, and
 * starts on a fresh connection.
 *
 * @param changes a session that nothing else uses
 */
export const createChromiumFetch = (changes: Session, certificates: CertificateWatch): Fetch => {
  let last: Promise<unknown> = Promise.resolve();

  const send = async (
    url: string,
    init: RequestInit | undefined,
    release: () => void,
  ): Promise<Response> => {
    await changes.closeAllConnections();
    const answer = readable(await changes.fetch(url, { ...init, ...always }));
    if (answer.body === null) return answer;
    const passage = new TransformStream<Uint8Array, Uint8Array>();
    // the connection is this request's until its answer has been read, or given up
    void answer.body.pipeTo(passage.writable).then(release, release);
    return new Response(passage.readable, answer);
  };

  const change = async (url: string, init: RequestInit | undefined): Promise<Response> => {
    const previous = last;
    let release = (): void => undefined;
    last = new Promise<void>((resolve) => (release = resolve));
    await previous;
    try {
      const answer = await send(url, init, release);
      if (answer.body === null) release();
      return answer;
    } catch (cause) {
      release();
      throw cause;
    }
  };

  return async (url, init) => {
    try {
      return repeatable.has(init?.method ?? 'GET')
        ? readable(await net.fetch(url, { ...init, ...always }))
        : await change(url, init);
    } catch (cause) {
      const issuer = certificates.issuerOf(new URL(url).hostname);
      throw issuer === null ? cause : new FailureWithIssuer(issuer, cause);
    }
  };
};
