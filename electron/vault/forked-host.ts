import { fork } from 'node:child_process';
import type { KeytarHost } from './keytar-client';

/** Runs the keytar process as a plain Node child, outside Electron. It does not keep this process alive. */
export const createForkedHost = (modulePath: string): KeytarHost => ({
  spawn() {
    const child = fork(modulePath, [], { stdio: 'ignore', serialization: 'json' });
    child.unref();
    child.channel?.unref();
    child.on('error', () => undefined); // `exit` follows, or never was a process
    return {
      send: (message) => void child.send(message, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', listener);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  },
});
