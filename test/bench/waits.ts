import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '../tour/stage';

/** When PingOne was waited for, read from the app's own log: [start, end] in milliseconds since the epoch. */
export const waitsOf = async ({ profile }: Stage): Promise<[number, number][]> => {
  const log = await readFile(
    join(profile.appData, 'Enrollment Desk', 'logs', 'enrollment-desk.log'),
    'utf8',
  );
  return log.split('\n').flatMap((line): [number, number][] => {
    const match = /^(\S+) \[\w+\]\s+pingone\.\w+ .*"milliseconds":(\d+)/.exec(line);
    if (match === null) return [];
    const end = Date.parse(match[1] ?? '');
    return [[end - Number(match[2]), end]];
  });
};
