import { shell } from 'electron';

/**
 * Opens a page in the system browser. The main process builds the address; only the sign-in host, and the page where
 * people look after their own devices, are ever opened, over https (plain http for loopback, which only a configuration
 * for tests names).
 * @returns whether the system took the address
 */
export const openInBrowser = async (
  url: URL,
  allowedOrigins: readonly string[],
): Promise<boolean> => {
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  const allowed =
    allowedOrigins.includes(url.origin) &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && loopback));
  if (!allowed) return false;
  try {
    await shell.openExternal(url.href);
    return true;
  } catch {
    return false;
  }
};
