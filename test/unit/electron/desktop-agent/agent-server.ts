import { spawn } from 'node:child_process';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { createDesktopAgent, type DesktopAgent } from '../../../../electron/desktop-agent/client';
import type { AgentLimits } from '../../../../electron/desktop-agent/post';

export const origin = 'https://desk.example.org';
export const options = 'eyJhbGciOiJSUzI1NiJ9.b3B0aW9ucw.c2lnbmF0dXJl';
export const attestation = 'eyJhbGciOiJFUzI1NiJ9.YXR0ZXN0YXRpb24.c2lnbmF0dXJl';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Loopback {
  readonly port: number;
  close(): Promise<void>;
}

const open = async (server: Server, host: string, port = 0): Promise<Loopback> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** Something that listens on 127.0.0.1 and answers each request by `answer`. */
export const serve = async (
  answer: (response: ServerResponse, asked: Asked) => void,
  host = '127.0.0.1',
): Promise<Loopback & { readonly asked: Asked[] }> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      asked.push(seen);
      answer(response, seen);
    });
  });
  return { ...(await open(server, host)), asked };
};

/** Something that listens and does not speak HTTP; on any free port, unless told which. */
export const serveRaw = (
  onSocket: (socket: Socket) => void,
  host = '127.0.0.1',
  port = 0,
): Promise<Loopback> => open(createTcpServer(onSocket), host, port);

/** Who has a port and takes no connection on it, once its queue is full. */
export const hold = async (): Promise<Loopback> => {
  // a process that listens and then sleeps: the kernel fills its queue of one, and lets others wait
  const asleep = spawn(process.execPath, [
    '-e',
    `const s = require('node:net').createServer();
     s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       require('node:fs').writeSync(1, String(s.address().port));
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
  ]);
  const port = await new Promise<number>((resolve) => {
    asleep.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
  });
  const queue: Socket[] = Array.from({ length: 4 }, () =>
    connect({ host: '127.0.0.1', port }).on('error', () => undefined),
  );
  return {
    port,
    close() {
      for (const socket of queue) socket.destroy();
      asleep.kill('SIGKILL');
      return Promise.resolve();
    },
  };
};

/** A port on which nobody listens. */
export const freePort = async (): Promise<number> => {
  const server = await serveRaw(() => undefined);
  await server.close();
  return server.port;
};

export const agentAt = (
  port: number,
  more: {
    readonly limits?: AgentLimits;
    readonly logged?: unknown[];
    readonly origin?: string;
  } = {},
): DesktopAgent => {
  const note = (event: string, fields?: unknown) => {
    more.logged?.push([event, fields]);
  };
  return createDesktopAgent({
    port,
    origin: more.origin ?? origin,
    log: { info: note, warn: note },
    limits: more.limits ?? { connect: 500, answer: 1_000 },
  });
};

export const never = (): AbortSignal => new AbortController().signal;
