/**
 * Who runs the program that listens on a port of 127.0.0.1. `nobody`: the operating system shows no such program;
 * `unknown`: it could not be seen, or it is a service, at whose screen nobody sits.
 */
export type ListenerOwner = 'self' | 'otherUser' | 'nobody' | 'unknown';

/** What the operating system shows of a port. */
export interface Listener {
  readonly owner: ListenerOwner;
  /** whether `[::1]` leads to another socket than 127.0.0.1; false where that could not be seen */
  readonly apart: boolean;
}

/** Runs a program of the operating system, without a shell; null when it failed, or took longer than 2 s. */
export type Run = (
  file: string,
  parameters: readonly string[],
  signal: AbortSignal,
) => Promise<string | null>;

export interface ListenerLookup {
  readonly port: number;
  /** null on Windows */
  readonly ownUid: number | null;
  readonly readTextFile: (path: string) => Promise<string>;
  readonly run: Run;
  /** e.g. `C:\Windows` */
  readonly systemRoot: string;
}

export type FindListener = (lookup: ListenerLookup, signal: AbortSignal) => Promise<Listener>;

export const unseen: Listener = { owner: 'unknown', apart: false };
