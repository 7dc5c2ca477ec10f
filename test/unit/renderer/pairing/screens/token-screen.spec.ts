import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskError } from '../../../../../shared/errors';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import { aPairing, pairingId, tokenScreen } from '../../../../fakes/views';
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

type Change = Partial<ScreenOf<'token'>>;

const now = 1_000_000;
const nextBy = { soon: now + 19_000, late: now + 49_000 };
const field = () => screen.getByLabelText<HTMLInputElement>('Code');
const main = () => screen.getByRole('main').textContent;
const showing = (change: Change = {}, others: Partial<PairingView> = {}): PairingView =>
  aPairing(tokenScreen({ length: 6, ...change }), {
    type: 'OATH_TOKEN',
    target: '23AB009',
    allowed: ['answer', 'back', 'leave'],
    ...others,
  });
const proving = (change: Change, others: Partial<PairingView> = {}) =>
  aPairing(tokenScreen({ purpose: 'prove', length: 6, ...change }), {
    type: 'OATH_TOKEN',
    target: '23AB009',
    position: 3,
    allowed: ['answer', 'leave'],
    ...others,
  });
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

describe('the code on a token', () => {
  closeWindowAfterEach();

  it.each([
    ['HOTP', /^Press the button/],
    ['TOTP', /^Type the code that the token shows now/],
    [null, /If it shows none, press its button/],
  ] as const)('says how a %s token is read', async (tokenType, lead) => {
    await openWindow({ pairing: showing({ tokenType }) });
    expect(heading().textContent).toBe('Enter the code on the token');
    expect(document.querySelector('.lead')?.textContent).toMatch(lead);
    expect(document.activeElement).toBe(field());
  });

  it('asks for the next one, calmly, in a field that is empty again', async () => {
    const fake = await openWindow({ pairing: showing({ length: null }) });
    await type(field(), '012345');
    await press('Check the code');
    fake.showPairing(showing({ length: null, busy: 'checking' }));
    await settled();
    field().blur();
    fake.showPairing(showing({ ask: 'next', round: 1, nextBy }));
    await settled();
    expect(heading().textContent).toBe('Nearly there: the next code');
    expect(field().value).toBe('');
    expect(document.activeElement).toBe(field());
    expect(field().getAttribute('aria-invalid')).toBeNull();
    expect(politely()).toMatch(/^Nearly there: the next code\. The token’s clock has drifted/);
    expect(urgently()).toBe('');
    await type(field(), '543210');
    expect(fake.inputsOf('pairing.act')).toEqual([
      { pairingId, action: { kind: 'answer', code: '012345' } },
      { pairingId, action: { kind: 'answer', code: '543210' } },
    ]);
  });

  it('counts down to the next code: first what is likely, then what is certain', async () => {
    await openWindow({ pairing: showing({ ask: 'next', round: 1, nextBy }) });
    expect(screen.getByRole('button', { name: 'Check the next code' })).toBeTruthy();
    expect(main()).toContain('A new one appears within 19 seconds.');
    const lead = politely();
    await pass(10);
    expect(politely()).toBe(lead);
    await pass(9);
    expect(main()).toContain('then it does so within 30 seconds.');
    expect(politely()).toMatch(/^The code may have changed/);
    await pass(30);
    expect(politely()).toMatch(/^A new code is due/);
    expect(main()).not.toMatch(/\d+ second/);
  });

  it('asks for one press more of a token that counts', async () => {
    await openWindow({ pairing: showing({ tokenType: 'HOTP', ask: 'next', round: 1 }) });
    expect(main()).toContain('Press the button again.');
    expect(main()).not.toContain('Wait until the code changes');
  });

  it('has other words for the last round', async () => {
    const fake = await openWindow({ pairing: showing({ ask: 'next', round: 1, nextBy }) });
    const lead = document.querySelector('.lead')?.textContent;
    fake.showPairing(showing({ ask: 'next', round: 2, nextBy }));
    await settled();
    expect(document.querySelector('.lead')?.textContent).not.toBe(lead);
    expect(politely()).toContain('nearly caught up');
  });

  it.each([
    [{ code: 'wrongCode', attemptsRemaining: 2 }, 'TOTP', /Read the token again.* 2 tries left/],
    [{ code: 'wrongCode' }, 'HOTP', /Press the button and type the code/],
    [{ code: 'notTheNextCode', attemptsRemaining: 1 }, 'TOTP', /Start again with.* 1 try left/],
    [{ code: 'notTheNextCode' }, 'HOTP', /Start again: press the button/],
    [{ code: 'codeUsed' }, 'TOTP', /Wait for the next one/],
    [{ code: 'codeUsed' }, 'HOTP', /Press the button and type the next one/],
    [{ code: 'wrongCode', attemptsRemaining: 0 }, 'TOTP', /no tries left/],
  ] as [DeskError, 'HOTP' | 'TOTP', RegExp][])(
    'says at the field what %j means for a %s token',
    async (problem, tokenType, words) => {
      const fake = await openWindow({ pairing: showing({ tokenType }) });
      await type(field(), '012345');
      fake.showPairing(showing({ tokenType, problem }));
      await settled();
      expect(field().value).toBe('');
      expect(field().getAttribute('aria-invalid')).toBe('true');
      expect(urgently()).toMatch(words);
    },
  );

  it('gives an administrator the serial number of a token that is out of step', async () => {
    const fake = await openWindow({
      pairing: showing({ problem: { code: 'tokenOutOfStep', attemptsRemaining: 1 } }),
    });
    expect(urgently()).toContain('your administrator has to resynchronise');
    expect(screen.getByText('1 try left')).toBeTruthy();
    await press('Copy the serial number');
    expect(fake.inputsOf('clipboard.copyReference')).toEqual([{ reference: '23AB009' }]);
    expect(politely()).toBe('The serial number was copied.');
  });

  it('says that the token is locked', async () => {
    await openWindow({ pairing: showing({ problem: { code: 'locked' } }) });
    expect(urgently()).toContain('the device is locked');
  });

  it('says that it is stopping', async () => {
    await openWindow({
      pairing: showing({ busy: 'checking', leaving: true }, { allowed: [] }),
    });
    expect(main()).toContain('Stopping as soon as it is known');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });
});

describe('proving a token', () => {
  closeWindowAfterEach();

  it('wants one more, fresh code', async () => {
    await openWindow({ pairing: proving({ ask: 'next', nextBy }) });
    expect(heading().textContent).toBe('Paired. Now prove that it works');
    expect(main()).toContain('One more, fresh code');
    expect(main()).toContain('Wait until the code changes');
    expect(screen.getByRole('button', { name: 'Prove it later' })).toBeTruthy();
  });

  it('wants any code of a token that was paired before', async () => {
    await openWindow({
      pairing: proving(
        { tokenType: 'HOTP' },
        { goal: 'prove', rail: [{ step: 'prove', status: 'now' }] },
      ),
    });
    expect(heading().textContent).toBe('Prove that it works');
    expect(main()).toContain('Press the button on the token and type the code');
    expect(screen.queryByRole('navigation', { name: 'Progress' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  });

  it('catches up with it here as well', async () => {
    const fake = await openWindow({ pairing: proving({ ask: 'next', nextBy }) });
    fake.showPairing(proving({ ask: 'next', round: 1, nextBy }));
    await settled();
    expect(heading().textContent).toBe('Nearly there: the next code');
    expect(screen.getByRole('button', { name: 'Check the next code' })).toBeTruthy();
  });
});
