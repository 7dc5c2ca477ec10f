import { describe, expect, it, vi } from 'vitest';
import type { DeviceView } from '../../../../shared/ipc/views';
import { createFakeBridge, type FakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList } from '../../../fakes/views';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  fireEvent,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
  waitFor,
} from '../open-window';
import { handle, key, names, returnToWindow, row } from './device-list';

const work = aDevice({ nickname: 'Work', isDefault: true });
const home = aDevice({ nickname: 'Home' });
const token = aDevice({ nickname: 'Token' });
const mail = aDevice({ nickname: 'Mail', status: 'pending', canFinish: true });
const list = aDeviceList({ devices: [work, home, token, mail] });
const idsOf = (devices: readonly DeviceView[]) => devices.map(({ id }) => id);

/** PingOne keeps the order it is told, as long as it does not refuse. */
const open = async (devices = list): Promise<FakeBridge> => {
  const fake = createFakeBridge({ devices });
  const { reorder } = fake.bridge.devices;
  const keeping = {
    ...fake.bridge,
    devices: {
      ...fake.bridge.devices,
      reorder: async (input: { deviceIds: string[] }) => {
        const result = await reorder(input);
        if (result.ok) fake.setDevices(inOrder(devices.devices, input.deviceIds));
        return result;
      },
    },
  };
  await openWindow({ ...fake, bridge: keeping });
  return fake;
};
const inOrder = (devices: readonly DeviceView[], ids: readonly string[]) =>
  aDeviceList({
    devices: [
      ...ids.map((id, index) => ({
        ...devices.find((device) => device.id === id)!,
        isDefault: index === 0,
      })),
      ...devices.filter(({ id }) => !ids.includes(id)),
    ],
  });
const pickUp = async (name: string) => {
  handle(name).focus();
  await fireEvent.click(handle(name));
  await settled();
};
const drop = async (name: string) => {
  await fireEvent.click(handle(name));
  await settled();
};

describe('ordering by keyboard', () => {
  closeWindowAfterEach();

  it('speaks each step, and sends one order when it is dropped', async () => {
    const fake = await open();
    await pickUp('Token');
    expect(politely()).toMatch(/^Token is picked up, 3 of 3\. The arrow keys move it/);
    expect(handle('Token').getAttribute('aria-pressed')).toBe('true');
    await key('ArrowUp');
    expect(politely()).toBe('Token, 2 of 3');
    await key('ArrowUp');
    await key('ArrowUp');
    expect(politely()).toBe('Token, 1 of 3');
    expect(names()).toEqual(['Token', 'Work', 'Home', 'Mail']);
    expect(document.activeElement).toBe(handle('Token'));
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
    await drop('Token');
    expect(politely()).toBe('Token is dropped, 1 of 3');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: idsOf([token, work, home]) }]);
    expect(names()).toEqual(['Token', 'Work', 'Home', 'Mail']);
    expect(row('Token').textContent).toContain('Default');
    expect(row('Work').textContent).not.toContain('Default');
    expect(document.activeElement).toBe(handle('Token'));
  });

  it('goes to both ends at once', async () => {
    const fake = await open();
    await pickUp('Work');
    await key('End');
    expect(politely()).toBe('Work, 3 of 3');
    await key('Home');
    await key('ArrowDown');
    await drop('Work');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: idsOf([home, work, token]) }]);
  });

  it('is put back by Escape, and sends nothing', async () => {
    const fake = await open();
    await pickUp('Home');
    await key('ArrowDown');
    await key('Escape');
    expect(politely()).toBe('Home is put back, 2 of 3');
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Mail']);
    expect(document.activeElement).toBe(handle('Home'));
    await key('ArrowDown');
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Mail']);
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
  });

  it('is put back when the focus goes elsewhere', async () => {
    const fake = await open();
    await pickUp('Home');
    await key('ArrowUp');
    screen.getByRole('button', { name: 'Pair a device' }).focus();
    await settled();
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Mail']);
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
  });

  it('sends nothing when it is dropped where it was', async () => {
    const fake = await open();
    await pickUp('Home');
    await key('ArrowDown');
    await key('ArrowUp');
    await drop('Home');
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
  });

  it('is not read anew meanwhile, but afterwards', async () => {
    const fake = await open();
    await pickUp('Home');
    await key('ArrowUp');
    const before = fake.inputsOf('devices.list').length;
    await returnToWindow();
    expect(fake.inputsOf('devices.list')).toHaveLength(before);
    await key('Escape');
    expect(fake.inputsOf('devices.list')).toHaveLength(before + 1);
  });

  it('offers no handle where there is nothing to order', async () => {
    await open(aDeviceList({ devices: [work, mail] }));
    expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
  });

  it('leaves pending devices out', async () => {
    await open();
    expect(screen.queryByRole('button', { name: 'Move Mail' })).toBeNull();
  });
});

