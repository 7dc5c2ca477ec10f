import { createChainReader } from './chain';
import type { RecordFinding } from './findings';
import type { HeadRead } from './head';
import { judge } from './judge';
import { longestLine } from './line';

export interface RecordReport {
  readonly file: string;
  /** `absent`: there is no such file, or it cannot be read */
  readonly state: 'good' | 'damaged' | 'absent';
  /** lines with a line break */
  readonly lines: number;
  /** the sound line with the lowest number; `continues`: the damaged record that this one goes on from */
  readonly oldest: { readonly seq: number; readonly continues: string | null } | null;
  /** the sound line with the highest number: what to note down, and to compare later */
  readonly newest: { readonly seq: number; readonly at: number; readonly hash: string } | null;
  readonly findings: readonly RecordFinding[];
}

export interface Examination {
  /** the contents of the file, in pieces of any size */
  read(piece: Buffer): void;
  report(): RecordReport;
}

const lineBreak = 10;

/** Examines one record from end to end. Needs memory for what is wrong only, however long the record is. */
export const examine = (file: string, head: HeadRead): Examination => {
  const reader = createChainReader(typeof head === 'string' ? null : head);
  let rest: Buffer = Buffer.alloc(0);
  /** the beginning of the line at hand is forgotten already */
  let tooLong = false;

  return {
    read(piece) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let from = 0;
      for (let to = bytes.indexOf(lineBreak); to !== -1; to = bytes.indexOf(lineBreak, from)) {
        reader.read(tooLong || to - from > longestLine ? null : bytes.subarray(from, to));
        tooLong = false;
        from = to + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length <= longestLine) return;
      tooLong = true;
      rest = Buffer.alloc(0);
    },
    report() {
      const chain = reader.chain();
      const incomplete = tooLong || rest.length > 0 ? chain.lines + 1 : null;
      const findings = judge(chain, head, incomplete);
      return {
        file,
        state: findings.length === 0 ? 'good' : 'damaged',
        lines: chain.lines,
        oldest: chain.oldest?.said ?? null,
        newest: chain.newest?.said ?? null,
        findings,
      };
    },
  };
};
