import { describe, expect, it } from 'vitest';
import type { RememberedDevice } from '../../../../electron/devices/memory';
import { pairedStateOf } from '../../../../electron/workstation/split';

const remembered = (...devices: readonly (Partial<RememberedDevice> & { deviceId: string })[]) =>
  new Map(
    devices.map((device) => [
      device.deviceId,
      { proof: null, pairedHere: true, userId: 'kim', ...device },
    ]),
  );
const active = (...ids: readonly string[]) => ids.map((id) => ({ id, status: 'active' as const }));
const state = (
  memory: ReadonlyMap<string, RememberedDevice>,
  devices: Parameters<typeof pairedStateOf>[1],
) => pairedStateOf('kim', devices, memory);

describe('PingID Desktop of this computer, and PingOne', () => {
  it.each([
    ['nothing was ever paired here', null, remembered(), active('other')],
    ['paired on both sides', 'paired', remembered({ deviceId: 'a' }), active('a', 'other')],
    ['PingOne has it no more', 'thereNotHere', remembered({ deviceId: 'a' }), active('other')],
    ['PingOne has no device at all', 'thereNotHere', remembered({ deviceId: 'a' }), []],
    [
      'it is pending only',
      'thereNotHere',
      remembered({ deviceId: 'a' }),
      [{ id: 'a', status: 'pending' as const }],
    ],
    [
      'PingID Desktop has it no more',
      'hereNotThere',
      remembered({ deviceId: 'a', forgotten: true }),
      active('a'),
    ],
    [
      'neither has it any more',
      null,
      remembered({ deviceId: 'a', forgotten: true }),
      active('other'),
    ],
    ['it was somebody else’s', null, remembered({ deviceId: 'a', userId: 'alex' }), []],
    ['a device of another kind', null, remembered({ deviceId: 'a', pairedHere: false }), []],
  ])('%s: %s', (_name, expected, memory, devices) => {
    expect(state(memory, devices)).toBe(expected);
  });

  it('a new pairing clears what an older one left', () => {
    const memory = remembered({ deviceId: 'old' }, { deviceId: 'new' });
    expect(state(memory, active('new'))).toBe('paired');
    expect(
      state(
        remembered({ deviceId: 'old', forgotten: true }, { deviceId: 'new' }),
        active('old', 'new'),
      ),
    ).toBe('paired');
  });

  it('once the newer one is gone on both sides, the older one does not come back', () => {
    const memory = remembered({ deviceId: 'old' }, { deviceId: 'new', forgotten: true });
    expect(state(memory, [])).toBeNull();
  });

  it('what an older version remembered counts where PingOne has the device', () => {
    const { userId: _none, ...older } = remembered({ deviceId: 'a' }).get('a')!;
    const memory = new Map([['a', older]]);
    expect(state(memory, active('a'))).toBe('paired');
    expect(state(memory, [])).toBeNull();
  });
});
