import type { RecordHead } from './head';
import { readLine, type SoundLine } from './line';

/** Sound lines that stand one after the other in the file and carry numbers without a gap. */
export interface Run {
  /** of its first line */
  readonly line: number;
  readonly seq: number;
  readonly count: number;
  /** hash that its first line names as the one before; null when that line was left out */
  readonly previous: string | null;
  /** hash of its last line */
  readonly hash: string;
}

export const lastLine = ({ line, count }: Run): number => line + count - 1;
export const lastSeq = ({ seq, count }: Run): number => seq + count - 1;

/** A line that cannot be believed, and the numbers that it claims to have. */
export interface Suspect {
  readonly kind: 'altered' | 'unreadable';
  readonly line: number;
  readonly claims: readonly number[];
}

interface Numbered {
  readonly line: number;
  readonly seq: number;
}

export interface PlacedLine {
  readonly line: number;
  readonly said: SoundLine;
}

/** What a record boils down to: one run when it is good. It grows with what is wrong, not with the record. */
export interface Chain {
  /** lines with a line break */
  readonly lines: number;
  readonly runs: readonly Run[];
  readonly suspects: readonly Suspect[];
  /** the line after them carries another hash for them */
  readonly disowned: readonly Numbered[];
  /** copies of the line before them */
  readonly repeated: readonly Numbered[];
  /** sound lines with the numbers that the head knows the hashes of */
  readonly known: readonly (Numbered & { readonly hash: string })[];
  /** the sound line with the highest number */
  readonly newest: PlacedLine | null;
  /** the sound line with the lowest number */
  readonly oldest: PlacedLine | null;
}

export interface ChainReader {
  /** `bytes`: without the line break; null: longer than any line of ours */
  read(bytes: Buffer | null): void;
  chain(): Chain;
}

export const createChainReader = (head: RecordHead | null): ChainReader => {
  const runs: Run[] = [];
  const suspects: Suspect[] = [];
  const disowned: Numbered[] = [];
  const repeated: Numbered[] = [];
  const known: (Numbered & { hash: string })[] = [];
  let lines = 0;
  let newest: PlacedLine | null = null;
  let oldest: PlacedLine | null = null;
  /** the run that the line before belongs to; the only one that still grows */
  let run: { -readonly [Key in keyof Run]: Run[Key] } | null = null;

  const closeRun = (): void => {
    if (run !== null) runs.push(run);
    run = null;
  };

  const suspect = (kind: Suspect['kind'], claims: readonly number[]): void => {
    closeRun();
    suspects.push({ kind, line: lines, claims });
  };

  const add = (sound: SoundLine): void => {
    const { seq, previous, hash } = sound;
    const before = run;
    const last = before === null ? null : lastSeq(before);
    if (before !== null && seq === last && hash === before.hash) {
      repeated.push({ line: lines, seq });
      closeRun();
      return;
    }
    const follows = last !== null && seq === last + 1;
    if (before !== null && !follows && previous === before.hash) {
      // it says itself that it comes next: its number is what was altered
      suspect('altered', [seq]);
      return;
    }
    if (before !== null && follows) {
      if (previous !== before.hash) disowned.push({ line: lines - 1, seq: seq - 1 });
      before.count += 1;
      before.hash = hash;
    } else {
      closeRun();
      run = { line: lines, seq, count: 1, previous, hash };
    }
    if (newest === null || seq > newest.said.seq) newest = { line: lines, said: sound };
    if (oldest === null || seq < oldest.said.seq) oldest = { line: lines, said: sound };
    if (seq === head?.seq || seq === head?.begin?.seq) known.push({ line: lines, seq, hash });
  };

  return {
    read(bytes) {
      lines += 1;
      const read = bytes === null ? null : readLine(bytes);
      if (read?.state === 'sound') add(read);
      else suspect(read?.state ?? 'unreadable', read?.claims ?? []);
    },
    chain() {
      closeRun();
      return { lines, runs, suspects, disowned, repeated, known, newest, oldest };
    },
  };
};
