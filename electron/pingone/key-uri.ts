/** For a create reply that has the bare secret only: the same key as a URI, every value at its default (B.3). */
export const keyUriOf = (secret: string): string =>
  `otpauth://totp/PingOne?${new URLSearchParams({ secret, issuer: 'PingOne' }).toString()}`;
