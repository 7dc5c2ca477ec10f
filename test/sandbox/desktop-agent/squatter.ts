import { answerHtml } from '../http/answer';
import { listen, type Listener } from '../http/listener';

/** Another program, on the port of the agent but at the other loopback address: `localhost` may lead to it. */
export interface Squatter {
  readonly isThere: boolean;
  /** False where this computer has no IPv6 loopback. */
  come(port: number): Promise<boolean>;
  leave: () => Promise<void>;
}

export function createSquatter(): Squatter {
  let listener: Listener | undefined;
  return {
    get isThere() {
      return listener !== undefined;
    },
    come: async (port) => {
      try {
        listener ??= await listen(
          (_request, response) => {
            answerHtml(response, 200, '<!doctype html><title>Somebody else</title>');
          },
          port,
          '::1',
        );
        return true;
      } catch (error) {
        if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) return false;
        throw error;
      }
    },
    leave: async () => {
      const leaving = listener;
      listener = undefined;
      await leaving?.close();
    },
  };
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
