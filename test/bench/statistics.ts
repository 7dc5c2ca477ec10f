/** The middle value; of two middle ones, their mean. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** How much of an interval lies in any of the waits, which may overlap. */
export const overlap = (from: number, to: number, waits: readonly [number, number][]): number => {
  let covered = 0;
  let at = from;
  for (const [start, end] of [...waits].sort(([a], [b]) => a - b)) {
    const begin = Math.max(start, at);
    const finish = Math.min(end, to);
    if (finish <= begin) continue;
    covered += finish - begin;
    at = finish;
  }
  return covered;
};

/** A median and a maximum, as a sentence has them. */
export const inMilliseconds = (times: readonly number[]): string => {
  const [middle, most] = [median(times), Math.max(...times)].map((time) =>
    String(Math.round(time)),
  );
  return `median ${middle ?? ''} ms, at most ${most ?? ''} ms (${String(times.length)} times)`;
};

/** How much more each value is than the one before, by least squares. */
export function slopeOf(values: readonly number[]): number {
  const mean = (values.length - 1) / 2;
  const steps = values.map((_value, step) => step - mean);
  const weighted = values.reduce((sum, value, step) => sum + value * (steps[step] ?? 0), 0);
  return weighted / steps.reduce((sum, step) => sum + step * step, 0);
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

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
