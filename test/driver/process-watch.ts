import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const interval = 50;

export interface ProcessWatch {
  /** Every command line and environment that was seen so far. */
  readonly seen: () => string;
  stop(): void;
}

/** A process may be gone before it is read. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

const threadsOf = (pid: string): string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
};

const childrenOf = (pid: string): string[] =>
  threadsOf(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean),
  );

/** What anybody on this computer can read of a process and of all that it starts. */
export const watchProcesses = (root: number): ProcessWatch => {
  const seen = new Set<string>();
  const look = (pid: string): void => {
    seen.add(read(`/proc/${pid}/cmdline`)).add(read(`/proc/${pid}/environ`));
    childrenOf(pid).forEach(look);
  };
  const lookAtAll = (): void => look(String(root));
  lookAtAll();
  const timer = setInterval(lookAtAll, interval);
  return {
    seen: () => [...seen].join('\n'),
    stop: () => clearInterval(timer),
  };
};
