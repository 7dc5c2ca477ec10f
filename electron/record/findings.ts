/** Lines are counted from 1, as editors count them; numbers are those that the lines carry. */
export type RecordFinding =
  | {
      readonly kind: 'altered';
      readonly line: number;
      /** null: it stands where no number is missing */
      readonly seq: number | null;
      /** what it does not agree with: its own hash, what the line after it says of it, what the head says of it */
      readonly witness: 'itself' | 'next' | 'head';
    }
  /** it is not one of our lines */
  | {
      readonly kind: 'unreadable';
      readonly line: number;
      /** what stood there; null where no number is missing */
      readonly seq: number | null;
      /** the last one, where several lines were made one */
      readonly to: number | null;
    }
  /** these numbers are nowhere; `after`: the line behind which they belong, null for the beginning */
  | {
      readonly kind: 'missing';
      readonly from: number;
      readonly to: number;
      readonly after: number | null;
    }
  /** so many lines from this one on belong behind the line `after`, null for the beginning */
  | {
      readonly kind: 'reordered';
      readonly line: number;
      readonly lines: number;
      readonly seq: number;
      readonly after: number | null;
    }
  /** so many lines from this one on carry numbers that stand elsewhere too */
  | {
      readonly kind: 'duplicate';
      readonly line: number;
      readonly lines: number;
      readonly seq: number;
    }
  /** the end is not there: these numbers are gone; `line`: the incomplete one, null when it was cut between two lines */
  | {
      readonly kind: 'cut';
      readonly line: number | null;
      readonly from: number;
      readonly to: number;
    }
  /** `foreign`: of another record; `stale`: there are more lines than it knows, and no crash explains that */
  | {
      readonly kind: 'head';
      readonly problem: 'missing' | 'unreadable' | 'foreign' | 'stale';
    };
