import { describe, expect, it } from 'vitest';
import { mayDo } from '../../../../electron/devices/life';

const device = { type: 'EMAIL', status: 'active', blocked: false, locked: false } as const;
const operator = { missing: [] };

describe('what can be done about a device', () => {
  it.each([
    ['an active one', device, ['block', 'replace']],
    ['a blocked one', { ...device, blocked: true }, ['unblock', 'replace']],
    ['a locked one', { ...device, locked: true }, ['block', 'unlock', 'replace']],
    ['a phone with the app', { ...device, type: 'MOBILE' }, ['block', 'requestLogs', 'replace']],
    ['a pending one', { ...device, status: 'pending' as const }, []],
    ['one of a type that nobody knows', { ...device, type: 'HOLOGRAM' }, ['block', 'replace']],
  ])('by an operator: %s', (_name, given, may) => {
    expect(mayDo(given, operator)).toEqual(may);
  });

  it.each([
    ['blockDevices', ['unlock', 'requestLogs', 'replace']],
    ['unlockDevices', ['block', 'requestLogs', 'replace']],
    ['requestLogs', ['block', 'unlock', 'replace']],
  ] as const)('by an operator without %s', (right, may) => {
    expect(mayDo({ ...device, type: 'MOBILE', locked: true }, { missing: [right] })).toEqual(may);
  });

  it('by the person themself: only replace it', () => {
    expect(mayDo({ ...device, type: 'MOBILE', locked: true, blocked: true }, null)).toEqual([
      'replace',
    ]);
  });
});
