import { describe, expect, it } from 'vitest';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import { aPairing, codeScreen, pairingId, pushScreen } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
} from '../../open-window';

const onlyProof: Partial<PairingView> = { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] };
const open = (change: Partial<ScreenOf<'push'>> = {}, others: Partial<PairingView> = {}) =>
  openWindow({
    pairing: aPairing(pushScreen(change), { type: 'MOBILE', target: null, position: 3, ...others }),
  });
const main = (): string => screen.getByRole('main').textContent;
const acted = (kind: string) => ({ pairingId, action: { kind } });

describe('a push that waits on a phone', () => {
  closeWindowAfterEach();

  it('says which phone, for how long, and how to stop', async () => {
    const fake = await open();
    expect(heading().textContent).toBe('Paired. Now answer on your phone');
    expect(politely()).toContain('“Phone of the office” asks you to approve a sign-in.');
    expect(main()).toMatch(/2 min 3\d s left/);
    expect(screen.queryByRole('button', { name: 'Use another device' })).toBeNull();
    await press('Prove it later');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
  });

  it('says in words how long it may wait, where nobody knows it exactly', async () => {
    await open({ deadline: null });
    expect(main()).toContain('between 40 seconds and two and a half minutes');
    expect(main()).not.toMatch(/ left/);
  });

  it('proves a phone that was paired before, or another device', async () => {
    const fake = await open({ name: null }, { ...onlyProof, allowed: ['leave', 'changeDevice'] });
    expect(heading().textContent).toBe('Answer on your phone');
    expect(politely()).toContain('The app on your phone asks you');
    await press('Use another device');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('changeDevice'), acted('leave')]);
  });

  it('says that it is taken back', async () => {
    await open({ leaving: true }, { ...onlyProof, allowed: [] });
    expect(main()).toContain('Taking it back');
    expect(politely()).toContain('being taken back from the phone');
    expect(main()).not.toContain('left');
    expect(screen.getByRole('main').querySelector('button')).toBeNull();
  });
});

describe('another device in the middle of a proof', () => {
  closeWindowAfterEach();

  it('is offered where a code is asked for as well', async () => {
    const fake = await openWindow({
      pairing: aPairing(codeScreen({ purpose: 'prove' }), {
        ...onlyProof,
        allowed: ['answer', 'leave', 'changeDevice'],
      }),
    });
    await press('Use another device');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('changeDevice')]);
  });

  it('and not where nothing else can be chosen', async () => {
    await openWindow({
      pairing: aPairing(codeScreen({ purpose: 'prove' }), {
        ...onlyProof,
        allowed: ['answer', 'leave'],
      }),
    });
    expect(screen.queryByRole('button', { name: 'Use another device' })).toBeNull();
  });
});
