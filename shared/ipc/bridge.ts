import type * as v from 'valibot';
import type { Result } from '../result';
import type { DeskContract } from './contract';
import type { Call, Contract, Event } from './define';

type Input<Schema extends v.GenericSchema> = v.InferInput<Schema>;
type Arguments<Schema extends v.GenericSchema> =
  undefined extends Input<Schema> ? [] : [input: Input<Schema>];

type Member<Definition> =
  Definition extends Call<infer In, infer Out>
    ? (...input: Arguments<In>) => Promise<Result<v.InferOutput<Out>>>
    : Definition extends Event<infer Payload>
      ? (listener: (payload: v.InferOutput<Payload>) => void) => () => void
      : never;

/** What the window sees of the main process: one function a call, one subscription an event. */
export type BridgeOf<C extends Contract> = {
  readonly [Topic in keyof C]: { readonly [Name in keyof C[Topic]]: Member<C[Topic][Name]> };
};
export type Bridge = BridgeOf<DeskContract>;

type Handler<Definition, Extra extends unknown[]> =
  Definition extends Call<infer In, infer Out>
    ? (
        input: v.InferOutput<In>,
        ...extra: Extra
      ) => Promise<Result<v.InferInput<Out>>> | Result<v.InferInput<Out>>
    : never;

type CallNames<Topic> = {
  [Name in keyof Topic]: Topic[Name] extends Call<infer _In, infer _Out> ? Name : never;
}[keyof Topic];

/** What the main process has to provide: one handler a call. */
export type HandlersOf<C extends Contract, Extra extends unknown[] = []> = {
  readonly [Topic in keyof C]: {
    readonly [Name in CallNames<C[Topic]>]: Handler<C[Topic][Name], Extra>;
  };
};
export type Handlers = HandlersOf<DeskContract>;
