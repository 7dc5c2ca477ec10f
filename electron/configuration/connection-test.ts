import * as v from 'valibot';
import type { Configuration } from '../../shared/configuration';
import type { ConnectionReport } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { discover, patience } from '../auth/discovery';
import { hasPingOneEnvelope } from '../http/problem-envelope';
import { isHtml, jsonOf, request, statusError, type Fetch } from '../http/request';
import { clientOf, endpointsOf, type Endpoints } from './endpoints';

export interface ConnectionTestDependencies {
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
}

const refusedClientSchema = v.object({ error: v.literal('invalid_client', '') });

/** Nobody is let in without a token, and PingOne says so in its own way. */
const testApi = async (
  { apiBase, apiOrigin, environmentId }: Endpoints,
  { fetch, signal }: ConnectionTestDependencies,
): Promise<Result<undefined>> => {
  const answered = await request(
    fetch,
    `${apiBase}/environments/${environmentId}/users?limit=1`,
    { headers: { accept: 'application/json' } },
    { signal, timeout: patience },
  );
  if (!answered.ok) return answered;
  const answer = answered.value;
  if ((answer.status === 401 || answer.status === 403) && hasPingOneEnvelope(answer))
    return ok(undefined);
  const { status } = answer;
  if (status === 407 || status === 429 || status >= 500 || (status === 200 && isHtml(answer)))
    return fail(statusError(answer));
  return fail({ code: 'notPingOne', host: new URL(apiOrigin).hostname });
};

/**
 * Shows whether the client id is known, without a browser: a refresh token that cannot exist is refused as such for a
 * known public client, and the client itself is refused otherwise. Only that one answer counts; whether the
 * redirect, the scopes and the grants are right is for the first sign-in to show.
 */
const testClient = async (
  tokenEndpoint: string,
  configuration: Configuration,
  { fetch, signal }: ConnectionTestDependencies,
): Promise<Result<undefined>> => {
  const answered = await request(
    fetch,
    tokenEndpoint,
    {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: 'connection-test',
        client_id: clientOf(configuration).clientId,
      }).toString(),
    },
    { signal, timeout: patience },
  );
  if (!answered.ok) return answered;
  const { status } = answered.value;
  return (status === 400 || status === 401) && v.is(refusedClientSchema, jsonOf(answered.value))
    ? fail({ code: 'clientRefused' })
    : ok(undefined);
};

/**
 * Asks both hosts whether they are PingOne's, know the environment and know the client. Saves nothing, changes nothing.
 * Each question may take 10 s. Errors: those of `discover`, `notPingOne` for the API host, `clientRefused`.
 */
export const testConnection = async (
  configuration: Configuration,
  dependencies: ConnectionTestDependencies,
): Promise<Result<ConnectionReport>> => {
  const endpoints = endpointsOf(configuration);
  const [discovered, api] = await Promise.all([
    discover(endpoints, dependencies.fetch, dependencies.signal),
    testApi(endpoints, dependencies),
  ]);
  if (!discovered.ok) return discovered;
  if (!api.ok) return api;
  const client = await testClient(discovered.value.token_endpoint, configuration, dependencies);
  if (!client.ok) return client;
  return ok({
    issuer: endpoints.issuer,
    authHost: new URL(endpoints.authOrigin).host,
    apiHost: new URL(endpoints.apiOrigin).host,
  });
};
