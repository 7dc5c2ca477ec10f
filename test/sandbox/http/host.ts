import fastify, { type FastifyInstance } from 'fastify';
import type { Switches } from '../switches';
import { notFound, Problem } from './problem';

/** A Fastify instance that speaks PingOne's envelope and leaves bodies to the operations. */
export function createHost(switches: Switches): FastifyInstance {
  const app = fastify({ exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.setNotFoundHandler(() => {
    throw notFound();
  });
  app.setErrorHandler((error, _request, reply) => {
    const problem =
      error instanceof Problem
        ? error
        : new Problem(statusOf(error), 'UNEXPECTED_ERROR', 'The sandbox failed.');
    if (problem.status >= 500) console.error(error);
    return reply.status(problem.status).send(problem.envelope(switches.innerErrorKey));
  });
  return app;
}

/** Fastify's own refusals (a body too large, ...) carry their status. */
function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : 500;
}
