import { join } from 'node:path';

const option = '--verify-record';

/**
 * Which record this process was asked to verify: `--verify-record=FILE`, or the usual one for `--verify-record`; null
 * when it was not asked.
 */
export const recordToVerify = (argv: readonly string[], usual: string): string | null => {
  const given = argv.find((argument) => argument === option || argument.startsWith(`${option}=`));
  return given === undefined ? null : given.slice(option.length + 1) || usual;
};

export const recordFileIn = (folder: string): string => join(folder, 'record.jsonl');
