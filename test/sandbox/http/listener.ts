import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  /** `http://127.0.0.1:<port>`, or `http://[::1]:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Nobody answers there until `plugIn`: what was connected is cut off, what comes is refused. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on loopback, and only there. Port 0: any free one. */
export async function listen(
  handler: RequestListener,
  port = 0,
  host: '127.0.0.1' | '::1' = '127.0.0.1',
): Promise<Listener> {
  const server = createServer(handler);
  const bind = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const unbind = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  await bind(port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${String(bound)}`,
    port: bound,
    unplug: unbind,
    plugIn: () => bind(bound),
    close: unbind,
  };
}
