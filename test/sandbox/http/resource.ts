import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isJsonObject, type JsonObject } from '../json';
import { mediaTypeOf } from './media-type';
import { malformed, wrongMediaType, wrongMethod } from './problem';

export interface Exchange {
  readonly parameters: Record<string, string>;
  readonly query: Record<string, string>;
  readonly authorization: string | undefined;
  /** The request body; empty for an action that has none. */
  readonly body: JsonObject;
}

export interface Reply {
  status: number;
  body?: JsonObject;
  /** Sent with 201. */
  location?: string;
}

export interface Operation {
  /** Who may do this; runs before the body is looked at. Throws a Problem. */
  permit?(exchange: Exchange): Promise<void> | void;
  /** `empty`: an action without a body still needs its media type. */
  body?: 'required' | 'empty';
  run(exchange: Exchange): Promise<Reply> | Reply;
}

/** A path, and what may be done there. For POST and PUT the media type is part of the verb. */
export interface Resource {
  /** Runs first for every known method: is there a valid token at all? */
  admit(exchange: Exchange): Promise<void>;
  get?: Operation;
  delete?: Operation;
  post?: Record<string, Operation>;
  put?: Record<string, Operation>;
}

export const JSON_TYPE = 'application/json';

export function vendorType(action: string): string {
  return `application/vnd.pingidentity.${action}+json`;
}

/** Serves a resource. Order of refusals: method 405, token 401, media type 415, rights 403, body 400. */
export function serve(app: FastifyInstance, path: string, resource: Resource): void {
  app.all(path, async (request, reply) => {
    const operations = operationsFor(resource, request.method);
    if (!operations) throw wrongMethod();
    const blank = exchangeOf(request, {});
    await resource.admit(blank);
    const operation =
      typeof operations.run === 'function'
        ? (operations as Operation)
        : (operations as Record<string, Operation>)[mediaTypeOf(request.headers['content-type'])];
    if (!operation) throw wrongMediaType();
    await operation.permit?.(blank);
    refuseRepeated(blank.query);
    const exchange = operation.body ? exchangeOf(request, bodyOf(request, operation.body)) : blank;
    const answer = await operation.run(exchange);
    if (answer.location !== undefined) void reply.header('Location', answer.location);
    return reply.status(answer.status).send(answer.body);
  });
}

function operationsFor(resource: Resource, method: string) {
  switch (method) {
    case 'GET':
      return resource.get;
    case 'DELETE':
      return resource.delete;
    case 'POST':
      return resource.post;
    case 'PUT':
      return resource.put;
    default:
      return undefined;
  }
}

function exchangeOf(request: FastifyRequest, body: JsonObject): Exchange {
  return {
    parameters: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
    authorization: request.headers.authorization,
    body,
  };
}

function refuseRepeated(query: object): void {
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') throw malformed('It is given more than once.', name);
  }
}

function bodyOf(request: FastifyRequest, kind: 'required' | 'empty'): JsonObject {
  const text = typeof request.body === 'string' ? request.body : '';
  if (text === '' && kind === 'empty') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON.');
  }
  if (!isJsonObject(value)) throw malformed('The body is not a JSON object.');
  return value;
}
