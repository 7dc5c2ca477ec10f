import type { KeytarHost } from '../../../../electron/vault/keytar-client';
import type { KeytarReply, KeytarRequest } from '../../../../electron/vault/keytar-message';

/** How the keychains that we have met behave (environment.md, traps). */
export type Mood =
  | 'ready'
  | 'locked'
  /** locked, and somebody dismisses each prompt */
  | 'dismissed'
  | 'unavailable'
  | 'hanging'
  | 'crashing'
  /** deletes nothing but the canary */
  | 'clinging'
  /** deletes nothing */
  | 'stuck';

export interface FakeKeychain extends KeytarHost {
  readonly entries: Map<string, string>;
  readonly requests: KeytarRequest[];
  mood: Mood;
  /** called before each request is carried out */
  before: (request: KeytarRequest) => void;
  /** how many processes were started, and how many of them still run */
  started: number;
  /** how often somebody was asked to unlock it */
  prompts: number;
  running: number;
}

/** What Windows holds in one entry, in bytes. */
const entryLimit = 2_560;

const perform = (keychain: FakeKeychain, request: KeytarRequest): KeytarReply | 'crash' | null => {
  const { entries, mood } = keychain;
  const { id, op, account } = request;
  if (mood === 'hanging') return null;
  if (mood === 'crashing') return 'crash';
  if (mood === 'unavailable') return { id, ok: false };
  if (mood === 'dismissed') {
    // what is not there is not asked for: only its own entries are worth a prompt
    if (op === 'set' || entries.has(account)) keychain.prompts += 1;
    return op === 'set' ? { id, ok: false } : { id, ok: true, value: op === 'get' ? null : false };
  }
  switch (op) {
    case 'get':
      return { id, ok: true, value: mood === 'locked' ? null : (entries.get(account) ?? null) };
    case 'set':
      if (mood === 'locked' || request.secret === '') return { id, ok: false };
      if (Buffer.byteLength(request.secret) > entryLimit) return { id, ok: false };
      entries.set(account, request.secret);
      return { id, ok: true, value: true };
    case 'delete': {
      const keeps =
        mood === 'locked' || mood === 'stuck' || (mood === 'clinging' && !account.startsWith('#'));
      return { id, ok: true, value: keeps ? false : entries.delete(account) };
    }
  }
};

/** A keychain with the limit of Windows and the silence of a locked Linux keyring. */
export const createFakeKeychain = (): FakeKeychain => {
  const keychain: FakeKeychain = {
    entries: new Map(),
    requests: [],
    mood: 'ready',
    before: () => undefined,
    started: 0,
    prompts: 0,
    running: 0,
    spawn() {
      keychain.started += 1;
      keychain.running += 1;
      let alive = true;
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: () => void = () => undefined;
      const end = (): void => {
        if (!alive) return;
        alive = false;
        keychain.running -= 1;
        // as everywhere, whoever kills a process hears of its end later
        setImmediate(() => onExit());
      };
      return {
        send(request) {
          queueMicrotask(() => {
            if (!alive) return;
            keychain.requests.push(request);
            keychain.before(request);
            const reply = perform(keychain, request);
            if (reply === 'crash') end();
            else if (reply !== null) onMessage(reply);
          });
        },
        onMessage: (listener) => (onMessage = listener),
        onExit: (listener) => (onExit = listener),
        kill: end,
      };
    },
  };
  return keychain;
};