describe('ordering by pointer', () => {
  closeWindowAfterEach();

  /** Rows of 60 px, one below the other. */
  const layOut = () => {
    screen.getAllByRole('listitem').forEach((item, index) => {
      vi.spyOn(item, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, index * 60, 600, 60));
    });
  };
  const point = async (type: string, name: string, clientY: number) => {
    await fireEvent(
      handle(name),
      new PointerEvent(type, { pointerId: 1, button: 0, clientY, bubbles: true }),
    );
    await settled();
  };

  it('shows where it would land, and sends one order when it is let go', async () => {
    const fake = await open();
    layOut();
    await point('pointerdown', 'Work', 30);
    await point('pointermove', 'Work', 32);
    expect(row('Work').className).not.toContain('held');
    await point('pointermove', 'Work', 100);
    expect(row('Work').className).toContain('held');
    expect(row('Home').className).toContain('below');
    await point('pointermove', 'Work', 160);
    expect(row('Token').className).toContain('below');
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
    await point('pointerup', 'Work', 160);
    await fireEvent.click(handle('Work'));
    await settled();
    expect(handle('Work').getAttribute('aria-pressed')).toBe('false');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: idsOf([home, token, work]) }]);
    expect(names()).toEqual(['Home', 'Token', 'Work', 'Mail']);
    expect(document.activeElement).toBe(handle('Work'));
  });

  it('is put back by Escape, and when the pointer is taken away', async () => {
    const fake = await open();
    layOut();
    await point('pointerdown', 'Token', 150);
    await point('pointermove', 'Token', 10);
    expect(row('Work').className).toContain('above');
    await key('Escape');
    await point('pointermove', 'Token', 20);
    expect(row('Token').className).not.toContain('held');
    await point('pointerup', 'Token', 20);
    await point('pointerdown', 'Token', 150);
    await point('pointermove', 'Token', 10);
    await point('pointercancel', 'Token', 10);
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Mail']);
    expect(fake.inputsOf('devices.reorder')).toEqual([]);
  });
});

describe('ordering by menu', () => {
  closeWindowAfterEach();

  it('moves by one place, and keeps the focus on the row', async () => {
    const fake = await open();
    await chooseFromMenu('Actions for Home', 'Move up');
    expect(politely()).toBe('Home, 1 of 3');
    expect(names()).toEqual(['Home', 'Work', 'Token', 'Mail']);
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Actions for Home' }));
    });
    await chooseFromMenu('Actions for Work', 'Move down');
    expect(fake.inputsOf('devices.reorder')).toEqual([
      { deviceIds: idsOf([home, work, token]) },
      { deviceIds: idsOf([home, token, work]) },
    ]);
  });

  it('makes a device the default', async () => {
    const fake = await open();
    await chooseFromMenu('Actions for Token', 'Make it the default');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: idsOf([token, work, home]) }]);
    expect(politely()).toBe('“Token” is the default now.');
  });

  it.each([
    ['Work', ['Make it the default', 'Move up']],
    ['Token', ['Move down']],
    ['Mail', ['Make it the default', 'Move up', 'Move down', 'Prove that it works']],
  ])('offers for %s only what is possible', async (name, missing) => {
    const { canProve: _, ...unproven } = mail;
    await open(aDeviceList({ devices: [work, home, token, { ...unproven, canProve: false }] }));
    const trigger = screen.getByRole('button', { name: `Actions for ${name}` });
    trigger.focus();
    await fireEvent.keyDown(trigger, { key: 'Enter' });
    const offered = (await screen.findAllByRole('menuitem')).map(({ textContent }) =>
      textContent.trim(),
    );
    expect(offered).toContain('Details');
    expect(offered.filter((item) => missing.includes(item))).toEqual([]);
    await fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    await settled();
  });
});

describe('an order', () => {
  closeWindowAfterEach();

  it('is shown at once, and rolled back when it is refused', async () => {
    const fake = await open();
    fake.refuse('devices.reorder', { code: 'refused', status: 400, reference: 'c7a9-0417' });
    const release = fake.hold('devices.reorder');
    await chooseFromMenu('Actions for Token', 'Make it the default');
    expect(names()).toEqual(['Token', 'Work', 'Home', 'Mail']);
    release();
    await settled();
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Mail']);
    expect(row('Work').textContent).toContain('Default');
    expect(urgently()).toContain('The order was not saved');
    expect(screen.getByText('c7a9-0417')).toBeTruthy();
    fake.refuse('devices.reorder', null);
    await chooseFromMenu('Actions for Token', 'Move up');
    expect(screen.queryByText('The order was not saved')).toBeNull();
  });

  it('is sent after the one before it, and only the newest', async () => {
    const fake = await open();
    const release = fake.hold('devices.reorder');
    await chooseFromMenu('Actions for Work', 'Move down');
    await chooseFromMenu('Actions for Work', 'Move down');
    await chooseFromMenu('Actions for Token', 'Move up');
    expect(names()).toEqual(['Token', 'Home', 'Work', 'Mail']);
    expect(fake.inputsOf('devices.reorder')).toHaveLength(1);
    release();
    await settled();
    await settled();
    expect(fake.inputsOf('devices.reorder')).toEqual([
      { deviceIds: idsOf([home, work, token]) },
      { deviceIds: idsOf([token, home, work]) },
    ]);
    expect(names()).toEqual(['Token', 'Home', 'Work', 'Mail']);
  });

  it('is offered where PingOne has none', async () => {
    const fake = await open(aDeviceList({ devices: [{ ...work, isDefault: false }, home] }));
    expect(screen.getByText('No default: you choose each time you sign in.')).toBeTruthy();
    await press('Make “Work” the default');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: idsOf([work, home]) }]);
    expect(screen.queryByText(/^No default/)).toBeNull();
  });
});
