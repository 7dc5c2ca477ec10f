/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Dice {
  /** a whole number from 0 to below `sides` */
  roll(sides: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(all: readonly T[]): T[];
}

export const createDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (sides: number): number => Math.floor(next() * sides);
  return {
    roll,
    pick<T>(from: readonly T[]): T {
      const picked = from[roll(from.length)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    shuffled<T>(all: readonly T[]): T[] {
      const left = [...all];
      return all.map(() => left.splice(roll(left.length), 1)[0]!);
    },
  };
};
