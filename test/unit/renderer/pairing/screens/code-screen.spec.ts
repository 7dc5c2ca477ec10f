import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPairing, codeScreen, pairingId } from '../../../../fakes/views';
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

const allowed = ['answer', 'back', 'leave'] as ('answer' | 'back' | 'leave')[];
const field = () => screen.getByLabelText<HTMLInputElement>('Code');
const showing = (change: Parameters<typeof codeScreen>[0] = {}) =>
  aPairing(codeScreen(change), { allowed });

describe('a code by message', () => {
  closeWindowAfterEach();

  it('says where the code went and waits in the field', async () => {
    await openWindow({ pairing: showing() });
    expect(heading().textContent).toBe('Enter the code');
    expect(screen.getByRole('main').textContent).toContain('user01@example.org');
    expect(document.activeElement).toBe(field());
    expect(politely()).toMatch(/^Enter the code\. We sent it to user01@example\.org/);
    expect(document.title).toBe('Enter the code – Enrollment Desk');
  });

  it('sends the code once, on its last digit', async () => {
    const fake = await openWindow({ pairing: showing() });
    await type(field(), '012 345');
    await press('Check the code');
    expect(fake.inputsOf('pairing.act')[0]).toEqual({
      pairingId,
      action: { kind: 'answer', code: '012345' },
    });
  });

  it('sends nothing more while a code is being checked', async () => {
    const fake = await openWindow({ pairing: showing() });
    const release = fake.hold('pairing.act');
    await type(field(), '012345');
    await press('Checking the code…');
    await type(field(), '0123456');
    release();
    await settled();
    expect(fake.inputsOf('pairing.act')).toHaveLength(1);
    fake.showPairing(showing({ busy: 'checking' }));
    await settled();
    expect(field().readOnly).toBe(true);
    await press('Checking the code…');
    expect(fake.inputsOf('pairing.act')).toHaveLength(1);
  });

  it('empties the field, focuses it and says what is wrong after a wrong code', async () => {
    const fake = await openWindow({ pairing: showing() });
    await type(field(), '012345');
    fake.showPairing(showing({ busy: 'checking' }));
    await settled();
    field().blur();
    fake.showPairing(showing({ problem: { code: 'wrongCode', attemptsRemaining: 2 } }));
    await settled();
    expect(field().value).toBe('');
    expect(document.activeElement).toBe(field());
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('2 tries left')).toBeTruthy();
    expect(urgently()).toMatch(/That code is not right.*2 tries left/);
    await type(field(), '543210');
    expect(fake.inputsOf('pairing.act').at(-1)).toEqual({
      pairingId,
      action: { kind: 'answer', code: '543210' },
    });
  });

  it('asks for the missing digits instead of sending a short code', async () => {
    const fake = await openWindow({ pairing: showing() });
    await type(field(), '0123');
    await press('Check the code');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    expect(urgently()).toContain('The code has 6 digits.');
    expect(document.activeElement).toBe(field());
  });

  it('takes 6 to 10 digits by button where the length is not known', async () => {
    const fake = await openWindow({ pairing: showing({ length: null }) });
    await type(field(), '01234567');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    await press('Check the code');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'answer', code: '01234567' } },
    ]);
  });

  it('has its own words for the second code, and no way to another method', async () => {
    await openWindow({
      pairing: aPairing(codeScreen({ purpose: 'prove' }), {
        position: 3,
        allowed: ['answer', 'leave'],
      }),
    });
    expect(heading().textContent).toMatch(/prove that it works/);
    expect(screen.getByRole('main').textContent).toContain('a second, fresh code');
    expect(screen.queryByRole('button', { name: 'use another method' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Prove it later' })).toBeTruthy();
  });

  it('is a fresh screen when the purpose changes', async () => {
    const fake = await openWindow({ pairing: showing() });
    await type(field(), '0123');
    fake.showPairing(
      aPairing(codeScreen({ purpose: 'prove' }), { position: 3, allowed: ['answer', 'leave'] }),
    );
    await settled();
    expect(field().value).toBe('');
    expect(politely()).toMatch(/^Paired\. Now prove that it works/);
  });

  it('shows a refusal of the call and lets the person send again', async () => {
    const fake = await openWindow({ pairing: showing() });
    fake.refuse('pairing.act', { code: 'notAllowed' });
    await type(field(), '012345');
    expect(urgently()).toContain('This is not possible at the moment.');
    fake.refuse('pairing.act', null);
    await press('Check the code');
    expect(fake.inputsOf('pairing.act')).toHaveLength(2);
  });
});

describe('asking for a new code', () => {
  closeWindowAfterEach();
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does not wait for a clock that was set back to come so far again', async () => {
    await openWindow({ pairing: showing({ resendAt: 1_018_000 }) });
    vi.setSystemTime(1_000_000 - 86_400_000);
    vi.advanceTimersByTime(1_000);
    await settled();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /new code/ }).disabled).toBe(
      false,
    );
  });

  it('is possible after a visible cool-down, spoken at useful moments', async () => {
    const fake = await openWindow({ pairing: showing({ resendAt: 1_018_000 }) });
    const button = () => screen.getByRole<HTMLButtonElement>('button', { name: /new code/ });
    expect(button().textContent.trim()).toBe('Send a new code in 0:18');
    expect(button().disabled).toBe(true);
    vi.advanceTimersByTime(8_000);
    await settled();
    expect(button().textContent.trim()).toBe('Send a new code in 0:10');
    expect(politely()).toBe('A new code can be sent in 10 seconds.');
    vi.advanceTimersByTime(10_000);
    await settled();
    expect(politely()).toBe('You can ask for a new code now.');
    await press('Send a new code');
    expect(fake.inputsOf('pairing.act')).toEqual([{ pairingId, action: { kind: 'resend' } }]);
    fake.showPairing(showing({ busy: 'resending' }));
    await settled();
    expect(button().getAttribute('aria-disabled')).toBe('true');
    fake.showPairing(showing({ sentCount: 2, resendAt: 1_048_000 }));
    await settled();
    expect(politely()).toContain('We sent a new code to user01@example.org.');
    expect(document.activeElement).toBe(field());
  });
});
