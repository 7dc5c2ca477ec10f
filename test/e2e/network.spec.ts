import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { configurationFor } from '../driver/profile';
import { createSelfSigned } from '../fakes/self-signed';
import { expect, test } from './fixtures';

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

// seen to fail: with `recovery.begin` left out of the session, the list never comes
test('[fault 1] the app opens without a network, says so, and goes on by itself', async ({
  desk,
}) => {
  await desk.signIn();
  await desk.sandbox.network.unplug();
  await desk.relaunch();
  await desk.window.says('The server 127.0.0.1 cannot be reached.');
  await desk.window.says('It is tried again by itself. Nothing is lost.');
  await desk.sandbox.network.plugIn();
  const back = Date.now();
  await desk.window.sees('Your devices');
  test.info().annotations.push({ type: 'time', description: `${String(Date.now() - back)} ms` });
});

test.describe('with a certificate that nobody trusts in between', () => {
  const issuer = 'Example Inspection CA';
  const server = createTlsServer(createSelfSigned(issuer), (_request, response) => {
    response.end('{}');
  });
  let port = 0;
  test.beforeAll(async () => {
    port = await listen(server);
  });
  test.afterAll(() => server.close());
  test.use({
    configuration: {
      of: (sandbox) => ({
        ...configurationFor(sandbox.address),
        authBaseUrl: `https://127.0.0.1:${String(port)}`,
      }),
    },
  });

  // seen to fail: with the verify procedure answering 0 the host is called no PingOne; without it nobody is named
  test('[fault 19] its issuer is shown, and there is no way around it', async ({ desk }) => {
    await desk.window.button('Sign in with your browser').click();
    await desk.window.says(
      `This computer does not trust the certificate of 127.0.0.1. It was issued by “${issuer}”.`,
    );
    await expect(desk.window.page.getByText(/ignore|trust it|anyway|continue/i)).toHaveCount(0);
  });
});

for (const scheme of ['http', 'https'] as const)
  test.describe(`with a proxy that asks for a password, over ${scheme}`, () => {
    test.use({
      configuration: {
        of: (sandbox) => ({
          ...configurationFor(sandbox.address),
          ...(scheme === 'https' ? { authBaseUrl: 'https://127.0.0.1:47999' } : {}),
        }),
      },
    });

    // seen to fail: without `readable` in the fetch, https says that the server cannot be reached; with a 407 that has no
    // meaning of its own in http/request.ts, http does not speak of a proxy
    test(`[fault 19] that is said, over ${scheme}`, async ({ desk }) => {
      const refusal = { 'Proxy-Authenticate': 'Basic realm="proxy"' };
      const proxy = createServer((_request, response) => {
        response.writeHead(407, refusal).end('<html>Who are you?');
      });
      proxy.on('connect', (_request, socket) => {
        socket.end(
          'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
        );
      });
      const proxyRules = `127.0.0.1:${String(await listen(proxy))}`;
      await desk.app.electron.evaluate(
        ({ session }, rules) =>
          session.defaultSession.setProxy({ proxyRules: rules, proxyBypassRules: '<-loopback>' }),
        proxyRules,
      );
      await desk.window.button('Sign in with your browser').click();
      await desk.window.says('A proxy in your network asks for a sign-in');
      proxy.close();
    });
  });

test.describe('a list of devices of ten megabytes', () => {
  const id = (index: number) => `c0ffee00-1111-4222-8333-${String(index).padStart(12, '0')}`;
  const aDevice = (index: number, more: object) => ({
    id: id(index),
    type: 'EMAIL',
    status: 'ACTIVE',
    email: `kim${String(index)}@example.org`,
    createdAt: '2026-03-02T09:00:00.000Z',
    ...more,
  });
  const megabyte = 1024 * 1024;
  const most = 10 * megabyte;
  const listOf = (devices: readonly object[]) => JSON.stringify({ _embedded: { devices } });
  /** As many as ten megabytes hold. */
  const many = (): string => {
    const one = listOf([aDevice(0, {})]).length + 1;
    return listOf(Array.from({ length: Math.floor(most / one) - 100 }, (_, at) => aDevice(at, {})));
  };

  // seen to fail, one after the other: with no limit to the devices of a page, the window was busy for more than a minute;
  // with half the bytes allowed the one device is not shown; with no limit to the bytes it is shown all the same
  for (const [what, body, says] of [
    ['of very many devices', many, 'The answer was not one'],
    [
      'of one device with much to say',
      () => listOf([aDevice(1, { photo: 'x'.repeat(most - 1_000) })]),
      '1 paired',
    ],
    ['and more', () => listOf([aDevice(1, { photo: 'x'.repeat(most) })]), 'The answer was not one'],
  ] as const)
    test(`[fault 22] ${what} is a usable screen at once`, async ({ desk }) => {
      const text = body();
      let answered = 0;
      desk.sandbox.faults.add({
        host: 'api',
        method: 'GET',
        path: /\/devices\?/,
        times: 1_000,
        effect: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          get body() {
            answered = Date.now();
            return text;
          },
        },
      });
      await desk.signIn();
      await desk.window.says(says);
      const shown = Date.now() - answered;
      await desk.window.button('Menu').click();
      await expect(desk.window.page.getByRole('menuitem').first()).toBeVisible();
      const took = Date.now() - answered;
      test.info().annotations.push({
        type: 'time',
        description: `${String(shown)} ms to the screen, ${String(took)} ms to its menu`,
      });
    });
});
