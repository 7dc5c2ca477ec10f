import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { createHost } from '../http/host';
import { Problem } from '../http/problem';
import { isJsonObject } from '../json';
import {
  serveDeviceAuthentications,
  type DeviceAuthenticationsDependencies,
} from '../device-authentications/routes';
import type { Bearer } from './bearer';
import { interact } from './interaction';
import type { Clock } from '../clock';
import { nameOf } from '../directory/user';
import { answer, answerJson } from '../http/answer';
import type { Seed } from '../seed';
import { createDeviceGrant } from './device-grant';
import type { CreateProvider } from './provider';
import { signOff } from './sign-off';

export interface AuthHostDependencies extends DeviceAuthenticationsDependencies {
  clock: Clock;
  seed: Seed;
  createProvider: CreateProvider;
  bearer: Bearer;
  /** `http://127.0.0.1:<port>`, known once the host listens. */
  authBaseUrl: () => string;
}

/** OpenID Connect under `/{env}/as/`, device authentications and the page for codes beside it, nothing else. */
export async function createAuthHost(dependencies: AuthHostDependencies): Promise<RequestListener> {
  const { seed, switches, createProvider, authBaseUrl } = dependencies;
  const environment = `/${seed.environmentId}`;
  const deviceGrant = createDeviceGrant(dependencies);
  const providers = new Map<string, Provider>();
  const hosts = new Map<string, FastifyInstance>();

  // Both forms stand ready: the switch may be thrown while the sandbox runs.
  for (const prefix of [environment, '']) {
    const app = createHost(switches);
    await app.register(
      (scope) => {
        serveDeviceAuthentications(scope, dependencies);
        return Promise.resolve();
      },
      { prefix },
    );
    await app.ready();
    hosts.set(prefix, app);
  }
  const providerAt = (prefix: string): Provider => {
    const known = providers.get(prefix);
    if (known) return known;
    const provider = createProvider(`${authBaseUrl()}${prefix}/as`);
    provider.use(async (context, next) => {
      await next();
      tellCorrelation(context);
    });
    provider.use(deviceGrant(provider));
    providers.set(prefix, provider);
    return provider;
  };

  return (request, response) => {
    const prefix = switches.customDomain ? '' : environment;
    const [path, query = ''] = (request.url ?? '').split('?');
    if (switches.deviceGrant && request.method === 'GET' && path === `${prefix}/device`) {
      // The address is PingOne's; the page is the provider's, and stands with the rest of it.
      const location = `${prefix}/as/device${query && `?${query}`}`;
      answer(response, 302, 'text/plain', '', { Location: location });
      return;
    }
    if (!request.url?.startsWith(`${prefix}/as/`)) {
      hosts.get(prefix)?.routing(request, response);
      return;
    }
    underAs(providerAt(prefix), `${prefix}/as`, dependencies, request, response).catch(
      (error: unknown) => {
        console.error(error);
        answerJson(response, 500, { error: 'server_error' });
      },
    );
  };
}

async function underAs(
  provider: Provider,
  mount: string,
  { directory, bearer }: AuthHostDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const originalUrl = request.url ?? '';
  const url = originalUrl.slice(mount.length);
  const path = url.split('?')[0] ?? '';
  if (path.startsWith('/interaction/')) return interact(provider, directory, request, response);
  if (path === '/signoff') return signOff(provider, request, response);
  if (path === '/userinfo') return userinfo(bearer, directory, request, response);
  // oidc-provider works out where it is mounted from the difference between these two.
  Object.assign(request, { originalUrl, url });
  await provider.callback()(request, response);
}

/** oidc-provider's own refuses tokens made for a resource; PingOne's takes them. */
async function userinfo(
  bearer: Bearer,
  directory: AuthHostDependencies['directory'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const subject = await bearer.subject(request.headers.authorization);
    const user = directory.find(subject);
    if (!user) throw new Problem(401, 'ACCESS_FAILED', 'A worker is nobody.');
    answerJson(response, 200, {
      sub: user.id,
      preferred_username: user.username,
      name: nameOf(user),
      email: user.email,
    });
  } catch {
    answerJson(response, 401, { error: 'invalid_token', error_description: 'Not a valid token.' });
  }
}

/** Under `/as/` errors have the OAuth shape, and their description names the correlation id. */
function tellCorrelation(context: { status: number; body: unknown; res: ServerResponse }): void {
  if (context.body === undefined || context.body === null) {
    if (context.status < 400) return;
    const { status } = context;
    context.body = { error: 'invalid_request', error_description: 'There is nothing here.' };
    context.status = status;
  }
  if (!isJsonObject(context.body)) return;
  const { error, error_description: description = error } = context.body;
  if (typeof error !== 'string' || typeof description !== 'string') return;
  const id = String(context.res.getHeader('Correlation-Id'));
  context.body.error_description = `${description} (Correlation ID: ${id})`;
}
