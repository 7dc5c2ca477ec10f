import { connect } from 'node:net';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';

/** This computer, by number: a name could lead to either. */
export type Loopback = '127.0.0.1' | '::1';

/**
 * Whether somebody takes connections on this port of `host`; nothing is sent. Errors: `agentNotRunning`, `agentTimedOut`
 * (no connection was taken within `limit` milliseconds), `cancelled`.
 */
export const tryConnection = (
  port: number,
  limit: number,
  signal: AbortSignal,
  host: Loopback = '127.0.0.1',
): Promise<Result<undefined>> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(fail({ code: 'cancelled' }));
      return;
    }
    const socket = connect({ host, port });
    const end = (result: Result<undefined>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(result);
    };
    const endWith = (error: DeskError) => () => {
      end(fail(error));
    };
    const onAbort = endWith({ code: 'cancelled' });
    const timer = setTimeout(endWith({ code: 'agentTimedOut' }), limit);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      end(ok(undefined));
    });
    socket.on('error', endWith({ code: 'agentNotRunning', port }));
  });
