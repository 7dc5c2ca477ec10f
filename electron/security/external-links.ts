import { shell } from 'electron';

/**
 * Opens a page in the system browser. The main process builds the address; only the sign-in host is ever opened, over
 * https (plain http for loopback, which only a configuration for tests names).
 * @returns whether the system took the address
 */
export const openInBrowser = async (url: URL, allowedOrigin: string): Promise<boolean> => {
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  const allowed =
    url.origin === allowedOrigin &&
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
