import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { JWK } from 'jose';
import type { Clock } from '../clock';
import type { Directory } from '../directory/directory';
import { nameOf } from '../directory/user';
import type { Seed } from '../seed';
import type { Switches } from '../switches';
import { clients } from './clients';
import { showCodeConfirmation, showCodeInput, showSignedIn } from './device-pages';
import { quietly } from './quiet';
import { createRefreshTokenFormat } from './refresh-token-format';
import { refusedPage } from './sign-in-page';
import { OPENID_SCOPES, PINGONE_API, SELF_SERVICE_SCOPES } from './resource-audience';
import type { Storage } from './storage';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

export interface ProviderDependencies {
  clock: Clock;
  seed: Seed;
  directory: Directory;
  switches: Switches;
  storage: Storage;
  signingKey: JWK;
}

export type CreateProvider = (issuer: string) => Provider;

/** A real OpenID provider, set up as PingOne is (contract A.3 to A.5). */
export async function createProviderFactory(
  dependencies: ProviderDependencies,
): Promise<CreateProvider> {
  const { clock, seed, directory, switches, storage, signingKey } = dependencies;
  const { default: OidcProvider, interactionPolicy } = await quietly(() => import('oidc-provider'));
  const refreshTokenFormat = createRefreshTokenFormat(switches, signingKey);
  /** Nobody signs in, or has a token renewed, who is not let in any more. */
  const account = (id: string) => {
    const user = directory.find(id);
    return user && directory.obstacle(user) === null ? user : undefined;
  };

  /** Self-management scopes exist on user grants of the native app alone. */
  const grantable = (clientId: string): string => {
    if (clientId === seed.worker.clientId) return '';
    const own = clientId === seed.clientId ? SELF_SERVICE_SCOPES : [];
    return [...OPENID_SCOPES, ...own]
      .filter((scope) => !switches.withheldScopes.includes(scope))
      .join(' ');
  };
  const newGrant = async (context: KoaContextWithOIDC) => {
    const { client, account: user, provider } = context.oidc;
    if (!client || !user) return undefined;
    // One grant per sign-in: reuse of a refresh token ends this family and no other.
    const grant = new provider.Grant({ clientId: client.clientId, accountId: user.accountId });
    grant.addOIDCScope(OPENID_SCOPES.join(' '));
    grant.addResourceScope(PINGONE_API, grantable(client.clientId));
    await grant.save();
    return grant;
  };
  // Consent is the administrator's business in PingOne; nobody is asked.
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.clear();

  return (issuer) => {
    const path = new URL(issuer).pathname;
    const provider = new OidcProvider(issuer, {
      adapter: storage.adapter,
      clients: clients(seed),
      jwks: { keys: [{ ...signingKey }] },
      pkce: { required: (_context, client) => client.clientId !== seed.worker.clientId },
      clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
      responseTypes: ['code'],
      scopes: OPENID_SCOPES,
      claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
      conformIdTokenClaims: false,
      routes: {
        authorization: '/authorize',
        token: '/token',
        jwks: '/jwks',
        revocation: '/revoke',
        userinfo: '/userinfo',
        end_session: '/signoff',
        device_authorization: '/device_authorization',
        code_verification: '/device',
      },
      interactions: {
        policy,
        url: (_context, interaction) => `${path}/interaction/${interaction.uid}`,
      },
      features: {
        devInteractions: { enabled: false },
        dPoP: { enabled: false },
        pushedAuthorizationRequests: { enabled: false },
        clientCredentials: { enabled: true },
        deviceFlow: {
          enabled: true,
          mask: '****-****',
          userCodeInputSource: showCodeInput,
          userCodeConfirmSource: showCodeConfirmation,
          successSource: showSignedIn,
        },
        revocation: { enabled: true, allowedPolicy: () => true },
        rpInitiatedLogout: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => PINGONE_API,
          useGrantedResource: () => true,
          getResourceServerInfo: (_context, _resource, client) => ({
            scope: grantable(client.clientId),
            audience: PINGONE_API,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      formats: {
        customizers: {
          jwt: (_context, token, jwt) => {
            const iat = Math.floor(clock.now() / 1_000);
            Object.assign(jwt.payload, {
              iat,
              exp: iat + switches.accessTokenLifetime,
              env: seed.environmentId,
            });
            if (token.kind === 'ClientCredentials') delete jwt.payload.sub;
          },
        },
      },
      ttl: {
        AccessToken: () => switches.accessTokenLifetime,
        ClientCredentials: () => switches.accessTokenLifetime,
        AuthorizationCode: () => 60,
        DeviceCode: () => switches.deviceTimeout,
        IdToken: () => HOUR,
        RefreshToken: () => 30 * DAY,
        Interaction: () => HOUR,
        Session: () => DAY,
        Grant: () => 60 * DAY,
      },
      issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
      expiresWithSession: () => false,
      clientBasedCORS: () => false,
      renderError: (context, { error, error_description: description }) => {
        context.type = 'html';
        const correlationId = String(context.res.getHeader('Correlation-Id'));
        context.body = refusedPage(error, description ?? '', correlationId);
      },
      rotateRefreshToken: () => switches.rotateRefreshTokens,
      loadExistingGrant: newGrant,
      findAccount: (_context, id) => {
        const user = account(id);
        if (!user) return undefined;
        return {
          accountId: id,
          claims: () => ({
            sub: id,
            name: nameOf(user),
            preferred_username: user.username,
            email: user.email,
          }),
        };
      },
    });
    Object.assign(provider.RefreshToken.prototype, { generateTokenId: refreshTokenFormat });
    return provider;
  };
}
