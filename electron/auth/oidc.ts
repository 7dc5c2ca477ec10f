import { createHash, randomBytes } from 'node:crypto';
import type { Configuration } from '../../shared/configuration';
import type { DeskError } from '../../shared/errors';
import type { SignInWay } from '../../shared/ipc/views';
import { ok, type Result } from '../../shared/result';
import { clientOf, type Endpoints } from '../configuration/endpoints';
import type { Fetch } from '../http/request';
import {
  askForDeviceCode,
  pollForTokens,
  type DeviceAuthorization,
  type Polled,
} from './device-grant';
import { discover, type ServerMetadata } from './discovery';
import { reasonOf } from './oauth-errors';
import { requestTokens } from './token-request';
import type { Tokens } from './tokens';

const openidScopes = ['openid', 'profile', 'email'] as const;

/** Source: pingone-mfa-api.md A.3. */
const selfServiceScopes = [
  'p1:read:user',
  'p1:create:device',
  'p1:read:device',
  'p1:update:device',
  'p1:delete:device',
] as const;

const pairingKeyScopes = [
  'p1:create:pairingKey',
  'p1:read:pairingKey',
  'p1:delete:pairingKey',
] as const;

export interface OidcDependencies {
  readonly configuration: Configuration;
  readonly endpoints: Endpoints;
  readonly fetch: Fetch;
  readonly now: () => number;
}

/** What one sign-in must not be taken for another by: unguessable, used once. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** PingOne's OpenID provider, as far as a public client needs it. Every call reads the discovery document at most once. */
export interface Oidc {
  readonly scopes: readonly string[];
  /** The discovery document, remembered once it was read. Errors: those of `discover`. */
  metadata(signal: AbortSignal): Promise<Result<ServerMetadata>>;
  /** Whether the discovery document was read. */
  isReached(): boolean;
  /** How somebody can sign in, as far as is known: the phone is an operator's, once PingOne was seen to offer it. */
  ways(): readonly SignInWay[];
  /** Where the browser goes: authorization code with PKCE (RFC 7636, S256), state and nonce. */
  authorizationUrl(metadata: ServerMetadata, redirectUri: string, secrets: SignInSecrets): URL;
  /**
   * Exchanges the code of a callback for tokens and validates the ID token: signature (RS256), issuer, audience, nonce,
   * times. Errors: `signInRefused`, `clientRefused`, `clockWrong`, `badResponse`, and those of `request`.
   */
  exchange(callback: URL, secrets: SignInSecrets, signal: AbortSignal): Promise<Result<Tokens>>;
  /** A code for the operator's phone (RFC 8628). Errors: those of `askForDeviceCode` and `metadata`. */
  deviceCode(signal: AbortSignal): Promise<Result<DeviceAuthorization>>;
  /** Asks once whether the phone has done its part. Errors: those of `pollForTokens` and `metadata`. */
  poll(deviceCode: string, onIssued: () => void, signal: AbortSignal): Promise<Result<Polled>>;
  /** New tokens for a refresh token. Errors: `sessionEnded` when PingOne knows it no more, else as `exchange`. */
  refresh(refreshToken: string, signal: AbortSignal): Promise<Result<Tokens>>;
  /** Where the browser ends the session at PingOne; null before the discovery document was read, or without such a place. */
  signOffUrl(): URL | null;
}

const random = (): string => randomBytes(32).toString('base64url');

export const createSignInSecrets = (): SignInSecrets => ({
  state: random(),
  nonce: random(),
  verifier: random(),
});

const unlessClientRefused = (error: string, otherwise: DeskError): DeskError =>
  error === 'unauthorized_client' ? { code: 'clientRefused' } : otherwise;

export const createOidc = ({ configuration, endpoints, fetch, now }: OidcDependencies): Oidc => {
  const { clientId, operator } = clientOf(configuration);
  const offersApp = configuration.allowedMethods?.includes('MOBILE') ?? true;
  const scopes = operator
    ? openidScopes
    : [...openidScopes, ...selfServiceScopes, ...(offersApp ? pairingKeyScopes : [])];
  const dependencies = { clientId, fetch, now };
  let known: ServerMetadata | null = null;

  const metadata = async (signal: AbortSignal): Promise<Result<ServerMetadata>> => {
    if (known !== null) return ok(known);
    const discovered = await discover(endpoints, fetch, signal);
    if (discovered.ok) known = discovered.value;
    return discovered;
  };

  return {
    scopes,
    metadata,
    isReached: () => known !== null,

    ways: () =>
      operator && known?.device_authorization_endpoint !== undefined
        ? ['browser', 'phone']
        : ['browser'],

    authorizationUrl({ authorization_endpoint }, redirectUri, { state, nonce, verifier }) {
      const url = new URL(authorization_endpoint);
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        // the browser of a shared computer still knows the last person
        ...(configuration.mode === 'kiosk' ? { prompt: 'login' } : {}),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url;
    },

    async exchange(callback, { state, nonce, verifier }, signal) {
      const discovered = await metadata(signal);
      if (!discovered.ok) return discovered;
      return requestTokens(dependencies, {
        metadata: discovered.value,
        signal,
        identifies: true,
        grant: (library, client) =>
          library.authorizationCodeGrant(client, callback, {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          }),
        refused: (error) =>
          unlessClientRefused(error, { code: 'signInRefused', reason: reasonOf(error) }),
      });
    },

    async deviceCode(signal) {
      const discovered = await metadata(signal);
      if (!discovered.ok) return discovered;
      return askForDeviceCode(dependencies, discovered.value, scopes, signal);
    },

    async poll(deviceCode, onIssued, signal) {
      const discovered = await metadata(signal);
      if (!discovered.ok) return discovered;
      return pollForTokens(dependencies, discovered.value, { deviceCode, onIssued, signal });
    },

    async refresh(refreshToken, signal) {
      const discovered = await metadata(signal);
      if (!discovered.ok) return discovered;
      return requestTokens(dependencies, {
        metadata: discovered.value,
        signal,
        identifies: false,
        grant: (library, client) => library.refreshTokenGrant(client, refreshToken),
        refused: (error, status) =>
          unlessClientRefused(
            error,
            error === 'invalid_grant' ? { code: 'sessionEnded' } : { code: 'refused', status },
          ),
      });
    },

    /**
     * Without `id_token_hint`, which is optional: an address handed to the browser shows in the process list and
     * stays in its history. PingOne goes by the browser's own session.
     */
    signOffUrl() {
      if (known?.end_session_endpoint === undefined) return null;
      const url = new URL(known.end_session_endpoint);
      url.searchParams.set('client_id', clientId);
      return url;
    },
  };
};
