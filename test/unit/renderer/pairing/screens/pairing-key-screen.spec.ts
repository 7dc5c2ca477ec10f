import { describe, expect, it } from 'vitest';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import { createFakeBridge, type InitialViews } from '../../../../fakes/fake-bridge';
import { aPairing, aPairingKey, pairingId, pairingKeyScreen } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
} from '../../open-window';

const view = (
  change: Partial<ScreenOf<'pairingKey'>> = {},
  others: Partial<PairingView> = {},
): PairingView =>
  aPairing(pairingKeyScreen(change), {
    type: 'MOBILE',
    target: null,
    allowed: ['back', 'leave'],
    ...others,
  });
const open = (views: InitialViews = {}) => openWindow({ pairing: view(), ...views });
const main = (): HTMLElement => screen.getByRole('main');
const shownGroups = (): string[] =>
  Array.from(main().querySelectorAll('code > span'), (group) => group.textContent);
const acted = (kind: string) => ({ pairingId, action: { kind } });

describe('the key of the mobile app', () => {
  closeWindowAfterEach();

  it('is shown as a QR code and in groups, with what to do', async () => {
    const fake = await open();
    expect(fake.inputsOf('pairing.pairingKey')).toEqual([{ pairingId }]);
    expect(
      screen.getByRole('img', { name: 'QR code to scan with the app on your phone' }),
    ).toBeTruthy();
    expect(shownGroups()).toEqual(['0198', '7654', '3210']);
    expect(main().textContent).toContain('add an account');
    expect(main().textContent).toMatch(/9 min left/);
    expect(main().textContent).toContain('Waiting for the app');
    expect(politely()).toContain('this goes on by itself');
  });

  it('is read one character after the other, and copied without a space', async () => {
    await open();
    expect(main().textContent).toContain('0 1 9 8, 7 6 5 4, 3 2 1 0');
    expect(main().querySelector('code')?.textContent.trim()).toBe('019876543210');
    expect(main().querySelector('code')?.closest('[aria-hidden]')).not.toBeNull();
  });

  it.each([
    ['7', ['7']],
    ['aB3dE6gH9jK2mN5p', ['aB3d', 'E6gH', '9jK2', 'mN5p']],
    ['12345678901234', ['1234', '5678', '9012', '34']],
    ['1‮2345\n678', ['1234', '5678']],
  ])('is shown as it came, but for what cannot be seen: %j', async (code, groups) => {
    await open({ pairingKey: { ...aPairingKey, code } });
    expect(shownGroups()).toEqual(groups);
  });

  it('goes with its screen', async () => {
    const fake = await open();
    fake.showPairing(view({ leaving: true }, { allowed: [] }));
    await settled();
    expect(document.body.textContent).not.toContain('0198');
    expect(document.querySelector('svg[role="img"]')).toBeNull();
    expect(heading().textContent).toBe('Cleaning up');
    expect(politely()).toContain('so that nobody can use it any more');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('is not kept when it comes after that', async () => {
    const fake = createFakeBridge({ pairing: view() });
    const release = fake.hold('pairing.pairingKey');
    await openWindow(fake);
    expect(main().textContent).toContain('Getting the QR code');
    fake.showPairing(view({ leaving: true }, { allowed: [] }));
    await settled();
    release();
    await settled();
    expect(document.body.textContent).not.toContain('0198');
  });

  it('can be asked for again', async () => {
    const fake = createFakeBridge({ pairing: view() });
    fake.refuse('pairing.pairingKey', { code: 'unexpected' });
    await openWindow(fake);
    expect(shownGroups()).toEqual([]);
    fake.refuse('pairing.pairingKey', null);
    await press('Try again');
    expect(shownGroups()).toEqual(['0198', '7654', '3210']);
  });

  it('can be left in two ways', async () => {
    const fake = await open();
    await press('Use another method');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('back'), acted('leave')]);
  });
});
