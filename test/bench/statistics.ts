/** The middle value; of two middle ones, their mean. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** One line of the result: the same quantity measured on both sides, pair by pair. */
export interface Comparison {
  readonly quantity: string;
  readonly unit: string;
  readonly bare: readonly number[];
  readonly ours: readonly number[];
}

/** The ratios ours to bare of each pair. Ratios carry over between machines, milliseconds do not. */
export function ratios({ bare, ours }: Comparison): number[] {
  return ours.map((value, pair) => value / (bare[pair] ?? Number.NaN));
}

export function tableOf(comparisons: readonly Comparison[]): string {
  return aligned([['', 'bare', 'ours', 'ratio', 'spread'], ...comparisons.map(rowOf)]);
}

/** One step from a click to the next screen, in milliseconds; `waiting`: of these, for the server. */
export interface Step {
  readonly name: string;
  readonly total: number;
  readonly waiting: number;
}

export function tableOfSteps(steps: readonly Step[]): string {
  const names = [...new Set(steps.map(({ name }) => name))];
  const rowFor = (label: string, some: readonly Step[]): string[] => [
    label,
    `${median(some.map(({ total }) => total)).toFixed(0)} ms`,
    `${median(some.map(({ waiting }) => waiting)).toFixed(0)} ms`,
    `${median(some.map(({ total, waiting }) => total - waiting)).toFixed(0)} ms`,
  ];
  return aligned([
    ['click to next screen (medians)', 'in all', 'server', 'ours'],
    ...names.map((name) =>
      rowFor(
        name,
        steps.filter((step) => step.name === name),
      ),
    ),
    rowFor(`all ${String(steps.length)} steps`, steps),
  ]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

function rowOf(comparison: Comparison): string[] {
  const { quantity, unit, bare, ours } = comparison;
  const all = ratios(comparison);
  return [
    quantity,
    `${median(bare).toFixed(0)} ${unit}`,
    `${median(ours).toFixed(0)} ${unit}`,
    median(all).toFixed(2),
    `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`,
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
