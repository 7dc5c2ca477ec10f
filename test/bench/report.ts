import { quantities, type Measurement, type Quantity } from './targets';
import { aligned, median } from './statistics';

export interface Row {
  readonly name: string;
  readonly bare: string;
  readonly ours: string;
  readonly median: string;
  readonly spread: string;
  readonly must: string;
  readonly aim: string;
  readonly missed: boolean;
}

const digits = { ratio: 2, kB: 1, ms: 0, MiB: 1 } as const;

const inUnit = (value: number, { unit }: Quantity): string =>
  `${value.toFixed(digits[unit])}${unit === 'ratio' ? '' : ` ${unit}`}`;

const rowOf = ({ quantity, values, bare = '', ours = '' }: Measurement): Row => {
  const target: Quantity = quantities[quantity];
  const middle = median(values);
  const limit = (value: number | null): string => (value === null ? '' : inUnit(value, target));
  return {
    name: target.name,
    bare,
    ours,
    median: inUnit(middle, target),
    spread:
      values.length < 2
        ? ''
        : `${inUnit(Math.min(...values), target)} to ${inUnit(Math.max(...values), target)}`,
    must: limit(target.must),
    aim: limit(target.aim),
    // not a number is no pass
    missed: target.must !== null && !(middle <= target.must),
  };
};

export const rowsOf = (measurements: readonly Measurement[]): Row[] => measurements.map(rowOf);

const head = ['', 'bare', 'ours', 'median', 'spread', 'must', 'aim'];
const cellsOf = ({
  name,
  bare,
  ours,
  median: middle,
  spread,
  must,
  aim,
  missed,
}: Row): string[] => [name, bare, ours, missed ? `${middle} MISSED` : middle, spread, must, aim];

export const textOf = (rows: readonly Row[]): string => aligned([head, ...rows.map(cellsOf)]);

export const markdownOf = (rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows.map(cellsOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
