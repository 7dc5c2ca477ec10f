import type { AxiosInstance, AxiosRequestConfig } from 'axios';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';
import { networkError } from '../http/network-error';
import type { Fetch } from '../http/request';
import { readAnswer, type Answer } from './answer';
import {
  AnswerCut,
  AnswerTooLarge,
  createBoundedFetch,
  FetchFailed,
  NoAnswer,
} from './bounded-fetch';
import { startDeadline } from './deadline';
import type { Method } from './request';

export interface Limits {
  /** milliseconds until a GET or DELETE has to begin to be answered */
  readonly answerWithin: number;
  /** milliseconds for one request as a whole */
  readonly total: number;
  readonly mostBytes: number;
}

export const usualLimits: Limits = {
  answerWithin: 10_000,
  total: 30_000,
  mostBytes: 10 * 1024 * 1024,
};

export interface WireRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** left out: no body and no Content-Type */
  readonly body?: string;
}

/** Sends once. An answer of any status is a success here. */
export type Transport = (request: WireRequest, signal: AbortSignal) => Promise<Result<Answer>>;

const untouched = (content: unknown): unknown => content;

const findCause = <T extends Error>(
  error: unknown,
  type: new (...parameters: never[]) => T,
): T | null => {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof type) return each;
  return null;
};

const transportError = (error: unknown, host: string): DeskError => {
  if (findCause(error, NoAnswer)) return { code: 'timedOut' };
  if (findCause(error, AnswerCut)) return { code: 'interrupted' };
  if (findCause(error, AnswerTooLarge)) return { code: 'badResponse', status: 0, html: false };
  // axios' own error holds the token and the body: only what the network said goes on
  return networkError(findCause(error, FetchFailed)?.cause ?? error, host);
};

/**
 * axios over the given `fetch`, loaded when first needed: it costs more than the first paint. Errors: `timedOut`,
 * `cancelled`, `badResponse` (too large), and those of `networkError`.
 */
export const createTransport = (fetch: Fetch, limits: Limits): Transport => {
  let client: Promise<AxiosInstance> | null = null;
  const load = async (): Promise<AxiosInstance> => {
    const { default: axios } = await import('axios');
    // null, and not left out: axios takes Node's own classes otherwise, and `fetch` gets a Request without our options
    const env: unknown = {
      fetch: createBoundedFetch(fetch, limits),
      Request: null,
      Response: null,
    };
    return axios.create({
      adapter: 'fetch',
      env: env as NonNullable<AxiosRequestConfig['env']>,
      responseType: 'text',
      transformRequest: untouched,
      transformResponse: untouched,
      validateStatus: () => true,
    });
  };

  return async ({ method, url, headers, body }, signal) => {
    const deadline = startDeadline(signal, limits.total);
    try {
      client ??= load();
      const axios = await client;
      const response = await axios.request<unknown>({
        method,
        url: url.href,
        headers,
        signal: deadline.signal,
        ...(body === undefined ? {} : { data: body }),
      });
      const { status, data } = response;
      return ok(
        readAnswer({
          status,
          text: typeof data === 'string' ? data : '',
          header: (name) => {
            const value: unknown = response.headers[name];
            return typeof value === 'string' ? value : null;
          },
        }),
      );
    } catch (error) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (deadline.expired()) return fail({ code: 'timedOut' });
      return fail(transportError(error, url.hostname));
    } finally {
      deadline.clear();
    }
  };
};
