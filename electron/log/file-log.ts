import electronLog from 'electron-log/node';
import type { Log, LogFields } from './log';
import { redact } from './redact';

/** A log file holds at most this much, in bytes; one older file is kept. */
const sizeLimit = 1_000_000;

export interface FileLog extends Log {
  /** how many lines the disk has not taken since it last took one */
  dropped(): number;
}

const line = (event: string, fields: LogFields | undefined): string =>
  redact(`${event}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`);

/**
 * Log into a file, redacted at the sink. A disk that is full costs lines, never the program; how many is the next line
 * that it takes.
 */
export const createFileLog = (file: string): FileLog => {
  const sink = electronLog.create({ logId: 'desk' });
  sink.transports.console.level = false;
  sink.transports.file.level = 'info';
  sink.transports.file.maxSize = sizeLimit;
  sink.transports.file.resolvePathFn = () => file;
  sink.transports.file.format = '{iso} [{level}] {text}';
  // where a file cannot be written, the library says so on the console of its default log, for each line
  electronLog.transports.console.writeFn = () => undefined;

  let dropped = 0;
  const isTaken = (write: () => void): boolean => {
    const before = sink.transports.file.getFile().bytesWritten;
    write();
    return sink.transports.file.getFile().bytesWritten !== before;
  };
  const put = (write: () => void): void => {
    if (!isTaken(write)) dropped += 1;
    else if (dropped > 0 && isTaken(() => sink.warn(line('log.dropped', { lines: dropped }))))
      dropped = 0;
  };

  return {
    dropped: () => dropped,
    info: (event, fields) => put(() => sink.info(line(event, fields))),
    warn: (event, fields) => put(() => sink.warn(line(event, fields))),
    error: (event, fields, cause) =>
      put(() =>
        sink.error(
          line(event, fields),
          cause instanceof Error ? redact(cause.stack ?? cause.name) : '',
        ),
      ),
  };
};
