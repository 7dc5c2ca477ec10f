import electronLog from 'electron-log/node';
import type { Log, LogFields } from './log';
import { redact } from './redact';

/** A log file holds at most this much, in bytes; one older file is kept. */
const sizeLimit = 1_000_000;

const line = (event: string, fields: LogFields | undefined): string =>
  redact(`${event}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`);

/** Log into a file, redacted at the sink. A disk that is full costs lines, never the program. */
export const createFileLog = (file: string): Log => {
  const sink = electronLog.create({ logId: 'desk' });
  sink.transports.console.level = false;
  sink.transports.file.level = 'info';
  sink.transports.file.maxSize = sizeLimit;
  sink.transports.file.resolvePathFn = () => file;
  sink.transports.file.format = '{iso} [{level}] {text}';
  return {
    info: (event, fields) => sink.info(line(event, fields)),
    warn: (event, fields) => sink.warn(line(event, fields)),
    error: (event, fields, cause) =>
      sink.error(
        line(event, fields),
        cause instanceof Error ? redact(cause.stack ?? cause.name) : '',
      ),
  };
};
