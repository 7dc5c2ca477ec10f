import { lastSeq, type Run } from './chain';

export interface Copy {
  readonly line: number;
  readonly lines: number;
  readonly seq: number;
}

/** Every number once, in the order of the numbers; what is there a second time, away from its neighbours, is a copy. */
export const withoutCopies = (
  runs: readonly Run[],
): { readonly runs: readonly Run[]; readonly copies: readonly Copy[] } => {
  const kept: Run[] = [];
  const copies: Copy[] = [];
  let reached = 0;
  const sorted = [...runs].sort(
    (one, other) => one.seq - other.seq || other.count - one.count || one.line - other.line,
  );
  for (const run of sorted) {
    const lines = Math.min(Math.max(reached - run.seq, 0), run.count);
    if (lines > 0) copies.push({ line: run.line, lines, seq: run.seq });
    if (lines === run.count) continue;
    kept.push(
      lines === 0
        ? run
        : {
            line: run.line + lines,
            seq: run.seq + lines,
            count: run.count - lines,
            previous: null,
            hash: run.hash,
          },
    );
    reached = lastSeq(run) + 1;
  }
  return { runs: kept, copies };
};

interface Best {
  readonly weight: number;
  readonly index: number;
}

/**
 * The runs that were not moved: those that are in order already and have the most lines. Where that leaves a choice,
 * those that stand on the very line that their number asks for; then the earlier ones.
 *
 * @param runs in the order of their numbers, each number once
 * @param first the number that belongs on line 1
 */
export const inPlace = (runs: readonly Run[], first: number): ReadonlySet<Run> => {
  const inFile = runs
    .map((run, rank) => ({ run, rank }))
    .sort((one, other) => one.run.line - other.run.line);
  // best[i]: the best chain among ranks that end at i in a Fenwick tree, so that shuffled records take no hours
  const best: (Best | undefined)[] = [];
  const before: (number | null)[] = [];
  let top: Best | null = null;
  for (const [index, { run, rank }] of inFile.entries()) {
    let chain: Best | null = null;
    for (let at = rank; at > 0; at -= at & -at) {
      const other = best[at];
      if (other !== undefined && other.weight > (chain?.weight ?? 0)) chain = other;
    }
    const onItsLine = run.line === run.seq - first + 1 ? 1 : 0;
    const weight = (chain?.weight ?? 0) + run.count * (runs.length + 1) + onItsLine;
    before.push(chain?.index ?? null);
    const mine: Best = { weight, index };
    for (let at = rank + 1; at <= runs.length; at += at & -at)
      if (weight > (best[at]?.weight ?? 0)) best[at] = mine;
    if (weight > (top?.weight ?? 0)) top = mine;
  }
  const kept = new Set<Run>();
  for (let index = top?.index ?? null; index !== null; index = before[index] ?? null) {
    const step = inFile[index];
    if (step !== undefined) kept.add(step.run);
  }
  return kept;
};
