/**
 * A program of its own that owns keytar. A keyring may hang on a prompt for ever, block the file I/O of its process and
 * crash it: here that costs nothing but this process. `findCredentials` and `findPassword` are never called: on a locked
 * keyring the first one crashes.
 */
import * as v from 'valibot';
import { keytarRequestSchema, type KeytarReply, type KeytarRequest } from './keytar-message';
import { keychainService } from './vault';

/** The end of Electron's `utilityProcess` that the child sees. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

const perform = async (request: KeytarRequest): Promise<string | boolean | null> => {
  // loading fails where libsecret is missing; imported here, that is an answer and not a crash
  const { default: keytar } = await import('keytar');
  switch (request.op) {
    case 'get':
      return keytar.getPassword(keychainService, request.account);
    case 'set':
      await keytar.setPassword(keychainService, request.account, request.secret);
      return true;
    case 'delete':
      return keytar.deletePassword(keychainService, request.account);
    default:
      return request satisfies never;
  }
};

const answer = async (message: unknown): Promise<KeytarReply | null> => {
  const parsed = v.safeParse(keytarRequestSchema, message);
  if (!parsed.success) return null;
  const { id } = parsed.output;
  try {
    return { id, ok: true, value: await perform(parsed.output) };
  } catch {
    return { id, ok: false };
  }
};

const { parentPort } = process as { readonly parentPort?: ParentPort };

parentPort?.on('message', ({ data }) => {
  void answer(data).then((reply) => {
    if (reply !== null) parentPort.postMessage(reply);
  });
});
