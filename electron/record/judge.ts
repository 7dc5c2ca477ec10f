import { lastLine, lastSeq, type Chain, type Run, type Suspect } from './chain';
import type { RecordFinding } from './findings';
import { createGaps, type Gaps, type Range } from './gaps';
import type { HeadRead, RecordHead } from './head';
import { inPlace, withoutCopies } from './order';
import { contradictedAtEnds, disowned, problemOf } from './witnesses';

const gapsBetween = (runs: readonly Run[], first: number, last: number): Range[] => {
  const ranges: Range[] = [];
  let next = first;
  for (const run of runs) {
    if (run.seq > next) ranges.push({ from: next, to: run.seq - 1 });
    next = lastSeq(run) + 1;
  }
  if (last >= next) ranges.push({ from: next, to: last });
  return ranges;
};

/** Which numbers damaged lines stood for: those they still claim, else those that are missing where they stand. */
const placed = (
  suspects: readonly Suspect[],
  settled: readonly Run[],
  gaps: Gaps,
): RecordFinding[] => {
  const claimed = suspects.map(({ claims }) => claims.filter((seq) => gaps.take(seq)));
  let next = 0;
  return suspects.map(({ kind, line, claims }, index) => {
    while ((settled[next]?.line ?? Infinity) < line) next += 1;
    const before = settled[next - 1];
    const own = claimed[index] ?? [];
    const seq =
      own[0] ??
      gaps.takeBetween(
        before === undefined ? 0 : lastSeq(before),
        settled[next]?.seq ?? Infinity,
      ) ??
      (kind === 'altered' ? claims[0] : undefined) ??
      null;
    return kind === 'altered'
      ? { kind, line, seq, witness: 'itself' }
      : { kind, line, seq, to: own.at(-1) ?? seq };
  });
};

/** The number of the first line of the file. */
const firstNumber = (chain: Chain, head: RecordHead | null): number => {
  const oldest = chain.oldest?.said;
  const known =
    head === null
      ? oldest?.continues === null
        ? 1
        : (oldest?.seq ?? 1)
      : (head.begin?.seq ?? head.seq + 1);
  return Math.min(known, oldest?.seq ?? known);
};

/** The file line behind which a number belongs, as far as lines are in place; null for the beginning. */
const placeOf = (settled: readonly Run[]): ((seq: number) => number | null) => {
  let next = 0;
  // asked for ever higher numbers
  return (seq) => {
    while ((settled[next]?.seq ?? Infinity) < seq) next += 1;
    const before = settled[next - 1];
    return before === undefined ? null : lastLine(before);
  };
};

const orderOf = (finding: RecordFinding): number => {
  switch (finding.kind) {
    case 'head':
      return 0;
    case 'missing':
      // behind the line that it belongs after
      return (finding.after ?? 0) + 0.5;
    case 'cut':
      return Infinity;
    case 'altered':
    case 'unreadable':
    case 'reordered':
    case 'duplicate':
      return finding.line;
    default:
      return finding satisfies never;
  }
};

/**
 * Everything that is wrong with a record, in the order of its lines.
 *
 * @param tail the line that has no line break; null when the file ends with one, as it should
 */
export const judge = (
  chain: Chain,
  head: HeadRead,
  tail: number | null,
): readonly RecordFinding[] => {
  const { runs, copies } = withoutCopies(chain.runs);
  const disownedLines = disowned(chain, runs);
  const problem = problemOf(head, chain, disownedLines);
  // a head of another record says nothing about this one
  const believed = typeof head === 'string' || problem === 'foreign' ? null : head;

  const first = firstNumber(chain, believed);
  const last = Math.max(chain.newest?.said.seq ?? first - 1, believed?.seq ?? 0);
  const gaps = createGaps(gapsBetween(runs, first, last));
  const unmoved = inPlace(runs, first);
  const settled = runs.filter((run) => unmoved.has(run));
  const suspects = placed(chain.suspects, settled, gaps);
  const left = gaps.left();
  // behind these numbers there is nothing in the file
  const end = left.find(({ to }) => to === last);

  const missingAfter = placeOf(settled);
  const movedAfter = placeOf(settled);
  const endAltered = contradictedAtEnds(chain, believed).filter(
    ({ line }) => !disownedLines.some((known) => known.line === line),
  );
  const findings: RecordFinding[] = [
    ...(problem === null ? [] : [{ kind: 'head' as const, problem }]),
    ...disownedLines,
    ...endAltered,
    ...suspects,
    ...[...copies, ...chain.repeated.map((at) => ({ ...at, lines: 1 }))].map((copy) => ({
      kind: 'duplicate' as const,
      ...copy,
    })),
    ...runs
      .filter((run) => !unmoved.has(run))
      .map(({ line, count, seq }) => ({
        kind: 'reordered' as const,
        line,
        lines: count,
        seq,
        after: movedAfter(seq),
      })),
    ...left
      .filter((range) => range !== end)
      .map((range) => ({ kind: 'missing' as const, ...range, after: missingAfter(range.from) })),
  ];
  if (end !== undefined) findings.push({ kind: 'cut', line: tail, ...end });
  else if (tail !== null) findings.push({ kind: 'cut', line: tail, from: last + 1, to: last + 1 });
  return findings.sort((one, other) => orderOf(one) - orderOf(other));
};
