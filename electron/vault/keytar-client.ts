import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result';
import { keytarReplySchema, type KeytarRequest } from './keytar-message';

/** One running keytar process. */
export interface KeytarProcess {
  send(message: KeytarRequest): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Starts the program in `keytar-process.ts`, a `utilityProcess` of Electron. */
export interface KeytarHost {
  spawn(): KeytarProcess;
}

/** keytar threw; nothing came within the time; the process could not be started or ended. */
export type KeytarFailure = 'refused' | 'timedOut' | 'gone';

/** Single entries of the keychain, exactly as truthful as keytar: locked reads null and deletes false. */
export interface Entries {
  get(account: string): Promise<Result<string | null, KeytarFailure>>;
  set(account: string, secret: string): Promise<Result<undefined, KeytarFailure>>;
  delete(account: string): Promise<Result<boolean, KeytarFailure>>;
}

export interface KeytarClient extends Entries {
  /** The process is there for calls to come until the returned function is called. The keychain is asked nothing. */
  stayReady(): () => void;
  /** Ends the process for good; calls fail from now on. */
  close(): void;
}

type Value = string | boolean | null;
type Question =
  | { readonly op: 'get' | 'delete'; readonly account: string }
  | { readonly op: 'set'; readonly account: string; readonly secret: string };

interface Pending {
  readonly id: number;
  readonly settle: (result: Result<Value, KeytarFailure>) => void;
}

/** Milliseconds that the process is kept for the next call: several often follow each other. */
const rest = 1_000;

/**
 * Talks to the keytar process: one call at a time, each within its time. A process that did not answer is killed, for its
 * call still holds whatever it hangs on, and the next call gets a new one. One that nobody has asked for a while is ended,
 * too: it takes a tenth of the memory that the whole program does.
 *
 * @param patience milliseconds a call may take
 */
export const createKeytarClient = (host: KeytarHost, patience = 15_000): KeytarClient => {
  let running: KeytarProcess | null = null;
  let resting: NodeJS.Timeout | undefined;
  let pending: Pending | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let wanted = 0;
  let closed = false;

  const end = (child: KeytarProcess): void => {
    if (running !== child) return;
    running = null;
    clearTimeout(resting);
    child.kill();
    pending?.settle(fail('gone'));
  };

  const start = (): KeytarProcess => {
    const child = host.spawn();
    child.onExit(() => end(child));
    child.onMessage((message) => {
      const reply = v.safeParse(keytarReplySchema, message);
      if (running !== child || !reply.success || reply.output.id !== pending?.id) return;
      pending.settle(reply.output.ok ? ok(reply.output.value) : fail('refused'));
    });
    return child;
  };

  const beginRest = (): void => {
    clearTimeout(resting);
    const child = running;
    if (child !== null && wanted === 0) resting = setTimeout(() => end(child), rest).unref();
  };

  const ask = (question: Question): Promise<Result<Value, KeytarFailure>> =>
    new Promise((resolve) => {
      if (closed) {
        resolve(fail('gone'));
        return;
      }
      clearTimeout(resting);
      lastId += 1;
      const timer = setTimeout(() => {
        settle(fail('timedOut'));
        if (running !== null) end(running);
      }, patience);
      const settle = (result: Result<Value, KeytarFailure>): void => {
        clearTimeout(timer);
        pending = null;
        beginRest();
        resolve(result);
      };
      pending = { id: lastId, settle };
      try {
        running ??= start();
        running.send({ id: lastId, ...question });
      } catch {
        settle(fail('gone'));
        if (running !== null) end(running);
      }
    });

  const inTurn = (question: Question): Promise<Result<Value, KeytarFailure>> => {
    const answered = queue.then(() => ask(question));
    queue = answered;
    return answered;
  };

  return {
    async get(account) {
      const result = await inTurn({ op: 'get', account });
      if (!result.ok) return result;
      return typeof result.value === 'boolean' ? fail('refused') : ok(result.value);
    },
    async set(account, secret) {
      const result = await inTurn({ op: 'set', account, secret });
      return result.ok ? ok(undefined) : result;
    },
    async delete(account) {
      const result = await inTurn({ op: 'delete', account });
      return result.ok ? ok(result.value === true) : result;
    },
    stayReady() {
      let done = false;
      wanted += 1;
      clearTimeout(resting);
      try {
        if (!closed) running ??= start();
      } catch {
        // the next call tries again, and says what came of it
      }
      return () => {
        if (done) return;
        done = true;
        wanted -= 1;
        if (pending === null) beginRest();
      };
    },
    close() {
      closed = true;
      if (running !== null) end(running);
    },
  };
};
