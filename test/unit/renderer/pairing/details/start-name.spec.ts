import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nicknameLimit } from '../../../../../shared/devices/catalog';
import { isTaken } from '../../../../../renderer/devices/device-name';
import { asDevices, startName } from '../../../../../renderer/pairing/details/start-name';

const free = (name: string, taken: readonly string[]): string => startName(name, asDevices(taken));

describe('a name to start from', () => {
  it('is numbered where a look-alike has it already', () => {
    expect(free('Security key', [])).toBe('Security key');
    expect(free('Security key', ['Blue key'])).toBe('Security key');
    expect(free('Security key', ['security KEY '])).toBe('Security key 2');
    expect(free('Security key', ['Security key', 'Security key 2', 'Security key 4'])).toBe(
      'Security key 3',
    );
  });

  it('fits, and is cut where a letter ends', () => {
    const long = 'x'.repeat(nicknameLimit);
    expect(free(long, [])).toBe(long);
    expect(free(`${long}yz`, [])).toBe(long);
    expect(free(long, [long])).toBe(`${'x'.repeat(nicknameLimit - 2)} 2`);
    const flags = '🇩🇪'.repeat(40);
    expect(free(flags, [])).toBe('🇩🇪'.repeat(25));
  });

  it('is never one that is taken, and never too long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Security key', 'My phone', 'k'.repeat(99), 'k'.repeat(130)),
        fc.array(
          fc.tuple(
            fc.constantFrom(
              'Security key',
              'security key',
              'My phone',
              'k'.repeat(98),
              'k'.repeat(99),
            ),
            fc.nat({ max: 12 }),
          ),
          { maxLength: 30 },
        ),
        (name, numbered) => {
          const taken = numbered.map(([base, number]) =>
            number < 2 ? base : `${base} ${String(number)}`,
          );
          const found = free(name, taken);
          expect(isTaken(found, asDevices(taken))).toBe(false);
          expect(found.length).toBeLessThanOrEqual(nicknameLimit);
          expect(found).not.toBe('');
        },
      ),
    );
  });

  it('has no marks of direction of its own', () => {
    expect(free('\u2068Security key\u2069', ['Security key'])).toBe('Security key 2');
  });
});
