import { randomUUID } from 'node:crypto';
import { ServerResponse, type IncomingMessage, type RequestListener } from 'node:http';
import type { Clock } from '../clock';
import type { FaultEffect, Faults, HostName, ReplyFault } from './faults';
import { faultReply } from './fault-reply';
import { mediaTypeOf } from './media-type';
import { record, type RecordedRequest } from './recorder';
import type { Secrets } from './secrets';

/** Stands in front of a host: records each request, marks each reply, and lets faults happen. */
export type Intercept = (host: HostName, handler: RequestListener) => RequestListener;

export interface InterceptorDependencies {
  clock: Clock;
  faults: Faults;
  requests: RecordedRequest[];
  secrets: Secrets;
}

export function createInterceptor(dependencies: InterceptorDependencies): Intercept {
  const { clock, faults, requests, secrets } = dependencies;
  return (host, handler) => (request, response) => {
    const entry = record(request, host, clock.now());
    requests.push(entry);
    secrets.witness(entry, response);
    const correlationId = randomUUID();
    const mark = () => {
      // The agent is not PingOne: it knows no correlation ids, and lives on the client's computer.
      if (host === 'agent') return;
      response.setHeader('Correlation-Id', correlationId);
      response.setHeader('Date', new Date(clock.now()).toUTCString());
    };
    mark();
    onHead(response, () => {
      entry.status = response.statusCode;
      // Again: a handler that fails may have removed every header.
      mark();
    });
    const effect = faults.take({
      host,
      method: entry.method,
      path: entry.path,
      mediaType: mediaTypeOf(request.headers['content-type']),
    });
    if (effect === undefined) handler(request, response);
    else act(effect, host, handler, request, response, clock.now());
  };
}

function act(
  effect: FaultEffect,
  host: HostName,
  handler: RequestListener,
  request: IncomingMessage,
  response: ServerResponse & { req: IncomingMessage },
  now: number,
): void {
  const cut = () => {
    request.socket.destroy();
  };
  const reply = (fault: ReplyFault) => {
    const { status, headers, body } = faultReply(fault, host, request.url ?? '');
    response.writeHead(status, headers).end(body);
  };
  if (effect === 'cutBefore') cut();
  else if (effect === 'cutAfter') handler(request, unheard(request, cut));
  else if (effect === 'cutDuring') {
    halve(response, cut);
    handler(request, response);
  } else if (effect === 'garbage') {
    reply({ status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"id":"5b0d2f' });
  } else if (effect === 'html') {
    const body = '<!doctype html><title>Guest network</title><p>Please accept the terms.</p>';
    reply({ status: 200, headers: { 'Content-Type': 'text/html' }, body });
  } else if (effect === 'rateLimited') {
    reply({ status: 429, headers: { 'Retry-After': '2' } });
  } else if (effect === 'unavailable') {
    // By the clock that the Date header of this very answer is from.
    const until = new Date(now + 2_000).toUTCString();
    reply({ status: 503, headers: { 'Retry-After': until } });
  } else if ('delayMs' in effect) {
    setTimeout(() => {
      if (!request.socket.destroyed) handler(request, response);
    }, effect.delayMs);
  } else if (effect.afterEffect === true) {
    const after = () => {
      reply(effect);
    };
    handler(request, unheard(request, after));
  } else reply(effect);
}

function onHead(response: ServerResponse, before: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    response.statusCode = status;
    before();
    return writeHead(status, ...rest);
  };
}

/** A response that goes nowhere; `ended` runs when the handler believes that it has answered. */
function unheard(request: IncomingMessage, ended: () => void) {
  const response = new ServerResponse(request);
  response.end = () => {
    ended();
    return response;
  };
  return response;
}

function halve(response: ServerResponse, cut: () => void): void {
  const write = response.write.bind(response) as (chunk: Buffer, done: () => void) => boolean;
  response.end = (chunk?: unknown) => {
    const whole = Buffer.from(typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : '');
    write(whole.subarray(0, Math.ceil(whole.length / 2)), cut);
    return response;
  };
}
