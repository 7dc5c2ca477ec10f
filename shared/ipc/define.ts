import * as v from 'valibot';
import { deskErrorSchema } from '../errors';

/** Shape of one call between the window and the main process: what goes in, what a success carries out. */
export interface Call<Input extends v.GenericSchema, Output extends v.GenericSchema> {
  readonly kind: 'call';
  readonly input: Input;
  readonly output: Output;
}

/** Shape of one event from the main process to the window. */
export interface Event<Payload extends v.GenericSchema> {
  readonly kind: 'event';
  readonly payload: Payload;
}

export type Topic = Readonly<
  Record<string, Call<v.GenericSchema, v.GenericSchema> | Event<v.GenericSchema>>
>;
export type Contract = Readonly<Record<string, Topic>>;

export const call = <Input extends v.GenericSchema, Output extends v.GenericSchema>(
  input: Input,
  output: Output,
): Call<Input, Output> => ({ kind: 'call', input, output });

export const event = <Payload extends v.GenericSchema>(payload: Payload): Event<Payload> => ({
  kind: 'event',
  payload,
});

/** For calls that need no input, or have no more to say than that they succeeded. */
export const nothing = v.undefined();

/** What crosses for a call: the value stripped to what the contract names, or a display-safe error. */
export const resultSchema = <Value extends v.GenericSchema>(value: Value) =>
  v.variant('ok', [
    v.object({ ok: v.literal(true), value }),
    v.object({ ok: v.literal(false), error: deskErrorSchema }),
  ]);

export const channelOf = (topic: string, name: string): string => `${topic}.${name}`;
