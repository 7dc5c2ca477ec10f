import { afterEach, describe, expect, it, vi } from 'vitest';
import { allowedActions } from '../../../../renderer/devices/allowed-actions';
import { chipsOf } from '../../../../renderer/devices/device-words';
import { restBetweenReadings } from '../../../../renderer/devices/quiet-reading';
import type { DeskError } from '../../../../shared/errors';
import type { DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, chooseScreen } from '../../../fakes/views';
import { openKiosk, serving } from '../kiosk/open-kiosk';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { changeElsewhere, openPage } from './device-list';

const home = aDevice({ nickname: 'Home', isDefault: true, may: ['replace', 'block'] });
const phone = aDevice({
  type: 'MOBILE',
  nickname: 'Pixel',
  target: null,
  may: ['replace', 'block', 'requestLogs'],
});
const strange = aDevice({ type: 'HOLOGRAM', nickname: 'Strange', canProve: false });

/** A kiosk with the devices of somebody. */
const open = (...devices: DeviceView[]): Promise<FakeBridge> =>
  openKiosk(serving(), {}, { devices: aDeviceList({ devices }) });
const dialog = () => screen.queryByRole('alertdialog') ?? screen.queryByRole('dialog');

describe('what may be done with a device', () => {
  it.each(['block', 'unblock', 'unlock', 'requestLogs', 'replace'] as const)(
    'offers to %s only where PingOne lets it',
    (action) => {
      expect(allowedActions(aDevice({ may: [action] }), [])).toContain(action);
      expect(allowedActions(aDevice({ may: [] }), [])).not.toContain(action);
    },
  );

  it('proves none that is locked or blocked', () => {
    expect(allowedActions(aDevice(), [])).toContain('prove');
    expect(allowedActions(aDevice({ locked: true }), [])).not.toContain('prove');
    expect(allowedActions(aDevice({ blocked: true }), [])).not.toContain('prove');
  });
});

describe('blocking a device', () => {
  closeWindowAfterEach();

  it('asks first, and tells nobody else', async () => {
    const fake = await open(home, phone);
    await chooseFromMenu('Actions for Pixel', 'Block');
    expect(dialog()?.textContent).toContain('Nobody can sign in with it until it is unblocked.');
    expect(dialog()?.textContent).not.toContain('the only device');
    expect(fake.inputsOf('devices.block')).toEqual([]);
    fake.setDevices(aDeviceList({ devices: [home, { ...phone, blocked: true, may: [] }] }));
    await press('Block the device');
    expect(fake.inputsOf('devices.block')).toEqual([{ deviceId: phone.id }]);
    expect(politely()).toBe('“Pixel” is blocked.');
    expect(dialog()).toBeNull();
    expect(screen.getByText('Blocked')).toBeTruthy();
    expect(screen.queryByText('Changed elsewhere')).toBeNull();
  });

  it('does nothing when it is cancelled', async () => {
    const fake = await open(home, phone);
    await chooseFromMenu('Actions for Home', 'Block');
    await press('Cancel');
    expect(fake.inputsOf('devices.block')).toEqual([]);
  });

  it('says when nothing would be left to sign in with', async () => {
    await open(home, { ...phone, blocked: true });
    await chooseFromMenu('Actions for Home', 'Block');
    expect(dialog()?.textContent).toContain('the only device this person can sign in with');
  });

  it.each<[DeskError, string]>([
    [{ code: 'forbidden' }, 'PingOne does not let you do this.'],
    [{ code: 'rightMissing', permission: 'MFA devices: block' }, 'MFA devices: block'],
    [{ code: 'deviceGone' }, 'The device is no longer in PingOne.'],
  ])('says why it was not done: %o', async (error, words) => {
    const fake = await open(home, phone);
    fake.refuse('devices.block', error);
    await chooseFromMenu('Actions for Pixel', 'Block');
    await press('Block the device');
    expect(dialog()?.textContent).toContain(words);
    expect(urgently()).toContain(words);
  });
});

