import type { DiagnosticsPart } from '../../shared/ipc/views';
import { plainLine } from '../log/plain-text';

/** One part of the diagnostics: a file of its own in the archive. */
export interface Part {
  readonly name: DiagnosticsPart;
  /** As plain text, for support staff: in English, whatever the window speaks. May reject: then it is said that it is missing. */
  readonly collect: (signal: AbortSignal) => Promise<string>;
}

export type Fact = readonly [label: string, value: string | number | boolean | null];

/** One line a fact; no value begins a line of its own. */
export const linesOf = (facts: readonly Fact[]): string =>
  facts
    .map(([label, value]) => `${label}: ${value === null ? 'not known' : plainLine(String(value))}`)
    .join('\n');
