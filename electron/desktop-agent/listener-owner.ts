/** Who runs the program that listens on a port of 127.0.0.1. */
export type ListenerOwner = 'self' | 'otherUser' | 'unknown';

/** Runs a program of the operating system, without a shell; null when it failed, or took longer than 2 s. */
export type Run = (
  file: string,
  parameters: readonly string[],
  signal: AbortSignal,
) => Promise<string | null>;

export interface OwnerLookup {
  readonly port: number;
  /** null on Windows */
  readonly ownUid: number | null;
  readonly readTextFile: (path: string) => Promise<string>;
  readonly run: Run;
  /** e.g. `C:\Windows` */
  readonly systemRoot: string;
}

export type FindOwner = (lookup: OwnerLookup, signal: AbortSignal) => Promise<ListenerOwner>;