describe('a blocked device', () => {
  closeWindowAfterEach();
  const blocked = aDevice({ nickname: 'Old', blocked: true, may: ['unblock'] });

  it('is unblocked from its page', async () => {
    const fake = await open(blocked, home);
    await openPage('Old');
    expect(screen.getByText('Nobody can sign in with it until you unblock it.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Block' })).toBeNull();
    fake.setDevices(aDeviceList({ devices: [{ ...blocked, blocked: false, may: [] }, home] }));
    await press('Unblock');
    expect(fake.inputsOf('devices.unblock')).toEqual([{ deviceId: blocked.id }]);
    expect(politely()).toBe('“Old” is no longer blocked.');
    expect(screen.queryByText('Changed elsewhere')).toBeNull();
    expect(screen.queryByText('Blocked')).toBeNull();
  });

  it('says why it was not unblocked, and stays', async () => {
    const fake = await open(blocked, home);
    fake.refuse('devices.unblock', { code: 'forbidden' });
    await chooseFromMenu('Actions for Old', 'Unblock');
    expect(urgently()).toContain('“Old” was not unblocked. PingOne does not let you do this.');
    expect(screen.getByText('Blocked')).toBeTruthy();
  });

  it('cannot be unblocked by its owner', async () => {
    await openWindow({ devices: aDeviceList({ devices: [{ ...blocked, may: [] }, home] }) });
    await openPage('Old');
    expect(screen.getByText('Only an administrator can unblock it.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Unblock' })).toBeNull();
  });
});

describe('a locked device', () => {
  closeWindowAfterEach();
  afterEach(() => void vi.useRealTimers());
  const minute = 60_000;
  const locked = (change: Partial<DeviceView> = {}): DeviceView =>
    aDevice({ nickname: 'Old', locked: true, lockedUntil: Date.now() + 14 * minute, ...change });

  it.each([
    [14 * minute, 'Locked, 14 min left'],
    [119_000, 'Locked, 1 min 59 s left'],
    [1, 'Locked, 1 s left'],
    [0, 'Locked'],
    [-minute, 'Locked'],
  ])('says with %d ms to go: %s', (left, words) => {
    const now = Date.UTC(2026, 10, 21);
    const device = locked({ lockedUntil: now + left });
    expect(chipsOf(device, now).at(-1)?.text).toBe(words);
  });

  it('is spoken without counting', () => {
    const now = Date.now();
    const spoken = [0, 1000].map((later) => chipsOf(locked(), now + later).at(-1)?.spoken);
    expect(spoken[0]).toMatch(/^Locked until/);
    expect(spoken[1]).toBe(spoken[0]);
  });

  it('says so on its page, and is unlocked before its time', async () => {
    const device = locked({ may: ['unlock'] });
    const fake = await open(device, home);
    await openPage('Old');
    expect(screen.getByText(/^Locked until .*, 1[34] min left$/)).toBeTruthy();
    expect(politely()).toMatch(/Locked until [^,]*$/);
    fake.setDevices(aDeviceList({ devices: [{ ...device, locked: false, may: [] }, home] }));
    await press('Unlock');
    expect(fake.inputsOf('devices.unlock')).toEqual([{ deviceId: device.id }]);
    expect(politely()).toBe('“Old” is unlocked.');
    expect(screen.getByRole('button', { name: 'Prove that it works' })).toBeTruthy();
  });

  it('is read again when its time is up', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const device = locked({ lockedUntil: Date.now() + 3000 });
    const fake = await open(device, home);
    const before = fake.inputsOf('devices.list').length;
    const real = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + restBetweenReadings + 1);
    vi.advanceTimersByTime(2000);
    await settled();
    expect(fake.inputsOf('devices.list')).toHaveLength(before);
    fake.setDevices(aDeviceList({ devices: [{ ...device, locked: false }, home] }));
    vi.advanceTimersByTime(2000);
    await settled();
    expect(fake.inputsOf('devices.list')).toHaveLength(before + 1);
    expect(screen.queryByText(/^Locked/)).toBeNull();
  });
});

