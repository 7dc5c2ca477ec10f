import { describe, expect, it } from 'vitest';
import type { DeskError } from '../../../../../shared/errors';
import type { PairingView, Screen, ScreenOf } from '../../../../../shared/pairing/screen';
import { createFakeBridge } from '../../../../fakes/fake-bridge';
import { aDevice, aDeviceList, aPairing, codeScreen, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../../open-window';

const other = aDevice({ isDefault: true });
const own = aDevice({ type: 'OATH_TOKEN', target: '23AB009' });
const device: ScreenOf<'done'>['device'] = {
  id: own.id,
  type: 'OATH_TOKEN',
  target: '23AB009',
  nickname: null,
  description: null,
};
const proven: Screen = {
  kind: 'done',
  device,
  verdict: { kind: 'proven', at: 0, authenticationId: 'a1', reference: '0783541c-a172' },
};
const notProven = (reason: DeskError | 'left'): Screen => ({
  kind: 'done',
  device,
  verdict: { kind: 'notProven', reason },
});
const token: Partial<PairingView> = { type: 'OATH_TOKEN', target: '23AB009', allowed: [] };
const onlyProof: Partial<PairingView> = {
  ...token,
  goal: 'prove',
  rail: [{ step: 'prove', status: 'now' }],
};
const show = (devices = [other, own], change = token) => {
  const fake = createFakeBridge({
    devices: aDeviceList({ devices }),
    pairing: aPairing(proven, { position: 4, ...change }),
  });
  return openWindow(fake);
};
const button = (name: string) => screen.queryByRole('button', { name });

describe('making a device the default', () => {
  closeWindowAfterEach();

  it('puts it before all others, and says so', async () => {
    const fake = await show();
    await press('Make it the default');
    expect(fake.inputsOf('devices.reorder')).toEqual([{ deviceIds: [own.id, other.id] }]);
    expect(politely()).toContain('sign-ins ask for it first');
    expect(button('It is the default now')?.getAttribute('aria-disabled')).toBe('true');
    await press('It is the default now');
    expect(fake.inputsOf('devices.reorder')).toHaveLength(1);
  });

  it('is not offered where it is the default already', async () => {
    await show([{ ...own, isDefault: true }]);
    expect(button('Make it the default')).toBeNull();
    expect(button('Pair another')).toBeTruthy();
  });

  it('says why it was not done', async () => {
    const fake = await show();
    fake.refuse('devices.reorder', { code: 'forbidden' });
    await press('Make it the default');
    await settled();
    expect(urgently()).toContain('PingOne does not let you do this.');
    expect(button('Make it the default')).toBeTruthy();
  });
});

describe('proving a device that was paired before', () => {
  closeWindowAfterEach();

  it('says that it works, without a way to go on pairing', async () => {
    await show([other, own], onlyProof);
    expect(heading().textContent).toBe('It works');
    expect(button('Make it the default')).toBeNull();
    expect(button('Pair another')).toBeNull();
    expect(button('Done')).toBeTruthy();
  });

  it('says that nothing has changed when it did not succeed', async () => {
    const fake = await openWindow({
      pairing: aPairing(notProven({ code: 'authenticationFailed' }), {
        ...onlyProof,
        allowed: ['retry'],
      }),
    });
    expect(heading().textContent).toBe('Not proven this time');
    expect(politely()).toContain('Nothing has changed');
    await press('Try again');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'retry' } }]);
  });

  it('says so as well when the person stopped', async () => {
    await openWindow({ pairing: aPairing(notProven('left'), onlyProof) });
    expect(politely()).toMatch(/^You stopped before it was proven\. Nothing has changed/);
  });

  it('tells what PingID Desktop does, without the steps of a pairing', async () => {
    await openWindow({
      pairing: aPairing(
        { kind: 'agent', purpose: 'prove', stage: 'asking', deadline: null, leaving: false },
        { ...onlyProof, type: 'PINGID_DESKTOP_GEN2', target: null },
      ),
    });
    const steps = screen.getByRole('list', { name: 'Steps of the proof' });
    expect(Array.from(steps.children, ({ textContent }) => textContent.trim())).toEqual([
      'PingOne started an authentication',
      'Waiting for PingID Desktop',
      'PingOne checks the proof',
    ]);
  });

  it.each([
    ['SMS', 'We sent a code to +15125550123.', 'Send a new code'],
    ['VOICE', 'We are calling +15125550123, and a voice', 'Call again'],
  ] as const)('has its own words for a code by %s', async (type, lead, resend) => {
    const shown = codeScreen({ purpose: 'prove', type, target: '+15125550123' });
    await openWindow({
      pairing: aPairing(shown, { ...onlyProof, type, allowed: ['answer', 'resend', 'leave'] }),
    });
    expect(heading().textContent).toBe('Prove that it works');
    expect(politely()).toContain(lead);
    expect(button(resend)).toBeTruthy();
    expect(screen.queryByRole('navigation', { name: 'Progress' })).toBeNull();
  });
});
