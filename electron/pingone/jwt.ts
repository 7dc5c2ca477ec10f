/** 64 KiB hold every JWT. */
export const mostJwtBytes = 64 * 1024;

const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Only the form: what a JWT says is between PingOne and the desktop agent (pingone-mfa-api.md D.5). */
export const isJwt = (text: string): boolean =>
  text.length <= mostJwtBytes && compactJws.test(text);
