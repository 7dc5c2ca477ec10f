import { createHash, randomBytes } from 'node:crypto';
import type { SandboxAddress, SandboxUser } from './address';
import { SELF_SERVICE_SCOPES } from './auth/resource-audience';
import { createVisitor, textOf } from './phone/visitor';

/** Anything that can be fetched where the redirect would go; nobody needs to listen there. */
const REDIRECT_URI = 'http://127.0.0.1:47821/callback';

export interface Tokens {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  scope?: string;
  expires_in: number;
}

/**
 * Walks the sign-in page as a browser would, with cookies, and returns the redirect to the loopback
 * address with its code (or error), unfetched.
 */
export async function signInByForm(
  address: SandboxAddress,
  authorizeUrl: string,
  user: Pick<SandboxUser, 'username' | 'password'>,
  answer: 'sign-in' | 'cancel' = 'sign-in',
): Promise<string> {
  const visitor = createVisitor(address.authBaseUrl);
  const { username, password } = user;
  let visit = await visitor.open(authorizeUrl);
  // Once for the sign-in page, once for whatever comes behind it.
  for (let step = 0; step < 2; step += 1) {
    if (visit.is === 'elsewhere') return visit.address;
    const { html, status } = visit;
    if (!html.includes('<form') || html.includes('role="alert"')) {
      throw new Error(`sign-in stopped at ${String(status)}: ${textOf(html)}`);
    }
    visit = await visitor.submit(html, { username, password, answer });
  }
  if (visit.is === 'elsewhere') return visit.address;
  throw new Error(`sign-in stopped at ${String(visit.status)}: ${textOf(visit.html)}`);
}

/** The worker's access token, by client credentials. */
export async function workerToken(address: SandboxAddress): Promise<string> {
  const { clientId, clientSecret } = address.worker;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const tokens = await requestToken(address, body, { Authorization: `Basic ${basic}` });
  return tokens.access_token;
}

/** An end user's access token, by the whole code flow with PKCE. */
export async function userToken(
  address: SandboxAddress,
  user: Pick<SandboxUser, 'username' | 'password'>,
  scopes?: string[],
): Promise<string> {
  const tokens = await userTokens(address, user, scopes);
  return tokens.access_token;
}

/** As `userToken`, with the refresh token and ID token; also for operators, by their client id. */
export async function userTokens(
  address: SandboxAddress,
  user: Pick<SandboxUser, 'username' | 'password'>,
  scopes: string[] = ['openid', 'profile', 'email', ...SELF_SERVICE_SCOPES],
  clientId: string = address.clientId,
): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: scopes.join(' '),
    state: randomBytes(8).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const authorizeUrl = `${issuerOf(address)}/authorize?${query.toString()}`;
  const redirect = new URL(await signInByForm(address, authorizeUrl, user));
  const code = redirect.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${redirect.search}`);
  return requestToken(
    address,
    new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      client_id: clientId,
      code_verifier: verifier,
    }),
  );
}

/** `{authBaseUrl}/{env}/as`. A test that throws the custom domain switch builds its own. */
export function issuerOf(address: SandboxAddress): string {
  return `${address.authBaseUrl}/${address.environmentId}/as`;
}

async function requestToken(
  address: SandboxAddress,
  body: URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Tokens> {
  const response = await fetch(`${issuerOf(address)}/token`, { method: 'POST', body, headers });
  if (!response.ok) throw new Error(`no token: ${await response.text()}`);
  return (await response.json()) as Tokens;
}
