import {
  Agent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Readable } from 'node:stream';
import type { AxiosInstance } from 'axios';
import { fail, ok, type Result } from '../../shared/result';
import { startDeadline } from '../pingone/deadline';
import { mostJwtBytes } from '../pingone/jwt';
import { connectionError, connectTimedOut } from './errors';

/** Milliseconds. */
export interface AgentLimits {
  readonly connect: number;
  /** the person may have to look for the fingerprint reader */
  readonly answer: number;
}

export const usualLimits: AgentLimits = { connect: 2_000, answer: 180_000 };

export interface AgentRequest {
  readonly path: string;
  readonly origin: string;
  readonly jwt: string;
}

export interface AgentReply {
  readonly status: number;
  readonly text: string;
}

export type Post = (request: AgentRequest, signal: AbortSignal) => Promise<Result<AgentReply>>;

class ConnectTimedOut extends Error {
  readonly code = connectTimedOut;
}

/** node:http with a limit for the connection: axios' own time-out is for the whole exchange. */
const connectingWithin = (limit: number) => ({
  request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
    const request = httpRequest(options, onAnswer);
    const timer = setTimeout(() => request.destroy(new ConnectTimedOut()), limit);
    const stop = (): void => {
      clearTimeout(timer);
    };
    request.once('close', stop);
    request.once('socket', (socket) => socket.once('connect', stop));
    return request;
  },
});

/** The text of an answer; null when it is larger than any JWT. Nothing beyond the cap is kept. */
const read = async (answer: unknown): Promise<string | null> => {
  if (!(answer instanceof Readable)) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    if (!Buffer.isBuffer(chunk)) return null;
    size += chunk.byteLength;
    if (size > mostJwtBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
};

const untouched = (content: unknown): unknown => content;

/**
 * One POST to the agent. Loopback by number: whoever holds `[::1]` would be asked first under the name, which the
 * `Host` header still carries. No proxy, no redirect, no connection that is kept, no bearer token; axios is loaded when
 * first needed. A reply of any status is a success here.
 */
export const createPost = (port: number, limits: AgentLimits): Post => {
  let client: Promise<AxiosInstance> | null = null;
  const load = async (): Promise<AxiosInstance> => {
    const { default: axios } = await import('axios');
    return axios.create({
      adapter: 'http',
      transport: connectingWithin(limits.connect),
      httpAgent: new Agent({ keepAlive: false }),
      proxy: false,
      maxRedirects: 0,
      decompress: false,
      responseType: 'stream',
      transformRequest: untouched,
      transformResponse: untouched,
      validateStatus: () => true,
    });
  };

  return async ({ path, origin, jwt }, signal) => {
    const deadline = startDeadline(signal, limits.answer);
    try {
      client ??= load();
      const axios = await client;
      const { status, data } = await axios.post<unknown>(
        `http://127.0.0.1:${String(port)}${path}`,
        jwt,
        {
          headers: {
            Accept: '*/*',
            'Accept-Encoding': 'identity',
            'Content-Type': 'application/jwt',
            Host: `localhost:${String(port)}`,
            Origin: origin,
          },
          signal: deadline.signal,
        },
      );
      const text = await read(data);
      return text === null ? fail({ code: 'agentNotPingId', port }) : ok({ status, text });
    } catch (error) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (deadline.expired()) return fail({ code: 'agentTimedOut' });
      return fail(connectionError(error, port));
    } finally {
      deadline.clear();
    }
  };
};