describe('asking a phone for its logs', () => {
  closeWindowAfterEach();

  it('says where they go, and that it was asked', async () => {
    const fake = await open(home, phone);
    await chooseFromMenu('Actions for Pixel', 'Ask for its logs');
    expect(dialog()?.textContent).toContain('they do not come to this computer');
    await press('Ask for the logs');
    expect(fake.inputsOf('devices.requestLogs')).toEqual([{ deviceId: phone.id }]);
    expect(dialog()?.textContent).toContain('“Pixel” was asked for its logs.');
    expect(politely()).toBe('“Pixel” was asked for its logs.');
    await press('Close');
    expect(dialog()).toBeNull();
  });

  it('says why it was not asked', async () => {
    const fake = await open(home, phone);
    fake.refuse('devices.requestLogs', { code: 'deviceGone' });
    await chooseFromMenu('Actions for Pixel', 'Ask for its logs');
    await press('Ask for the logs');
    expect(dialog()?.textContent).toContain('The device is no longer in PingOne.');
  });
});

describe('replacing a device', () => {
  closeWindowAfterEach();

  it('says that the new one is proven first, and pairs it', async () => {
    const fake = await openWindow({ devices: aDeviceList({ devices: [home] }) });
    await chooseFromMenu('Actions for Home', 'Replace');
    expect(dialog()?.textContent).toContain('Until then it works as before.');
    const release = fake.hold('pairing.begin');
    await press('Pair the new device');
    expect(fake.inputsOf('pairing.begin')).toEqual([{ replaces: home.id }]);
    fake.showPairing(
      aPairing(chooseScreen(), {
        type: null,
        position: 0,
        replaces: { deviceId: home.id, type: home.type, name: 'Home' },
      }),
    );
    release();
    await settled();
    expect(heading().textContent).toBe('What would you like to pair?');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(fake.inputsOf('pairing.act')).toEqual([]);
  });

  it('says why it could not be begun', async () => {
    const fake = await openWindow({ devices: aDeviceList({ devices: [home] }) });
    fake.refuse('pairing.begin', { code: 'offline' });
    await chooseFromMenu('Actions for Home', 'Replace');
    await press('Pair the new device');
    expect(urgently()).toContain('This computer is offline.');
    expect(heading().textContent).toBe('Your devices');
  });
});

describe('a device of a kind that this program has never heard of', () => {
  closeWindowAfterEach();

  it('says what can be done with it', async () => {
    const fake = await openWindow({ devices: aDeviceList({ devices: [strange, home] }) });
    await openPage('Strange');
    expect(screen.getByText(/This program does not know this kind of device/)).toBeTruthy();
    fake.refuse('devices.remove', { code: 'deviceUnsupported' });
    await press('Remove');
    await press('Remove the device');
    expect(dialog()?.textContent).not.toContain('HOLOGRAM');
    expect(urgently()).not.toBe('');
  });

  it('says so of no other kind', async () => {
    const fake = await openWindow({ devices: aDeviceList({ devices: [home, strange] }) });
    await openPage('Home');
    await changeElsewhere(fake, [home, strange]);
    expect(screen.queryByText(/does not know this kind/)).toBeNull();
  });
});

describe('a name that lies about itself', () => {
  closeWindowAfterEach();

  it.each([
    ['a change of direction', 'Phone\u202Egpj'],
    ['an isolate', 'Phone\u2066x'],
    ['a control character', 'Pho\u0007ne'],
  ])('is refused at the field, and kept: %s', async (_what, name) => {
    const fake = await openWindow({ devices: aDeviceList({ devices: [home] }) });
    await chooseFromMenu('Actions for Home', 'Rename');
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await type(field, name);
    await press('Save the name');
    expect(fake.inputsOf('devices.rename')).toEqual([]);
    expect(urgently()).toContain('characters that cannot be seen');
    expect(field.value).toBe(name);
    expect(document.activeElement).toBe(field);
  });
});
