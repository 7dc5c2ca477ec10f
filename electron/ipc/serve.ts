import * as v from 'valibot';
import type { HandlersOf } from '../../shared/ipc/bridge';
import { channelOf } from '../../shared/ipc/channel';
import { resultSchema, type Contract, type Reach } from '../../shared/ipc/define';
import { fail } from '../../shared/result';
import type { Log } from '../log/log';

/** What the gate needs of Electron's `ipcMain`. */
export interface MainPort<Sender> {
  handle(channel: string, listener: (sender: Sender, input: unknown) => Promise<unknown>): void;
}

export interface Gate<Sender> {
  readonly port: MainPort<Sender>;
  /** whether this frame is the top frame of one of our windows, on our own page */
  readonly isTrusted: (sender: Sender) => boolean;
  /** at a kiosk, while the screen is not in the operator's hands: what a call has to be open to */
  readonly reach: () => Reach | null;
  readonly log: Log;
  readonly newReference: () => string;
}

/** The largest input, in characters of JSON: the biggest honest one is a page of settings. */
const inputLimit = 20_000;

/** Fields that are named at most: a list of thousands is wrong in thousands of places. */
const mostFields = 20;

const isTooLarge = (input: unknown): boolean => {
  try {
    const text: unknown = JSON.stringify(input);
    return typeof text === 'string' && text.length > inputLimit;
  } catch {
    return true;
  }
};

/** The handler of one call, by name; the schema of that very call has parsed what it gets. */
const handlerOf = (
  handlers: object,
  topic: string,
  name: string,
): ((input: unknown) => unknown) => {
  const members: unknown = Reflect.get(handlers, topic);
  const handler: unknown =
    typeof members === 'object' && members !== null ? Reflect.get(members, name) : undefined;
  if (typeof handler !== 'function') throw new Error(`no handler for ${channelOf(topic, name)}`);
  return (input): unknown => Reflect.apply(handler, members, [input]);
};

/**
 * Answers every call of the contract: trusted sender? theirs to call? valid input? handler; valid output, stripped to what the
 * contract names. A handler that throws has a bug: the window gets a reference number, the log the stack.
 */
export const serve = <C extends Contract, Sender>(
  contract: C,
  handlers: HandlersOf<C>,
  { port, isTrusted, reach, log, newReference }: Gate<Sender>,
): void => {
  const unexpected = (channel: string, cause: unknown) => {
    const reference = newReference();
    log.error('ipc.unexpected', { channel, reference }, cause);
    return fail({ code: 'unexpected', reference });
  };

  for (const [topic, members] of Object.entries(contract)) {
    for (const [name, definition] of Object.entries(members)) {
      if (definition.kind === 'event') continue;
      const channel = channelOf(topic, name);
      const output = resultSchema(definition.output);
      const handler = handlerOf(handlers, topic, name);

      port.handle(channel, async (sender, input) => {
        if (!isTrusted(sender)) {
          log.warn('ipc.untrustedSender', { channel });
          return fail({ code: 'notAllowed' });
        }
        const within = reach();
        if (within !== null && !definition.reach.includes(within)) {
          log.warn('ipc.outOfReach', { channel, within });
          return fail({ code: 'notAllowed' });
        }
        const parsed = isTooLarge(input) ? null : v.safeParse(definition.input, input);
        if (parsed?.success !== true) {
          const issues = parsed?.issues.slice(0, mostFields) ?? [];
          const fields = issues.map((issue) => v.getDotPath(issue) ?? '');
          log.warn('ipc.invalidInput', { channel, fields: fields.join(' ') });
          return fail({ code: 'invalidInput', fields });
        }
        try {
          const answer = v.safeParse(output, await handler(parsed.output));
          return answer.success
            ? answer.output
            : unexpected(
                channel,
                new Error(
                  `invalid output: ${answer.issues.map((issue) => v.getDotPath(issue)).join(' ')}`,
                ),
              );
        } catch (cause) {
          return unexpected(channel, cause);
        }
      });
    }
  }
};
