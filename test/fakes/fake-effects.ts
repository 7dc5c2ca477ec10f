import type { EffectContext, Effects } from '../../electron/pairing/effects';
import type { Command, CommandKind } from '../../shared/pairing/command';
import type { Outcome } from '../../shared/pairing/event';

export interface Asked {
  readonly command: Command;
  readonly signal: AbortSignal;
  readonly transactionId: string | undefined;
  /** what a handle of the command stands for */
  readonly secret: string | null;
  readonly keep: (secret: string) => string;
  readonly read: (handle: string) => string | null;
  answer(outcome: Outcome): void;
  crash(cause: Error): void;
}

export interface FakeEffects {
  readonly effects: Effects;
  /** every command that was carried out, in order */
  readonly asked: Asked[];
  /** the next command, as soon as it is carried out */
  next(): Promise<Asked>;
}

const kinds: readonly CommandKind[] = [
  'check',
  'create',
  'findCreated',
  'createKey',
  'watchKey',
  'dropKey',
  'openSelfService',
  'watchDevices',
  'askKey',
  'awaitPush',
  'cancelPush',
  'resend',
  'askAgent',
  'activate',
  'readDevice',
  'remove',
  'beginAuthentication',
  'selectDevice',
  'checkAuthentication',
  'readAuthentication',
];

/** Effects that do nothing until the test says how they end. */
export const createFakeEffects = (): FakeEffects => {
  const asked: Asked[] = [];
  const waiting: ((asked: Asked) => void)[] = [];
  let taken = 0;

  const effect = (
    command: Command,
    { signal, secrets, transactionId }: EffectContext,
  ): Promise<Outcome> =>
    new Promise<Outcome>((resolve, reject) => {
      const handle =
        'response' in command ? command.response : 'prompt' in command ? command.prompt : '';
      const one: Asked = {
        command,
        signal,
        transactionId,
        secret: secrets.read(handle),
        keep: (secret) => secrets.keep(secret),
        read: (kept) => secrets.read(kept),
        answer: resolve,
        crash: reject,
      };
      asked.push(one);
      waiting.shift()?.(one);
    });

  return {
    effects: Object.fromEntries(kinds.map((kind) => [kind, effect])) as unknown as Effects,
    asked,
    async next() {
      const known = asked[taken];
      taken += 1;
      return known ?? new Promise((resolve) => waiting.push(resolve));
    },
  };
};
