import { generateKeyPair, type CryptoKey } from 'jose';

export interface KeyPair {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** An ES256 pair, made at start: cheap, and gone with the process. */
export async function createSigningKeys(): Promise<KeyPair> {
  return generateKeyPair('ES256');
}
