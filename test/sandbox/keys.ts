import { generateKeyPair, type CryptoKey } from 'jose';

export interface KeyPair {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** An ES256 pair, made at start: cheap, and gone with the process. */
export async function createSigningKeys(): Promise<KeyPair> {
  return generateKeyPair('ES256');
}

let tokenKeys: Promise<KeyPair> | null = null;

/**
 * The RS256 pair that signs tokens: one for all sandboxes of a process. An RSA pair takes longer to make than everything
 * else about a sandbox, and tests start hundreds.
 */
export function sharedTokenKeys(): Promise<KeyPair> {
  return (tokenKeys ??= generateKeyPair('RS256', { extractable: true }));
}
