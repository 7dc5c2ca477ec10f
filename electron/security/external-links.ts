import { shell } from 'electron';
import { mayOpen } from './allowed-link';

/**
 * Opens a page in the system browser. The main process builds the address; only the sign-in host, and the page where
 * people look after their own devices, are ever opened.
 * @returns whether the system took the address
 */
export const openInBrowser = async (
  url: URL,
  allowedOrigins: readonly string[],
): Promise<boolean> => {
  if (!mayOpen(url, allowedOrigins)) return false;
  try {
    await shell.openExternal(url.href);
    return true;
  } catch {
    return false;
  }
};
