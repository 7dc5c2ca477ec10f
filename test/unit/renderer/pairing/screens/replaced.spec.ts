import { describe, expect, it } from 'vitest';
import type { PairingView, Screen } from '../../../../../shared/pairing/screen';
import { aDevice, aDeviceList, aPairing, pairedEmail } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
} from '../../open-window';

const old = aDevice({ type: 'SMS', nickname: 'Old phone' });
const replaces: PairingView['replaces'] = { deviceId: old.id, type: 'SMS', name: 'Old phone' };
const proven: Screen = {
  kind: 'done',
  device: pairedEmail,
  verdict: { kind: 'proven', at: 0, authenticationId: 'a1', reference: '0783541c' },
};
const notProven: Screen = {
  kind: 'done',
  device: pairedEmail,
  verdict: { kind: 'notProven', reason: { code: 'pushTimedOut' } },
};
const open = (shown: Screen, change: Partial<PairingView> = {}) =>
  openWindow({
    devices: aDeviceList({ devices: [old, aDevice({ id: pairedEmail.id })] }),
    pairing: aPairing(shown, { allowed: [], replaces, ...change }),
  });
const buttons = (): string[] =>
  Array.from(screen.getByRole('main').querySelectorAll('.actions button'), (each) =>
    each.textContent.trim(),
  );

describe('a device that takes the place of another', () => {
  closeWindowAfterEach();

  it('asks whether the old one goes, and removes it only then', async () => {
    const fake = await open(proven);
    expect(heading().textContent).toBe('It works. Now remove “Old phone”?');
    expect(politely()).toContain('Nothing is removed unless you say so.');
    expect(buttons()).toEqual(['Remove “Old phone”', 'Keep both']);
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    await press('Remove “Old phone”');
    expect(fake.inputsOf('devices.remove')).toEqual([{ deviceId: old.id, lastConfirmed: false }]);
    expect(heading().textContent).toBe('Paired and proven');
    expect(politely()).toContain('“Old phone” was removed.');
    expect(buttons()[0]).toBe('Done');
  });

  it('keeps both where the person says so', async () => {
    const fake = await open(proven);
    await press('Keep both');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
    expect(politely()).toBe('Both stay.');
    await press('Done');
    expect(fake.inputsOf('pairing.close')).toHaveLength(1);
    expect(fake.inputsOf('devices.remove')).toEqual([]);
  });

  it('says why it could not be removed, and lets the person choose again', async () => {
    const fake = await open(proven);
    fake.refuse('devices.remove', { code: 'offline' });
    await press('Remove “Old phone”');
    expect(screen.getByRole('main').textContent).toContain('This computer is offline.');
    expect(buttons()).toEqual(['Remove “Old phone”', 'Keep both']);
    fake.refuse('devices.remove', null);
    await press('Remove “Old phone”');
    expect(politely()).toContain('was removed');
  });

  it('is sent once, however often the button is pressed', async () => {
    const fake = await open(proven);
    const release = fake.hold('devices.remove');
    await press('Remove “Old phone”');
    await press('Remove “Old phone”');
    release();
    expect(fake.inputsOf('devices.remove')).toHaveLength(1);
  });

  it('asks nothing where there is no old one', async () => {
    await open(proven, { replaces: null });
    expect(heading().textContent).toBe('Paired and proven');
    expect(buttons()[0]).toBe('Done');
  });

  it('does not take its place before it is proven', async () => {
    const fake = await open(notProven, { allowed: ['retry'] });
    expect(screen.getByRole('main').textContent).toContain('“Old phone” stays');
    expect(buttons()).toEqual(['Prove it now', 'Done']);
    await press('Done');
    expect(fake.inputsOf('devices.remove')).toEqual([]);
  });
});
