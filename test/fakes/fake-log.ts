import type { Log } from '../../electron/log/log';

export interface FakeLog extends Log {
  /** everything that was logged, as one text */
  text(): string;
}

/** A log that remembers, so that a test can look for what must not be in it. */
export const createFakeLog = (): FakeLog => {
  const lines: string[] = [];
  const add = (event: string, fields?: unknown): void =>
    void lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
  return {
    info: add,
    warn: add,
    error: (event, fields, cause) => {
      add(event, fields);
      if (cause instanceof Error) lines.push(cause.stack ?? cause.message);
    },
    text: () => lines.join('\n'),
  };
};
