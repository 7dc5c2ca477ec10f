import { describe, expect, it } from 'vitest';
import { DevicesState } from '../../../../renderer/devices/devices.svelte';
import { createFakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList } from '../../../fakes/views';

const one = aDevice({ isDefault: true });
const two = aDevice();
const open = () => {
  const fake = createFakeBridge({ devices: aDeviceList({ devices: [one, two] }) });
  return { fake, devices: new DevicesState(fake.bridge) };
};

describe('making a device the default', () => {
  it('reads first when nothing was read yet', async () => {
    const { fake, devices } = open();
    expect(await devices.makeDefault(two.id)).toEqual({ ok: true, value: undefined });
    expect(fake.calls.map(({ name }) => name)).toEqual([
      'devices.list',
      'devices.reorder',
      'devices.list',
    ]);
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: [two.id, one.id] }]);
  });

  it('reads again for a device that was paired a moment ago', async () => {
    const { fake, devices } = open();
    await devices.read();
    const fresh = aDevice();
    fake.setDevices(aDeviceList({ devices: [one, two, fresh] }));
    await devices.makeDefault(fresh.id);
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: [fresh.id, one.id, two.id] }]);
  });

  it('changes nothing where it is the default', async () => {
    const { fake, devices } = open();
    expect((await devices.makeDefault(one.id)).ok).toBe(true);
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
  });

  it('says why it cannot be', async () => {
    const { fake, devices } = open();
    expect(await devices.makeDefault(aDevice().id)).toEqual({
      ok: false,
      error: { code: 'deviceGone' },
    });
    fake.refuse('devices.list', { code: 'offline' });
    expect(await new DevicesState(fake.bridge).makeDefault(two.id)).toEqual({
      ok: false,
      error: { code: 'offline' },
    });
    fake.refuse('devices.list', null);
    fake.refuse('devices.reorder', { code: 'forbidden' });
    expect(await devices.makeDefault(two.id)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(devices.list?.devices[0]?.id).toBe(one.id);
  });
});

describe('an answer that comes too late', () => {
  it('is not read for a person who has left', async () => {
    const { fake, devices } = open();
    await devices.read();
    const release = fake.hold('devices.reorder');
    const reordering = devices.reorder([two.id, one.id]);
    await Promise.resolve();
    devices.forget();
    release();
    await reordering;
    expect(fake.inputsOf('devices.list')).toHaveLength(1);
    expect(devices.list).toBeNull();
  });

  it('gives way to a newer one, for everybody who waits', async () => {
    const { fake, devices } = open();
    const release = fake.hold('devices.list');
    const first = devices.read();
    const second = devices.read();
    release();
    await first;
    expect(devices.list).not.toBeNull();
    await second;
    expect(devices.reading).toBe(false);
  });
});
