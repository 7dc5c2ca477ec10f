import type { IncomingMessage } from 'node:http';
import type { HostName } from './faults';

/** One request as it arrived. `path` includes the query; `status` is 0 while, or if, unanswered. */
export interface RecordedRequest {
  at: number;
  host: HostName;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  status: number;
}

/** Begins the record of a request; its body fills in as whoever handles the request reads it. */
export function record(request: IncomingMessage, host: HostName, at: number): RecordedRequest {
  const entry: RecordedRequest = {
    at,
    host,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: { ...request.headers },
    body: '',
    status: 0,
  };
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  // Listening for 'data' would set the stream flowing before its handler asks for it.
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(chunk)) {
      chunks.push(chunk);
      entry.body = Buffer.concat(chunks).toString('utf8');
    }
    return push(chunk, encoding);
  };
  return entry;
}
