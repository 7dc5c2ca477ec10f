import { connect } from 'node:net';
import type { DeskError } from '../../shared/errors';
import { fail, ok, type Result } from '../../shared/result';

/**
 * Whether somebody takes connections on 127.0.0.1:`port`; nothing is sent. Errors: `agentNotRunning`, `agentTimedOut`
 * (the port is held, but no connection taken within `limit` milliseconds), `cancelled`.
 */
export const tryConnection = (
  port: number,
  limit: number,
  signal: AbortSignal,
): Promise<Result<undefined>> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(fail({ code: 'cancelled' }));
      return;
    }
    const socket = connect({ host: '127.0.0.1', port });
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
