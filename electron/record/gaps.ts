/** Numbers from one to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Numbers that no sound line carries, while it is found out which damaged lines stood for them. */
export interface Gaps {
  /** Takes a number out; answers whether it was still in. */
  take(seq: number): boolean;
  /** Takes out the lowest number between two others; null when there is none. */
  takeBetween(after: number, before: number): number | null;
  /** What nobody has taken, in order. */
  left(): readonly Range[];
}

/** @param ranges in order, apart from each other */
export const createGaps = (ranges: readonly Range[]): Gaps => {
  const taken = new Set<number>();
  /** where the search behind a number goes on: damaged lines come in the order of the file */
  let resume = { after: -1, from: 0 };

  /** index of the first range that ends at or behind a number */
  const indexOf = (seq: number): number => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranges[middle]?.to ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    take(seq) {
      const range = ranges[indexOf(seq)];
      if (range === undefined || seq < range.from || taken.has(seq)) return false;
      taken.add(seq);
      return true;
    },
    takeBetween(after, before) {
      let seq = resume.after === after ? resume.from : after + 1;
      for (let index = indexOf(seq); index < ranges.length; index += 1) {
        const range = ranges[index];
        if (range === undefined || range.from >= before) break;
        for (seq = Math.max(seq, range.from); seq <= range.to && seq < before; seq += 1) {
          if (taken.has(seq)) continue;
          taken.add(seq);
          resume = { after, from: seq + 1 };
          return seq;
        }
      }
      resume = { after, from: seq };
      return null;
    },
    left() {
      const sorted = [...taken].sort((one, other) => one - other);
      let next = 0;
      return ranges.flatMap(({ from, to }) => {
        const parts: Range[] = [];
        let start = from;
        for (let seq = sorted[next]; seq !== undefined && seq <= to; seq = sorted[next]) {
          if (seq > start) parts.push({ from: start, to: seq - 1 });
          start = seq + 1;
          next += 1;
        }
        if (start <= to) parts.push({ from: start, to });
        return parts;
      });
    },
  };
};
