import type { RecordReport } from './examine';
import type { RecordFinding } from './findings';

const plural = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const numbers = (from: number, to: number): string =>
  from === to ? `number ${String(from)}` : `numbers ${String(from)} to ${String(to)}`;

const lines = (line: number, count: number): string =>
  count === 1 ? `line ${String(line)}` : `lines ${String(line)} to ${String(line + count - 1)}`;

const at = (line: number, seq: number | null, to = seq): string =>
  seq === null || to === null
    ? `line ${String(line)}`
    : `line ${String(line)} (${numbers(seq, to)})`;

const behind = (line: number | null): string =>
  line === null ? 'at the beginning' : `behind line ${String(line)}`;

const witnesses = {
  itself: 'it does not agree with its own hash',
  next: 'the line after it carries another hash for it',
  head: 'the head file carries another hash for it',
} as const;

const heads = {
  missing: 'the head file is missing: lines that were cut from the end are not seen',
  unreadable: 'it was changed: lines that were cut from the end are not seen',
  foreign: 'it belongs to another record: lines that were cut from the end are not seen',
  stale: 'it is older than the record',
} as const;

export const findingText = (finding: RecordFinding): string => {
  switch (finding.kind) {
    case 'head':
      return `head file: ${finding.problem}: ${heads[finding.problem]}`;
    case 'altered':
      return `${at(finding.line, finding.seq)}: altered: ${witnesses[finding.witness]}`;
    case 'unreadable':
      return `${at(finding.line, finding.seq, finding.to)}: unreadable: not a line of a record`;
    case 'missing':
      return `${numbers(finding.from, finding.to)}: missing ${behind(finding.after)}`;
    case 'reordered': {
      const { line, lines: count, seq, after } = finding;
      return `${lines(line, count)} (${numbers(seq, seq + count - 1)}): reordered: belongs ${behind(after)}`;
    }
    case 'duplicate': {
      const { line, lines: count, seq } = finding;
      return `${lines(line, count)} (${numbers(seq, seq + count - 1)}): duplicate: stands elsewhere too`;
    }
    case 'cut':
      return finding.line === null
        ? `${numbers(finding.from, finding.to)}: cut from the end`
        : `line ${String(finding.line)}: cut: the last line is incomplete; ${numbers(finding.from, finding.to)} lost`;
    default:
      return finding satisfies never;
  }
};

/** What the command prints, with a line break at the end. */
export const reportText = (report: RecordReport): string => {
  const { file, state, lines: count, oldest, newest, findings } = report;
  if (state === 'absent') return `There is no record at ${file}\n`;
  const text = [
    `${file}: ${state === 'good' ? 'good' : 'DAMAGED'}`,
    oldest === null || newest === null
      ? `  ${plural(count, 'line', 'lines')}`
      : `  ${plural(count, 'line', 'lines')}, ${numbers(oldest.seq, newest.seq)}`,
  ];
  if (oldest?.continues != null)
    text.push(`  goes on from ${oldest.continues}, which was set aside as damaged`);
  if (newest !== null)
    text.push(
      `  newest: number ${String(newest.seq)}, ${new Date(newest.at).toISOString()}, hash ${newest.hash}`,
    );
  if (findings.length > 0) text.push(`  ${plural(findings.length, 'finding', 'findings')}:`);
  return [...text, ...findings.map((finding) => `  - ${findingText(finding)}`), ''].join('\n');
};
