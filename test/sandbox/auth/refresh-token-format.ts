import { createPrivateKey, randomBytes, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Switches } from '../switches';

/** Claims enough to exceed the 2,560 bytes that Windows holds in one credential. */
const PADDING = 'p'.repeat(2_000);

/**
 * The next refresh token: an opaque string, or a signed JWT such as PingOne still issues to older
 * applications. The provider looks both up as they are; nobody may look into them.
 */
export function createRefreshTokenFormat(switches: Switches, key: JsonWebKey): () => string {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return () => {
    const id = randomBytes(32).toString('base64url');
    return switches.refreshTokens === 'opaque' ? id : jwt(id, privateKey);
  };
}

function jwt(jti: string, privateKey: KeyObject): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'RS256' })}.${encode({ jti, padding: PADDING })}`;
  const signature = sign('sha256', Buffer.from(content), privateKey);
  return `${content}.${signature.toString('base64url')}`;
}
