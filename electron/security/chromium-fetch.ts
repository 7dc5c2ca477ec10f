import { net } from 'electron';

const always = {
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
  bypassCustomProtocolHandlers: true,
} as const;

/**
 * Chromium's network stack: system proxy, PAC and the certificates of the operating system. By default it would follow
 * a redirect to another origin with the bearer token, and keep cookies: neither is ever wanted here.
 */
export const chromiumFetch: typeof fetch = (input, init) =>
  net.fetch(input instanceof URL ? input.href : input, { ...init, ...always });
