import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import { createFakeBridge } from '../../../../fakes/fake-bridge';
import { aPairing, appScreen, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../../open-window';

const now = 1_000_000;
const secret = 'JBSW Y3DP EHPK 3PXP';
const field = () => screen.getByLabelText<HTMLInputElement>('Code');
const main = () => screen.getByRole('main').textContent;
const qr = () => screen.queryByRole('img', { name: /QR code/ });
const showing = (
  change: Partial<ScreenOf<'app'>> = {},
  others: Parameters<typeof aPairing>[1] = {},
): PairingView =>
  aPairing(appScreen({ validUntil: now + 28.5 * 60_000, ...change }), {
    type: 'TOTP',
    target: null,
    allowed: ['answer', 'back', 'leave'],
    ...others,
  });
const proving = (change: Partial<ScreenOf<'app'>> = {}, others: Partial<PairingView> = {}) =>
  showing({ purpose: 'prove', validUntil: null, ...change }, { position: 3, ...others });

/** Every second of a wait, with the window following. */
const pass = async (seconds: number) => {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await settled();
};

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('giving an app its key', () => {
  closeWindowAfterEach();

  it('shows the QR code, the key for typing, and how long it can be used', async () => {
    const fake = await openWindow({ pairing: showing() });
    expect(fake.inputsOf('pairing.key')).toEqual([{ pairingId }]);
    expect(heading().textContent).toBe('Scan this with your app');
    expect(qr()?.querySelector('path')?.getAttribute('d')).toMatch(/^M\d+ \d+h1v1h-1z/);
    expect(main()).toContain(secret);
    expect(main()).toContain('Example · user01@example.org');
    expect(main()).toContain('28 min left');
    expect(document.activeElement).toBe(field());
  });

  it('copies the key by asking for it, not by holding a link', async () => {
    const fake = await openWindow({ pairing: showing() });
    await press('Copy the key');
    expect(fake.inputsOf('pairing.copyKey')).toEqual([{ pairingId }]);
    expect(politely()).toContain('cleared from the clipboard in a minute');
    expect(document.querySelector('a')).toBeNull();
    expect(document.body.innerHTML).not.toContain('otpauth');
  });

  it('says that it was not copied', async () => {
    const fake = await openWindow({ pairing: showing() });
    fake.refuse('pairing.copyKey', { code: 'notAllowed' });
    await press('Copy the key');
    expect(urgently()).toContain('This is not possible at the moment.');
    expect(screen.getByRole('button', { name: 'Copy the key' }).textContent).toContain('Copy');
  });

  it('asks again for a key that did not come', async () => {
    const fake = createFakeBridge({ pairing: showing() });
    fake.refuse('pairing.key', { code: 'unexpected', reference: 'R-7' });
    await openWindow(fake);
    expect(urgently()).toContain('The QR code cannot be shown');
    fake.refuse('pairing.key', null);
    await press('Try again');
    expect(qr()).toBeTruthy();
  });

  it('lets go of the key while the code is checked, and when the screen is gone', async () => {
    const fake = await openWindow({ pairing: showing() });
    fake.showPairing(showing({ busy: 'checking' }));
    await settled();
    expect(qr()).toBeNull();
    expect(main()).not.toContain(secret);
    fake.showPairing(showing({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }));
    await settled();
    expect(main()).toContain(secret);
    fake.showPairing(proving());
    await settled();
    expect(document.body.innerHTML).not.toContain(secret);
  });

  it('sends the code on its last digit, and by button where the length is not known', async () => {
    const fake = await openWindow({ pairing: showing() });
    await type(field(), '012 345');
    fake.showPairing(showing({ length: null, problem: { code: 'wrongCode' } }));
    await settled();
    await type(field(), '543210');
    await press('Check the code');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'answer', code: '012345' } },
      { pairingId, action: { kind: 'answer', code: '543210' } },
    ]);
  });

  it('does not ask for the key again with every view', async () => {
    const fake = await openWindow({ pairing: showing() });
    fake.showPairing(showing({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }));
    await settled();
    expect(screen.getByText('2 tries left')).toBeTruthy();
    expect(urgently()).toContain('Type the code that the app shows now.');
    expect(fake.inputsOf('pairing.key')).toHaveLength(1);
  });

  it('starts over when the key has expired unused', async () => {
    const fake = await openWindow({ pairing: showing({ validUntil: now + 5_000 }) });
    expect(qr()).toBeTruthy();
    await pass(5);
    expect(heading().textContent).toBe('This key has expired');
    expect(document.activeElement).toBe(heading());
    expect(document.body.innerHTML).not.toContain(secret);
    expect(screen.queryByLabelText('Code')).toBeNull();
    await press('Start over with a new key');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'retry' } }]);
  });

  it('waits for the answer to a code that was sent in time', async () => {
    await openWindow({
      pairing: showing({ validUntil: now + 2_000, busy: 'checking' }, { allowed: ['leave'] }),
    });
    await pass(3);
    expect(heading().textContent).toBe('Scan this with your app');
  });

  it('says quietly that the clock of this computer is wrong', async () => {
    await openWindow({ pairing: showing({}, { clockError: 7 * 60_000 }) });
    expect(main()).toContain('The clock of this computer is 7 minutes fast');
    expect(urgently()).toBe('');
  });
});

describe('proving an app', () => {
  closeWindowAfterEach();

  it('waits for the next code, says when it is due, and takes one all the time', async () => {
    const fake = await openWindow({ pairing: proving({ freshAt: now + 19_000 }) });
    expect(heading().textContent).toBe('Paired. Now prove that it works');
    expect(fake.inputsOf('pairing.key')).toEqual([]);
    expect(main()).toContain('A new one appears in 19 seconds.');
    expect(main()).toContain('0:19');
    const lead = politely();
    await pass(18);
    expect(main()).toContain('A new one appears in 1 second.');
    expect(politely()).toBe(lead);
    await type(field(), '012345');
    expect(fake.inputsOf('pairing.act')).toHaveLength(1);
    await pass(1);
    expect(main()).toContain('A new code is due');
    expect(politely()).toContain('A new code is due');
  });

  it('says at the field that a code is used up, each time', async () => {
    const fake = await openWindow({ pairing: proving({ freshAt: now + 19_000 }) });
    for (const code of ['012345', '543210']) {
      await type(field(), code);
      fake.showPairing(proving({ freshAt: now + 19_000, problem: { code: 'codeUsed' } }));
      await settled();
      expect(field().value).toBe('');
      expect(field().getAttribute('aria-invalid')).toBe('true');
      expect(urgently()).toContain('That code is used up. Wait for the next one');
    }
  });

  it('leaves alone what is typed when the same view comes once more', async () => {
    const view = () => proving({ freshAt: now + 19_000, problem: { code: 'codeUsed' } });
    const fake = await openWindow({ pairing: view() });
    await type(field(), '0123');
    fake.showPairing(view());
    await settled();
    expect(field().value).toBe('0123');
  });
});
