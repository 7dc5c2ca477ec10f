import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { networkError } from './network-error';
import { retryAfterSeconds, unsaidSeconds } from './retry-after';

/** What `electron/security/chromium-fetch.ts` gives, or Node's own behind `guardedFetch`. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A whole answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface RequestLimits {
  readonly signal: AbortSignal;
  /** milliseconds from the first byte sent to the last one read */
  readonly timeout: number;
  /** bytes of the body; a longer one is a `badResponse` */
  readonly limit?: number;
}

const defaultLimit = 262_144;

/** For plain Node, which has neither cookies nor a cache: never another origin. */
export const guardedFetch =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    fetch(url, { ...init, redirect: 'error' });

export const isHtml = (answer: Pick<Answer, 'headers' | 'body'>): boolean =>
  (answer.headers.get('content-type') ?? '').toLowerCase().includes('html') ||
  answer.body.trimStart().startsWith('<');

/** The body as JSON; undefined when it is none. */
export const jsonOf = (answer: Answer): unknown => {
  try {
    return JSON.parse(answer.body);
  } catch {
    return undefined;
  }
};

/** What a body needs to have; the streams of Node, Chromium and the DOM are all of this shape and of different types. */
interface Body {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}

/** The whole body as text; null when it is longer than `limit` bytes. */
const read = async (body: Body | null, limit: number): Promise<string | null> => {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
};

/**
 * One request, read whole, within a time and a size. Any status is an answer; a failure is that none came:
 * `offline`, `hostUnreachable`, `timedOut`, `interrupted`, `cancelled`, `untrustedCertificate`, `redirected`, or
 * `badResponse` for a body without end.
 */
export const request = async (
  fetch: Fetch,
  url: string,
  init: RequestInit,
  { signal, timeout, limit = defaultLimit }: RequestLimits,
): Promise<Result<Answer>> => {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  const isCancelled = (): boolean => signal.aborted;
  if (isCancelled()) return fail({ code: 'cancelled' });
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => {
    controller.abort(new DOMException('out of time', 'TimeoutError'));
  }, timeout);
  try {
    const response = await fetch(url, { ...init, signal: controller.signal });
    const body = await read(response.body, limit);
    const { status, headers } = response;
    if (body === null)
      return fail({ code: 'badResponse', status, html: isHtml({ headers, body: '' }) });
    return ok({ status, headers, body });
  } catch (error) {
    if (isCancelled()) return fail({ code: 'cancelled' });
    if (controller.signal.aborted) return fail({ code: 'timedOut' });
    return fail(networkError(error, new URL(url).hostname));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
};

/** What support staff can look up: PingOne's correlation id, where the answer names one (pingone-mfa-api.md A.2). */
export const referenceOf = (headers: Headers): { reference?: string } => {
  const id = headers.get('correlation-id');
  return id !== null && /^[\w:.-]{1,100}$/.test(id) ? { reference: id } : {};
};

/** What an answer with an unwelcome status means when its body says nothing that we understand. */
export const statusError = (answer: Answer): DeskError => {
  const { status, headers } = answer;
  const reference = referenceOf(headers);
  if (status === 407) return { code: 'proxySignIn' };
  if (status === 429) {
    const date = Date.parse(headers.get('date') ?? '');
    const asked = retryAfterSeconds(headers.get('retry-after'), date);
    return { code: 'rateLimited', retryAfterSeconds: asked ?? unsaidSeconds, ...reference };
  }
  if (status >= 500) return { code: 'serverError', status, ...reference };
  return { code: 'badResponse', status, html: isHtml(answer), ...reference };
};
