/** What is measured, and what has to come out: the one place where that is written. */
export interface Quantity {
  readonly name: string;
  /** `ratio`: to the bare window, or to its own start */
  readonly unit: 'ratio' | 'kB' | 'ms' | 'MiB';
  /** more than this, and the command fails; null: only looked at */
  readonly must: number | null;
  readonly aim: number | null;
}

export const quantities = {
  shown: { name: 'start to first window shown', unit: 'ratio', must: 1.15, aim: 1.05 },
  interactive: {
    name: "start to a window that takes clicks, against the bare window's being shown",
    unit: 'ratio',
    must: 1.35,
    aim: 1.2,
  },
  firstScreen: {
    name: 'start to the screen that asks to sign in, after the keychain was asked; against the same',
    unit: 'ratio',
    must: null,
    aim: null,
  },
  memory: { name: 'memory (PSS) at the first screen', unit: 'ratio', must: 1.15, aim: 1.06 },
  installed: { name: 'installed size', unit: 'ratio', must: 1.06, aim: 1 },
  rendererJs: {
    name: 'JavaScript of the window at the first screen, gzip',
    unit: 'kB',
    must: 120,
    aim: 70,
  },
  preload: { name: 'preload script', unit: 'kB', must: 10, aim: null },
  mainJs: {
    name: 'JavaScript of the main process until the window is shown',
    unit: 'kB',
    must: 200,
    aim: null,
  },
  signIn: {
    name: "from the browser's coming back to the devices, without the server's time",
    unit: 'ms',
    must: null,
    aim: 80,
  },
  eventLoop: {
    name: 'delay of the main process during ten pairings, 99th percentile',
    unit: 'ms',
    must: null,
    aim: 20,
  },
  growth: {
    name: 'memory (PSS) after the last of all pairings, against that before the first',
    unit: 'ratio',
    must: 1.25,
    aim: 1.1,
  },
  slope: {
    name: 'growth in the second half of them, for a thousand pairings',
    unit: 'MiB',
    must: 10,
    aim: 0,
  },
} as const satisfies Record<string, Quantity>;
export type QuantityName = keyof typeof quantities;

/** What a quantity came to, once or many times. */
export interface Measurement {
  readonly quantity: QuantityName;
  readonly values: readonly number[];
  /** medians of both sides, with their unit, where it is a ratio of two measurements */
  readonly bare?: string;
  readonly ours?: string;
}
