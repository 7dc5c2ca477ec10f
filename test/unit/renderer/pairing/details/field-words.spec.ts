import { describe, expect, it } from 'vitest';
import { isAtField, problemOf } from '../../../../../renderer/pairing/details/field-words';
import type { DeskError } from '../../../../../shared/errors';

const refused = (target?: string): DeskError => ({
  code: 'refused',
  status: 400,
  ...(target === undefined ? {} : { target }),
});
const voice = { type: 'VOICE', phone: '+15125550123', extension: '' } as const;

describe('what PingOne says about a field', () => {
  it('is said at that field', () => {
    expect(problemOf('extension', refused('extension'))).toMatch(/extension/);
    expect(problemOf('phone', refused('extension'))).toBeUndefined();
    expect(problemOf('serialNumber', { code: 'tokenTaken' })).toMatch(/another account/);
    expect(problemOf('serialNumber', { code: 'tokenUnknown' })).toMatch(/administrator/);
  });

  it.each([
    [refused('phone'), true],
    [refused('serialNumber'), false],
    [refused('toString'), false],
    [refused(), false],
    [{ code: 'tokenUnknown' }, false],
    [{ code: 'limitReached' }, false],
  ] as [DeskError, boolean][])('%j is at a field of a call: %s', (problem, expected) => {
    expect(isAtField(problem, voice)).toBe(expected);
  });
});
