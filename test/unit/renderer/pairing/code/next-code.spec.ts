import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf, phaseAt } from '../../../../../renderer/pairing/code/next-code';

describe('waiting for the next code', () => {
  const wait = fc.record({ soon: fc.nat(), more: fc.nat(), now: fc.nat() });

  it('has an end in the future, until there is nothing more to wait for', () => {
    fc.assert(
      fc.property(wait, ({ soon, more, now }) => {
        const nextBy = { soon, late: soon + more };
        const end = endOf(nextBy, phaseAt(nextBy, now));
        expect(end === null || end > now).toBe(true);
        expect(end === null).toBe(now >= nextBy.late);
      }),
    );
  });

  it('knows the moment from which on a code is likely', () => {
    const nextBy = { soon: 30, late: 60 };
    expect([29, 30, 59, 60].map((now) => phaseAt(nextBy, now))).toEqual([
      'soon',
      'late',
      'late',
      'due',
    ]);
  });
});
