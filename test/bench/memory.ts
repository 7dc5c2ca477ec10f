import { readdirSync, readFileSync } from 'node:fs';

const kibibytesInMebibyte = 1024;

/**
 * Memory of a process and all its descendants in MiB, as PSS: a page shared by n processes counts
 * 1/n in each. (RSS counts it n times: about double for Electron.) Linux only.
 */
export function proportionalMemory(rootPid: number): number {
  const total = processTree(rootPid).reduce((sum, pid) => sum + pssKibibytes(pid), 0);
  return total / kibibytesInMebibyte;
}

/** The process and its descendants. */
export function processTree(rootPid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : undefined;
    if (parent !== undefined)
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const tree = [rootPid];
  // grows while it is walked
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: number): number | undefined {
  const stat = readOrNothing(`/proc/${String(pid)}/stat`);
  // The name in the second field may hold spaces and brackets; what follows the last one is plain.
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return parent === undefined ? undefined : Number(parent);
}

function pssKibibytes(pid: number): number {
  const rollup = readOrNothing(`/proc/${String(pid)}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}

/** Processes come and go while they are counted. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
