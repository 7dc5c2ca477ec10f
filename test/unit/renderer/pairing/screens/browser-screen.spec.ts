import { describe, expect, it } from 'vitest';
import { aPairing, browserScreen, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
} from '../../open-window';

const view = (change: Parameters<typeof browserScreen>[0] = {}) =>
  aPairing(browserScreen(change), { type: 'FIDO2', target: null, allowed: ['back', 'leave'] });

describe('going on in the browser', () => {
  closeWindowAfterEach();

  it('names the page, watches the list and can be left', async () => {
    const fake = await openWindow({ pairing: view({ stage: 'opening' }) });
    expect(heading().textContent).toBe('Opening your browser');
    expect(politely()).toBe('You go on there, at account.example.org.');
    fake.showPairing(view());
    await settled();
    expect(heading().textContent).toBe('Go on in the browser');
    expect(politely()).toBe('Pair it there, at account.example.org.');
    expect(screen.getByRole('main').textContent).toContain('The new one shows up here by itself.');
    await press('Use another method');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'back' } },
      { pairingId, action: { kind: 'leave' } },
    ]);
  });

  it('does without a name of the page', async () => {
    await openWindow({ pairing: view({ host: null }) });
    expect(politely()).toBe('Pair it there.');
  });
});
