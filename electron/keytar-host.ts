import { utilityProcess } from 'electron';
import type { KeytarHost } from './vault/keytar-client';

/** keytar in a process of its own: it can hang for ever or crash, and neither may take the program with it. */
export const createKeytarHost = (modulePath: string): KeytarHost => ({
  spawn() {
    const child = utilityProcess.fork(modulePath, [], { serviceName: 'keychain', stdio: 'ignore' });
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
    };
  },
});
