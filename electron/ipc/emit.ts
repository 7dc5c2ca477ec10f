import * as v from 'valibot';
import { channelOf } from '../../shared/ipc/channel';
import type { Contract, Event } from '../../shared/ipc/define';

type EventNames<Topic> = {
  [Name in keyof Topic]: Topic[Name] extends Event<v.GenericSchema> ? Name : never;
}[keyof Topic];

export type Emit<C extends Contract> = {
  readonly [Topic in keyof C]: {
    readonly [Name in EventNames<C[Topic]>]: (
      payload: C[Topic][Name] extends Event<infer Payload> ? v.InferInput<Payload> : never,
    ) => void;
  };
};

/** One function an event: strips the payload to what the contract names and sends it to the window. */
export const createEmit = <C extends Contract>(
  contract: C,
  send: (channel: string, payload: unknown) => void,
): Emit<C> =>
  Object.fromEntries(
    Object.entries(contract).map(([topic, members]) => [
      topic,
      Object.fromEntries(
        Object.entries(members).flatMap(([name, definition]) =>
          definition.kind === 'event'
            ? [
                [
                  name,
                  (payload: unknown) =>
                    send(channelOf(topic, name), v.parse(definition.payload, payload)),
                ],
              ]
            : [],
        ),
      ),
    ]),
  ) as Emit<C>;
