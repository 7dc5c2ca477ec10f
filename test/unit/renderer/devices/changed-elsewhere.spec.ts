import { describe, expect, it, vi } from 'vitest';
import { restBetweenReadings } from '../../../../renderer/devices/quiet-reading';
import type { DeviceView } from '../../../../shared/ipc/views';
import type { FakeBridge } from '../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, codeScreen, signedIn } from '../../../fakes/views';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
} from '../open-window';
import { changeElsewhere, names, returnToWindow, row } from './device-list';

const work = aDevice({ type: 'SMS', nickname: 'Work', isDefault: true });
const home = aDevice({ type: 'VOICE', nickname: 'Home' });
const mail = aDevice({ nickname: 'Mail', status: 'pending', canFinish: true });
const devices = [work, home, mail];
const note = () => screen.queryByText('Changed elsewhere')?.parentElement?.textContent ?? null;
const open = (): Promise<FakeBridge> => openWindow({ devices: aDeviceList({ devices }) });

describe('coming back to the window', () => {
  closeWindowAfterEach();

  it('reads again, but not every time', async () => {
    const fake = await open();
    const count = () => fake.inputsOf('devices.list').length;
    const before = count();
    await returnToWindow(restBetweenReadings / 2);
    expect(count()).toBe(before);
    await returnToWindow();
    await returnToWindow(100);
    expect(count()).toBe(before + 1);
  });

  it('reads again when it becomes visible, not when it is hidden', async () => {
    const fake = await open();
    const before = fake.inputsOf('devices.list').length;
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await returnToWindow();
    expect(fake.inputsOf('devices.list')).toHaveLength(before);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    await fireEvent(document, new Event('visibilitychange'));
    await settled();
    expect(fake.inputsOf('devices.list')).toHaveLength(before + 1);
  });

  it('reads nothing behind a dialog, but when it is closed', async () => {
    const fake = await open();
    await chooseFromMenu('Actions for Home', 'Rename');
    const before = fake.inputsOf('devices.list').length;
    await returnToWindow();
    expect(fake.inputsOf('devices.list')).toHaveLength(before);
    await press('Cancel');
    expect(fake.inputsOf('devices.list')).toHaveLength(before + 1);
  });

  it('keeps the rows and the focus, and shows no waiting', async () => {
    const fake = await open();
    const kept = row('Home');
    const focused = screen.getByRole('button', { name: 'Actions for Home' });
    focused.focus();
    const release = fake.hold('devices.list');
    await changeElsewhere(fake, [
      { ...home, isDefault: true },
      { ...work, isDefault: false },
    ]);
    expect(names()).toEqual(['Work', 'Home', 'Mail']);
    release();
    await settled();
    expect(names()).toEqual(['Home', 'Work']);
    expect(row('Home')).toBe(kept);
    expect(document.activeElement).toBe(focused);
  });

  it('gives the focus to the next row when its own is gone', async () => {
    const fake = await open();
    screen.getByRole('button', { name: 'Actions for Work' }).focus();
    await changeElsewhere(fake, [{ ...home, isDefault: true }, mail]);
    expect(document.activeElement?.textContent).toBe('Home');
  });
});

