import { describe, expect, it } from 'vitest';
import type { ScreenOf } from '../../../../../shared/pairing/screen';
import { aPairing, chooseDeviceScreen, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  openWindow,
  politely,
  press,
  screen,
  settled,
} from '../../open-window';

type Offered = ScreenOf<'chooseDevice'>['devices'][number];

const phone: Offered = {
  id: 'one',
  type: 'MOBILE',
  nickname: 'Phone of the office',
  target: null,
  obstacle: null,
};
const text: Offered = {
  id: 'two',
  type: 'SMS',
  nickname: null,
  target: '+1*******123',
  obstacle: null,
};
const off = (obstacle: NonNullable<Offered['obstacle']>): Offered => ({
  ...phone,
  id: obstacle,
  nickname: `Off: ${obstacle}`,
  obstacle,
});

const open = (devices: Offered[]) =>
  openWindow({
    pairing: aPairing(chooseDeviceScreen({ devices }), {
      goal: 'prove',
      rail: [{ step: 'prove', status: 'now' }],
      type: 'MOBILE',
      target: null,
      allowed: ['chooseDevice', 'leave'],
    }),
  });
const radio = (name: string): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('radio', { name });
const described = (element: HTMLElement): string =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent.trim() ?? '';

describe('choosing another device', () => {
  closeWindowAfterEach();

  it('shows each with its name, its kind and where it asks', async () => {
    await open([phone, text]);
    expect(described(radio('Phone of the office'))).toBe('Mobile app');
    expect(described(radio('+1*******123'))).toBe('Text message');
    expect(radio('Phone of the office').checked).toBe(true);
  });

  it('tries the one that is chosen', async () => {
    const fake = await open([phone, text]);
    await fireEvent.click(radio('+1*******123'));
    await press('Try this device');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'chooseDevice', deviceId: 'two' } },
    ]);
  });

  it.each([
    ['blocked', 'Blocked: an administrator can unblock it.'],
    ['notUsable', 'PingOne says that it cannot be used at the moment.'],
    ['notHere', 'It can be tried on its own computer, not in this window.'],
  ] as const)('shows what cannot be chosen, and why: %s', async (obstacle, why) => {
    const fake = await open([off(obstacle), text]);
    const device = radio(`Off: ${obstacle}`);
    expect(described(device)).toContain(why);
    expect(radio('+1*******123').checked).toBe(true);
    await fireEvent.click(device);
    await settled();
    expect(politely()).toBe(why);
    expect(device.checked).toBe(false);
    await press('Try this device');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'chooseDevice', deviceId: 'two' } },
    ]);
  });

  it('offers nothing but the way out where none can be chosen', async () => {
    const fake = await open([off('blocked'), off('notUsable')]);
    expect(screen.queryByRole('button', { name: 'Try this device' })).toBeNull();
    expect(politely()).toContain('Each one says why.');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'leave' } }]);
  });

  it('shows a kind that nobody has heard of', async () => {
    await open([{ ...text, type: 'HOLOGRAM', target: null }]);
    expect(radio('Another kind of device').checked).toBe(true);
    expect(described(radio('Another kind of device'))).toBe('');
  });
});
