import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeIds,
  arranged,
  dropIndex,
  isSameOrder,
  lacksDefault,
  moved,
  ordered,
  positionOf,
  travelWithin,
} from '../../../../renderer/devices/device-order';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1 });
const devices = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    status: fc.constantFrom('active', 'pending', 'other'),
    isDefault: fc.boolean(),
  }),
  { selector: ({ id }) => id },
);
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('moving in the order', () => {
  it('puts the device there, and leaves the others as they were', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (order, pick, to) => {
        const id = order[pick % order.length]!;
        const index = to % order.length;
        const result = moved(order, id, index);
        expect(result[index]).toBe(id);
        expect(result.filter((other) => other !== id)).toEqual(
          order.filter((other) => other !== id),
        );
        expect(moved(result, id, order.indexOf(id))).toEqual(order);
      }),
    );
  });

  it('stops at both ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', Infinity)).toEqual(['a', 'c', 'b']);
  });

  it('knows nothing of a device that is not in it', () => {
    expect(moved(['a', 'b'], 'z', 0)).toEqual(['a', 'b']);
  });
});

describe('the list in an order', () => {
  it('loses and invents nothing, and is in order afterwards', () => {
    fc.assert(
      fc.property(devices, ids, (list, order) => {
        const result = arranged(list, order);
        expect([...idsOf(result)].sort()).toEqual([...idsOf(list)].sort());
        expect(arranged(result, activeIds(result))).toEqual(result);
        const active = activeIds(result);
        expect(active.slice(0, order.filter((id) => active.includes(id)).length)).toEqual(
          order.filter((id) => active.includes(id)),
        );
      }),
    );
  });

  it('has one default when there is an active device, else none', () => {
    fc.assert(
      fc.property(devices, ids, (list, order) => {
        const result = ordered(list, order);
        const defaults = result.filter(({ isDefault }) => isDefault);
        expect(idsOf(defaults)).toEqual(activeIds(result).slice(0, 1));
      }),
    );
  });

  const active = (id: string, isDefault = false) => ({ id, status: 'active', isDefault }) as const;
  const pending = { id: 'p', status: 'pending', isDefault: false } as const;

  it('counts active devices only', () => {
    expect(positionOf([active('a'), pending, active('b')], 'b')).toEqual({ position: 2, count: 2 });
    expect(positionOf([active('a'), pending], 'p')).toBeNull();
  });

  it('lacks a default only where there is a choice', () => {
    expect(lacksDefault([active('a'), active('b')])).toBe(true);
    expect(lacksDefault([active('a', true), active('b')])).toBe(false);
    expect(lacksDefault([active('a'), pending])).toBe(false);
  });

  it('is the same only with the same devices at the same places', () => {
    expect(isSameOrder(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(isSameOrder(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(isSameOrder(['a'], ['a', 'b'])).toBe(false);
  });
});

describe('the place under the pointer', () => {
  const rows = [
    { top: 0, bottom: 60 },
    { top: 60, bottom: 160 },
    { top: 160, bottom: 220 },
  ];

  it.each([
    [0, 10, 0],
    [0, 100, 0],
    [0, 120, 1],
    [0, 500, 2],
    [2, 200, 2],
    [2, 100, 1],
    [2, -40, 0],
    [1, 100, 1],
  ])('of row %i at %i px is %i', (from, y, to) => {
    expect(dropIndex(rows, from, y)).toBe(to);
  });

  it.each([
    [1, 0, 20, 20],
    [1, 0, 100, 60],
    [1, 0, -100, -60],
    [0, 0, -10, 0],
    [2, 0, 10, 0],
  ])(
    'is reached by row %i, carried for %i px, without leaving the list',
    (from, carried, to, travel) => {
      expect(travelWithin(rows, from, carried, to)).toBe(travel);
    },
  );

  it('counts from where the row belongs, not from where it is', () => {
    const carried = rows.map(({ top, bottom }, index) =>
      index === 0 ? { top: top + 30, bottom: bottom + 30 } : { top, bottom },
    );
    expect(travelWithin(carried, 0, 30, 500)).toBe(160);
    expect(travelWithin(carried, 0, 30, -500)).toBe(0);
  });
});