describe('what was changed elsewhere', () => {
  closeWindowAfterEach();

  it.each<[string, DeviceView[], string]>([
    ['removed', [work, mail], '“Home” was removed.'],
    ['added', [...devices, aDevice({ nickname: 'Key' })], '“Key” was paired.'],
    ['renamed', [work, { ...home, nickname: 'Villa' }, mail], '“Home” is called “Villa” now.'],
    [
      'activated',
      [work, home, { ...mail, status: 'active', canFinish: false }],
      'The pairing of “Mail” was finished.',
    ],
    ['locked', [work, { ...home, locked: true }, mail], '“Home” is locked.'],
    ['blocked', [work, { ...home, blocked: true }, mail], '“Home” was blocked.'],
    [
      'default',
      [{ ...home, isDefault: true }, { ...work, isDefault: false }, mail],
      '“Home” is the default now.',
    ],
  ])('is told and spoken: %s', async (_kind, after, sentence) => {
    const fake = await open();
    await changeElsewhere(fake, after);
    expect(note()).toContain(sentence);
    expect(politely()).toContain(`Changed elsewhere: ${sentence}`);
  });

  it('is told until it is dismissed', async () => {
    const fake = await open();
    await changeElsewhere(fake, [work, mail]);
    await changeElsewhere(fake, [work]);
    expect(note()).toMatch(/“Home” was removed\..*“Mail” is no longer waiting/s);
    await press('Dismiss');
    expect(note()).toBeNull();
    expect(document.activeElement).toBe(heading());
    await returnToWindow();
    expect(note()).toBeNull();
  });

  it('is not what this window changed itself', async () => {
    const fake = await open();
    await chooseFromMenu('Actions for Home', 'Rename');
    await type(screen.getByRole('textbox'), 'Villa');
    fake.setDevices(aDeviceList({ devices: [work, { ...home, nickname: 'Villa' }, mail] }));
    await fireEvent.submit(document.querySelector('form')!);
    await settled();
    expect(names()).toContain('Villa');
    await chooseFromMenu('Actions for Work', 'Remove');
    const villa = { ...home, nickname: 'Villa', isDefault: true };
    fake.setDevices(aDeviceList({ devices: [villa, mail] }));
    await press('Remove the device');
    expect(names()).toEqual(['Villa', 'Mail']);
    expect(note()).toBeNull();
  });

  it('is not what this window changed when the answer was lost, or comes late', async () => {
    const fake = await open();
    fake.refuse('devices.remove', { code: 'timedOut' });
    await chooseFromMenu('Actions for Home', 'Remove');
    await fireEvent.click(screen.getByRole('button', { name: 'Remove the device' }));
    await settled();
    await press('Keep it');
    expect(names()).toContain('Home');
    await changeElsewhere(fake, [work, mail]);
    expect(names()).toEqual(['Work', 'Mail']);
    expect(note()).toBeNull();
  });

  it('is told when somebody changes again what was changed here a while ago', async () => {
    const fake = await open();
    await chooseFromMenu('Actions for Home', 'Rename');
    await type(screen.getByRole('textbox'), 'Villa');
    await fireEvent.submit(document.querySelector('form')!);
    await settled();
    await changeElsewhere(fake, [work, { ...home, nickname: 'Hut' }, mail], 20_000);
    expect(note()).toContain('“Home” is called “Hut” now.');
  });

  it('is told when what was refused here was done there', async () => {
    const fake = await open();
    fake.refuse('devices.remove', { code: 'forbidden' });
    fake.setDevices(aDeviceList({ devices: [work, mail] }));
    await chooseFromMenu('Actions for Home', 'Remove');
    await press('Remove the device');
    await press('Keep it');
    expect(note()).toContain('“Home” was removed.');
  });

  it('is not what a pairing of this window did', async () => {
    const fake = await open();
    fake.showPairing(aPairing(codeScreen()));
    await settled();
    fake.setDevices(
      aDeviceList({
        devices: [work, { ...mail, status: 'active' }, aDevice({ nickname: 'New' })],
      }),
    );
    fake.showPairing(null);
    await settled();
    expect(names()).toEqual(['Work', 'Mail', 'New']);
    expect(note()).toContain('“Home” was removed.');
    expect(note()).not.toMatch(/Mail|New/);
  });

  it('is not told to the next person', async () => {
    const fake = await open();
    await changeElsewhere(fake, [work, mail]);
    fake.showSession({ state: 'signedOut', reason: null, ways: ['browser'] });
    await settled();
    fake.showSession(signedIn);
    await settled();
    expect(names()).toEqual(['Work', 'Mail']);
    expect(note()).toBeNull();
  });
});
