import type { ClientMetadata } from 'oidc-provider';
import type { Seed } from '../seed';

/** A native redirect without a port: any port on the loopback address fits (RFC 8252). */
const LOOPBACK_REDIRECT = 'http://127.0.0.1/callback';

/** RFC 8628: sign-in on another device, usually a phone. */
export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** The three applications of the environment. */
export function clients(seed: Seed): ClientMetadata[] {
  return [
    {
      client_id: seed.clientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [LOOPBACK_REDIRECT],
    },
    {
      client_id: seed.worker.clientId,
      client_secret: seed.worker.clientSecret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
    {
      client_id: seed.operatorClientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', DEVICE_GRANT],
      response_types: ['code'],
      redirect_uris: [LOOPBACK_REDIRECT],
    },
  ];
}
