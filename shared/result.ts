import type { DeskError } from './errors';

/** What an expected failure looks like everywhere: a value, never an exception. */
export type Result<T, E = DeskError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <E = DeskError>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});
