/** Ways in which bytes are written in the options of PingOne. */
export const byteEncodings = {
  signed: (bytes: Uint8Array) => [...new Int8Array(bytes)],
  unsigned: (bytes: Uint8Array) => [...bytes],
  base64: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64'),
  base64Unpadded: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, ''),
  base64url: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url'),
  base64urlPadded: (bytes: Uint8Array) =>
    Buffer.from(bytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
} as const;
export type ByteEncoding = (bytes: Uint8Array) => unknown;

const bytesFrom = (first: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_none, index) => (first + index * 7) % 256);

export const aChallenge = bytesFrom(200, 32);
export const aUserId = bytesFrom(3, 16);
export const aCredentialId = bytesFrom(120, 64);
export const aRelyingParty = { id: 'example.org', origin: 'https://login.example.org' };

/** What PingOne sends with a new device, before it is written as a string. */
export const creationOptions = (
  changes: Record<string, unknown> = {},
  encode: ByteEncoding = byteEncodings.signed,
): Record<string, unknown> => ({
  rp: { id: aRelyingParty.id, name: 'Example' },
  user: { id: encode(aUserId), name: 'kim', displayName: 'Kim' },
  challenge: encode(aChallenge),
  pubKeyCredParams: [
    { type: 'public-key', alg: -7 },
    { type: 'public-key', alg: -257 },
  ],
  timeout: 120_000,
  excludeCredentials: [{ type: 'public-key', id: encode(aCredentialId), transports: ['usb'] }],
  authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  attestation: 'none',
  ...changes,
});

/** What PingOne sends with a device authentication, before it is written as a string. */
export const requestOptions = (
  changes: Record<string, unknown> = {},
  encode: ByteEncoding = byteEncodings.signed,
): Record<string, unknown> => ({
  rpId: aRelyingParty.id,
  challenge: encode(aChallenge),
  timeout: 120_000,
  allowCredentials: [{ type: 'public-key', id: encode(aCredentialId) }],
  userVerification: 'preferred',
  ...changes,
});
