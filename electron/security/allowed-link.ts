/**
 * Whether a page may be opened in the system browser: only the origins that the configuration names, over https (plain
 * http for loopback, which only a configuration for tests names), without a name or a password in the address.
 */
export const mayOpen = (url: URL, allowedOrigins: readonly string[]): boolean => {
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  return (
    allowedOrigins.includes(url.origin) &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
  );
};
