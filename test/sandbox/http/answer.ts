import type { IncomingMessage, ServerResponse } from 'node:http';
import { PAGE_POLICY } from '../page';

/** For the few places that are neither Fastify's nor oidc-provider's. */
export function answer(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, {
      'Content-Type': contentType,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(body);
}

export function answerHtml(response: ServerResponse, status: number, html: string): void {
  answer(response, status, 'text/html; charset=utf-8', html, {
    'Content-Security-Policy': PAGE_POLICY,
  });
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  answer(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

/** The whole request body as text, up to `limit` bytes. */
export async function readText(request: IncomingMessage, limit = 1_048_576): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new RangeError('The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
