import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../../sandbox/http/listener';

/** One exchange, as it is answered. */
export interface Exchange {
  readonly path: string;
  readonly authorization: string;
  readonly sent: string;
  readonly status: number;
  readonly answer: string;
}

export interface Wire {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface WireListener {
  /** A moment of a request has come. `cut`: this is where the wire ends; `gone`: nobody is at its other end any more. */
  passes(name: string): 'on' | 'cut' | 'gone';
  answered(exchange: Exchange): void;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const wholeOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** What a request is, without the ids of this run: method, path, and the verb where a media type is one. */
export const nameOf = (
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body = '',
): string => {
  const path = (url.split('?')[0] ?? '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/^\/v1\/environments\/\*/, '')
    .replace(/^\/\*\//, '/');
  const verb = /vnd\.pingidentity\.([\w.]+)\+json/.exec(headers['content-type'] ?? '')?.[1];
  const grant = /(?:^|&)grant_type=([\w]+)/.exec(body)?.[1];
  return [method, path, verb ?? grant].filter((part) => part !== undefined).join(' ');
};

const forward = (target: string, from: IncomingMessage, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { host, hostname, port } = new URL(target);
    // who is called by another name is told that name
    const called = from.headers.host?.startsWith('localhost') === true ? `localhost:${port}` : host;
    const sent = request(
      {
        hostname,
        port,
        method: from.method,
        path: from.url,
        headers: { ...from.headers, host: called, connection: 'close' },
      },
      (answer) => {
        wholeOf(answer).then(
          (read) =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }),
          reject,
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

/** Sends the first half; settles when it is on its way. */
const sendHalf = (response: ServerResponse, body: Buffer): Promise<void> =>
  new Promise((resolve) => {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => setImmediate(resolve));
  });

/**
 * Stands between the desk and one host of the sandbox. Three moments of each request can be its last: it leaves, and has
 * not arrived; it has arrived, and the answer is not on its way; half of the answer has come.
 */
export const createWire = async (
  host: string,
  target: string,
  listener: WireListener,
): Promise<Wire> => {
  const handle = async (from: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await wholeOf(from);
    const name = `${host} ${nameOf(from, sent.toString())}`;
    const isOver = (moment: string): boolean => {
      if (listener.passes(`${name}: ${moment}`) === 'on') return false;
      from.socket.destroy();
      return true;
    };
    if (isOver('leaves')) return;
    const { status, headers, body } = await forward(target, from, sent);
    listener.answered({
      path: from.url ?? '',
      authorization: from.headers.authorization ?? '',
      sent: sent.toString(),
      status,
      answer: body.toString(),
    });
    if (isOver('arrived')) return;
    response.writeHead(status, { ...headers, connection: 'keep-alive' });
    if (body.length > 1) {
      await sendHalf(response, body);
      if (isOver('half answered')) return;
      response.end(body.subarray(Math.ceil(body.length / 2)));
    } else response.end(body);
  };
  return listen((from, response) => {
    handle(from, response).catch(() => from.socket.destroy());
  });
};
