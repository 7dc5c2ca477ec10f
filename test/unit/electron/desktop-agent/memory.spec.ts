import { expect, it } from 'vitest';
import { createMemory } from '../../../../electron/desktop-agent/memory';

it('forgets the oldest first, and grows no further', () => {
  const memory = createMemory(2);
  for (const jwt of ['a', 'b', 'b', 'c']) memory.add(jwt);
  expect(['a', 'b', 'c'].map((jwt) => memory.has(jwt))).toEqual([false, true, true]);
});
