import { describe, expect, it } from 'vitest';
import { stillWished } from '../../../../renderer/devices/device-wish';
import type { DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList, signedIn } from '../../../fakes/views';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';
import { names, openPage, row } from './device-list';

const work = aDevice({ nickname: 'Work', isDefault: true });
const home = aDevice({ nickname: 'Home' });
const token = aDevice({ nickname: 'Token' });
const fresh = aDevice({ nickname: 'Fresh' });
const idsOf = (...devices: DeviceView[]) => devices.map(({ id }) => id);
const title = 'The list has changed meanwhile';

/** Moves the second one up, while somebody else has changed the list to `then`. */
const meet = async (...then: DeviceView[]): Promise<FakeBridge> => {
  const fake = await openWindow({ devices: aDeviceList({ devices: [work, home, token] }) });
  fake.refuse('devices.reorder', { code: 'listChanged' });
  fake.setDevices(aDeviceList({ devices: then }));
  await chooseFromMenu('Actions for Home', 'Move up');
  return fake;
};

describe('an order that is brought up to date', () => {
  it('leaves out what is gone, and puts last what is new', () => {
    const devices = [work, fresh, home];
    expect(stillWished(devices, idsOf(token, home, work))).toEqual(idsOf(home, work, fresh));
  });

  it('is no wish any more when it is like that', () => {
    expect(stillWished([work, home], idsOf(work, token, home))).toBeNull();
    expect(stillWished([], idsOf(work))).toBeNull();
  });
});

describe('an order that met another list', () => {
  closeWindowAfterEach();

  it('is shown as it is possible now, not saved, and offered again', async () => {
    const fake = await meet(work, home, token, fresh);
    expect(names()).toEqual(['Home', 'Work', 'Token', 'Fresh']);
    // what is true is not changed by a wish
    expect(row('Work').textContent).toContain('Default');
    expect(row('Home').textContent).not.toContain('Default');
    expect(screen.getByText(title)).toBeTruthy();
    expect(urgently()).toContain(title);
    expect(screen.queryByText('The order was not saved')).toBeNull();
    fake.refuse('devices.reorder', null);
    fake.setDevices(
      aDeviceList({
        devices: [{ ...home, isDefault: true }, { ...work, isDefault: false }, token, fresh],
      }),
    );
    await press('Save this order');
    expect(fake.inputsOf('devices.reorder').at(-1)).toEqual({
      deviceIds: idsOf(home, work, token, fresh),
    });
    expect(politely()).toBe('The order was saved.');
    expect(screen.queryByText(title)).toBeNull();
    expect(names()).toEqual(['Home', 'Work', 'Token', 'Fresh']);
  });

  it('is left as PingOne has it when that is wanted', async () => {
    const fake = await meet(work, home, token, fresh);
    await press('Leave it as PingOne has it');
    expect(names()).toEqual(['Work', 'Home', 'Token', 'Fresh']);
    expect(screen.queryByText(title)).toBeNull();
    expect(fake.inputsOf('devices.reorder')).toHaveLength(1);
  });

  it('is nothing to ask about when it came true by itself', async () => {
    await meet(home, work);
    expect(names()).toEqual(['Home', 'Work']);
    expect(screen.queryByText(title)).toBeNull();
  });

  it('is kept when saving it fails for another reason', async () => {
    const fake = await meet(work, home, fresh);
    fake.refuse('devices.reorder', { code: 'offline' });
    await press('Save this order');
    expect(urgently()).toContain('The order was not saved');
    expect(screen.getByText(title)).toBeTruthy();
    expect(names()).toEqual(['Home', 'Work', 'Fresh']);
  });

  it('goes along with the next change of the order', async () => {
    const fake = await meet(work, home, fresh);
    fake.refuse('devices.reorder', null);
    await chooseFromMenu('Actions for Fresh', 'Move up');
    expect(fake.inputsOf('devices.reorder').at(-1)).toEqual({
      deviceIds: idsOf(home, fresh, work),
    });
    expect(screen.queryByText(title)).toBeNull();
  });

  it('is offered on the page of a device as well', async () => {
    await meet(work, home, fresh);
    await openPage('Fresh');
    expect(screen.getByRole('button', { name: 'Save this order' })).toBeTruthy();
  });

  it('is nothing for the next person', async () => {
    const fake = await meet(work, home, fresh);
    fake.showSession({ state: 'signedOut', reason: null, ways: ['browser'] });
    await settled();
    fake.showSession({ ...signedIn, person: { ...signedIn.person, id: 'somebody-else' } });
    await settled();
    expect(screen.queryByText(title)).toBeNull();
    expect(names()).toEqual(['Work', 'Home', 'Fresh']);
  });
});
