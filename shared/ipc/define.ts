import * as v from 'valibot';
import { deskErrorSchema } from '../errors';

/**
 * Who may call at a kiosk while the screen is not in the operator's hands: the person whose device it is (`subject`),
 * or nobody in particular, when it was left alone and is locked (`locked`).
 */
export type Reach = 'subject' | 'locked';

/** Shape of one call between the window and the main process: what goes in, what a success carries out. */
export interface Call<Input extends v.GenericSchema, Output extends v.GenericSchema> {
  readonly kind: 'call';
  readonly input: Input;
  readonly output: Output;
  /** empty: the operator's alone */
  readonly reach: readonly Reach[];
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
  ...reach: Reach[]
): Call<Input, Output> => ({ kind: 'call', input, output, reach });

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
