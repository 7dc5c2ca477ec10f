export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Where everything is logged. Fields are ids, codes, counts and times: never a body, a token, a code, an address. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `cause` is a bug: its stack is logged, redacted */
  error(event: string, fields: LogFields, cause?: unknown): void;
}
