import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { usualLimits } from '../../../../electron/desktop-agent/post';
import { fail, ok } from '../../../../shared/result';
import {
  agentAt,
  attestation,
  freePort,
  never,
  options,
  origin,
  serve,
  serveRaw,
  type Asked,
  type Loopback,
} from './agent-server';

const opened: Loopback[] = [];
const keep = <T extends Loopback>(server: T): T => {
  opened.push(server);
  return server;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

const says =
  (text: string, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'text/plain' });
    response.end(text);
  };

describe('asking PingID Desktop', () => {
  it('sends the JWT as it is, to 127.0.0.1 under the name localhost, without a token', async () => {
    const { port, asked } = keep(await serve(says(attestation)));
    expect(await agentAt(port).register(options, never())).toEqual(ok(attestation));
    const headers = {
      host: `localhost:${String(port)}`,
      origin,
      'content-type': 'application/jwt',
      'content-length': String(options.length),
      connection: 'close',
    };
    expect(asked).toMatchObject([{ method: 'POST', url: '/register', body: options, headers }]);
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('authenticates at its own path', async () => {
    const { port, asked } = keep(await serve(says(attestation, 201)));
    expect(await agentAt(port).authenticate(options, never())).toEqual(ok(attestation));
    expect(asked[0]?.url).toBe('/authenticate');
  });

  it('takes off whitespace around the answer, nothing else', async () => {
    const { port } = keep(await serve(says(`\r\n ${attestation}\n`)));
    expect(await agentAt(port).register(options, never())).toEqual(ok(attestation));
  });

  // seen to fail without `proxy: false`
  it('[fault 51] goes past every proxy', async () => {
    const proxy = keep(await serve(says(attestation)));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY'])
      vi.stubEnv(name, `http://127.0.0.1:${String(proxy.port)}`);
    vi.stubEnv('NO_PROXY', '');
    const { port, asked } = keep(await serve(says(attestation)));
    expect((await agentAt(port).register(options, never())).ok).toBe(true);
    expect([asked.length, proxy.asked.length]).toEqual([1, 0]);
  });

  // seen to fail with `localhost` in the place of the number
  it('[fault 44] does not ask whoever listens on [::1]', async () => {
    const squatter = keep(await serve(says(attestation), '::1'));
    const result = await agentAt(squatter.port).register(options, never());
    expect(result).toEqual(fail({ code: 'agentNotRunning', port: squatter.port }));
    expect(squatter.asked).toEqual([]);
  });

  it('sends nothing that is not a JWT, and nothing without a relying party', async () => {
    const { port, asked } = keep(await serve(says(attestation)));
    expect(await agentAt(port).register('{"a":1}', never())).toMatchObject({
      error: { code: 'badResponse' },
    });
    expect(await agentAt(port, { origin: '' }).register(options, never())).toEqual(
      fail({ code: 'relyingPartyMissing' }),
    );
    expect(asked).toEqual([]);
  });

  it('logs status and length, never a JWT', async () => {
    const logged: unknown[] = [];
    const { port } = keep(await serve(says(attestation)));
    const agent = agentAt(port, { logged });
    await agent.register(options, never());
    await agent.register(options, AbortSignal.abort());
    expect(logged).toMatchObject([
      ['agent.answered', { path: '/register', status: 200, length: attestation.length }],
      ['agent.failed', { error: 'cancelled' }],
    ]);
    expect(JSON.stringify(logged)).not.toContain('eyJ');
  });
});

describe('wrong answers', () => {
  type Answer = (response: ServerResponse, asked: Asked) => void;
  const notPingId = { code: 'agentNotPingId' };
  const table: [name: string, answer: Answer, error: object][] = [
    ['no such path', says('not found', 404), { code: 'agentTooOld' }],
    ['a refusal', says('no', 401), { code: 'agentDeclined', status: 401 }],
    ['a refused origin', says('no', 403), { code: 'agentOriginRefused' }],
    ['paired already', says('no', 409), { code: 'agentAlreadyPaired' }],
    ['a bad request', says('no', 400), { code: 'agentDeclined', status: 400 }],
    ['asking somebody else', says('busy', 503), { code: 'agentDeclined', status: 503 }],
    ['an inner error', says('oops', 500), { code: 'agentDeclined', status: 500 }],
    ['a redirect', redirect(307), notPingId],
    ['a redirect without an address', says('', 304), notPingId],
    ['a web page', says('<!doctype html><title>Printer</title>'), notPingId],
    ['JSON', says('{"ok":true}'), notPingId],
    ['nothing', says(''), notPingId],
    ['two parts', says('eyJhbGciOiJFUzI1NiJ9.YXR0'), notPingId],
    ['four parts', says(`${attestation}.more`), notPingId],
    ['an empty part', says('eyJhbGciOiJFUzI1NiJ9..c2ln'), notPingId],
    ['a JWT in quotes', says(`"${attestation}"`), notPingId],
    ['a JWT with a space within', says(attestation.replace('.', '. ')), notPingId],
    ['what was sent', (response, { body }) => says(body)(response), notPingId],
    ['more than 64 KiB', says(`a.${'b'.repeat(66_000)}.c`), notPingId],
    ['without an end', endless, notPingId],
    ['half of the answer', cutAfter(attestation.slice(0, 20)), { code: 'agentInterrupted' }],
    ['no answer', (response) => response.destroy(), { code: 'agentInterrupted' }],
    ['no end of silence', () => undefined, { code: 'agentTimedOut' }],
    ['a byte now and then', dripping, { code: 'agentTimedOut' }],
  ];

  // seen to fail row by row: without the limits, the cap, the look at the form, the memory, or with every status a success
  it.each(table)('[fault 42, 45, 46, 47, 48, 50] %s', async (_name, answer, error) => {
    const { port, asked } = keep(await serve(answer));
    const result = await agentAt(port).register(options, never());
    expect(result).toMatchObject({ ok: false, error });
    expect(asked).toHaveLength(1);
  });

  it.each([
    [400, { code: 'agentForgot' }],
    [401, { code: 'agentDeclined', status: 401 }],
    [403, { code: 'agentOriginRefused' }],
    [404, { code: 'agentTooOld' }],
    [409, { code: 'agentDeclined', status: 409 }],
    [503, { code: 'agentDeclined', status: 503 }],
  ])('%i to a proof', async (status, error) => {
    const { port } = keep(await serve(says('no', status)));
    expect(await agentAt(port).authenticate(options, never())).toMatchObject({ ok: false, error });
  });

  // seen to fail without the memory of what was said before
  it('[fault 48] an answer that was given before', async () => {
    const { port } = keep(await serve(says(attestation)));
    const agent = agentAt(port);
    expect((await agent.register(options, never())).ok).toBe(true);
    expect(await agent.authenticate(`${options}x`, never())).toEqual(
      fail({ code: 'agentNotPingId', port }),
    );
  });

  // seen to fail with a memory of answers alone
  it('[fault 48] an earlier question in the place of an answer', async () => {
    const { port } = keep(
      await serve((response, { url }) =>
        says(url === '/register' ? attestation : options)(response),
      ),
    );
    const agent = agentAt(port);
    await agent.register(options, never());
    expect(await agent.authenticate(`${options}x`, never())).toEqual(
      fail({ code: 'agentNotPingId', port }),
    );
  });

  // seen to fail with every broken exchange called an interruption
  it('[fault 42] a program that does not speak HTTP', async () => {
    const { port } = keep(await serveRaw((socket) => socket.end('220 mail ready\r\n')));
    expect(await agentAt(port).register(options, never())).toEqual(
      fail({ code: 'agentNotPingId', port }),
    );
  });

  // seen to fail with a refused connection called an interruption
  it('[fault 40] nobody there', async () => {
    const port = await freePort();
    expect(await agentAt(port).register(options, never())).toEqual(
      fail({ code: 'agentNotRunning', port }),
    );
  });
});

describe('cancelling', () => {
  // nothing else would end the wait while anybody looks
  const limits = usualLimits;

  // seen to fail with a request that no signal reaches
  it('[fault 45] ends the wait, and the connection', async () => {
    const controller = new AbortController();
    const closed: Promise<void>[] = [];
    const { port } = keep(
      await serve((response) => {
        closed.push(new Promise((resolve) => response.once('close', resolve)));
        controller.abort();
      }),
    );
    expect(await agentAt(port, { limits }).register(options, controller.signal)).toEqual(
      fail({ code: 'cancelled' }),
    );
    expect(closed).toHaveLength(1);
    await Promise.all(closed);
  });

  it('in the middle of the answer', async () => {
    const controller = new AbortController();
    const { port } = keep(
      await serve((response) => {
        response.write('eyJ', () => controller.abort());
      }),
    );
    expect(await agentAt(port, { limits }).register(options, controller.signal)).toEqual(
      fail({ code: 'cancelled' }),
    );
  });
});

function redirect(status: number) {
  return (response: ServerResponse, { url }: Asked) => {
    response.writeHead(status, { Location: `${url}/again` });
    response.end(attestation);
  };
}

function cutAfter(text: string) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'Content-Length': '900' });
    response.write(text, () => response.destroy());
  };
}

function endless(response: ServerResponse) {
  const more = () => {
    while (!response.destroyed && response.write('A'.repeat(8_192)));
  };
  response.on('drain', more);
  more();
}

function dripping(response: ServerResponse) {
  const timer = setInterval(() => response.write('A'), 100);
  response.once('close', () => {
    clearInterval(timer);
  });
}
