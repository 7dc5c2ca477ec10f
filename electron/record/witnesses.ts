import { lastLine, lastSeq, type Chain, type Run } from './chain';
import type { RecordFinding } from './findings';
import type { HeadRead, RecordHead } from './head';
import { noHash } from './line';

export type Altered = Extract<RecordFinding, { kind: 'altered' }>;

/** Lines whose own hash is right, but not what comes after them. */
export const disowned = (chain: Chain, runs: readonly Run[]): Altered[] => {
  const found = [...chain.disowned];
  runs.forEach((run, index) => {
    const before = runs[index - 1];
    if (before === undefined || lastSeq(before) + 1 !== run.seq) return;
    if (run.previous !== null && run.previous !== before.hash)
      found.push({ line: lastLine(before), seq: lastSeq(before) });
  });
  return found.map((at) => ({ kind: 'altered', ...at, witness: 'next' }));
};

/** The head has the hash of a number; the file has that number, with another hash. */
const contradicted = (
  chain: Chain,
  known: { readonly seq: number; readonly hash: string } | null | undefined,
): { readonly line: number; readonly seq: number } | null => {
  const there = chain.known.filter(({ seq }) => seq === known?.seq);
  const [first] = there;
  return first === undefined || there.some(({ hash }) => hash === known?.hash) ? null : first;
};

export type HeadProblem = Extract<RecordFinding, { kind: 'head' }>['problem'];

/** What is wrong with the head itself. */
export const problemOf = (
  head: HeadRead,
  chain: Chain,
  altered: readonly Altered[],
): HeadProblem | null => {
  if (typeof head === 'string') return head;
  const { begin, seq, hash } = head;
  const strange = contradicted(chain, begin);
  // where it knows one line only, that line may as well have been altered
  if (strange !== null && begin?.seq !== seq && !altered.some((each) => each.seq === strange.seq))
    return 'foreign';
  if (begin === null && chain.oldest !== null && chain.oldest.said.previous !== hash)
    return 'foreign';
  // a crash between line and head leaves one line more
  return (chain.newest?.said.seq ?? 0) > seq + 1 ? 'stale' : null;
};

/** Sound lines that nothing in the file contradicts, but where the chain begins or ends. */
export const contradictedAtEnds = (chain: Chain, head: RecordHead | null): Altered[] => {
  const found: Altered[] = [];
  const { oldest } = chain;
  if (oldest?.said.seq === 1 && oldest.said.continues === null && oldest.said.previous !== noHash)
    found.push({ kind: 'altered', line: oldest.line, seq: 1, witness: 'itself' });
  const newest = contradicted(chain, head);
  if (newest !== null)
    found.push({ kind: 'altered', line: newest.line, seq: newest.seq, witness: 'head' });
  return found;
};
