import { describe, expect, it } from 'vitest';
import type { DeskError } from '../../../../../shared/errors';
import type { PairingView, ScreenOf } from '../../../../../shared/pairing/screen';
import { aPairing, pairingId, securityKeyScreen } from '../../../../fakes/views';
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

const view = (
  change: Partial<ScreenOf<'securityKey'>> = {},
  others: Partial<PairingView> = {},
): PairingView => aPairing(securityKeyScreen(change), { type: 'FIDO2', target: null, ...others });
const open = (...given: Parameters<typeof view>) => openWindow({ pairing: view(...given) });
const now = (): string =>
  screen
    .getAllByRole('listitem')
    .find((item) => item.closest('main') && item.getAttribute('aria-current') === 'step')
    ?.textContent.replace(/\s+/g, ' ')
    .trim() ?? '';
const acted = (kind: string) => ({ pairingId, action: { kind } });

describe('asking for a security key', () => {
  closeWindowAfterEach();

  it('leads to the small window, and can be stopped', async () => {
    const fake = await open();
    expect(heading().textContent).toBe('Use your security key');
    expect(politely()).toBe(
      'A small window asks for your key. Follow what it says. Waiting for your key.',
    );
    expect(now()).toContain('Waiting for your key');
    await press('Stop');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
  });

  it('speaks every stage, and the proof as a screen of its own', async () => {
    const fake = await open({ stage: 'preparing' });
    expect(politely()).toBe('PingOne prepares the pairing.');
    fake.showPairing(view({ stage: 'checking' }, { allowed: [] }));
    await settled();
    expect(politely()).toBe('PingOne checks the answer.');
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    fake.showPairing(view({ purpose: 'prove' }, { position: 3 } as Partial<PairingView>));
    await settled();
    expect(heading().textContent).toBe('Use it once more');
    expect(document.activeElement).toBe(heading());
    expect(screen.getByRole('main').textContent).toContain('nobody has seen it work');
  });

  it('proves a device that is paired already, or another one', async () => {
    const fake = await open(
      { purpose: 'prove' },
      {
        goal: 'prove',
        rail: [{ step: 'prove', status: 'now' }],
        allowed: ['leave', 'changeDevice'],
      },
    );
    expect(heading().textContent).toBe('Use your security key');
    await press('Use another device');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('changeDevice')]);
  });

  it('says that it stops as soon as it can', async () => {
    await open({ stage: 'checking', leaving: true }, { allowed: [] });
    expect(screen.getByRole('main').textContent).toContain('Stopping as soon as it is known');
  });
});

describe('a key that did not answer', () => {
  closeWindowAfterEach();
  const outcomes: [error: DeskError, title: string, words: string][] = [
    [{ code: 'keyNotAnswered' }, 'No answer from a key', 'did not answer, or it was cancelled'],
    [{ code: 'keyTimedOut' }, 'The time is up', 'was not used in time'],
    [{ code: 'keyAlreadyPaired' }, 'This key is paired already', 'Use another key'],
    [
      { code: 'keyWithoutVerification' },
      'This key cannot check who you are',
      'Set up a PIN or a fingerprint on it first',
    ],
    [{ code: 'keyWithoutPasskeys' }, 'This key cannot keep a passkey', 'its memory may be full'],
    [{ code: 'keyUnsuitable' }, 'This key does not fit', 'Use another key, or ask'],
    [
      { code: 'relyingPartyRefused' },
      'The web address was refused',
      'can correct the relying party',
    ],
    [{ code: 'serverError', status: 500 }, 'The key could not be used', 'a problem of its own'],
  ];

  it.each(outcomes)('says which of all ends it was: %j', async (problem, title, words) => {
    const fake = await open({ stage: 'stopped', problem }, { allowed: ['back', 'retry', 'leave'] });
    expect(heading().textContent).toBe(title);
    expect(document.activeElement).toBe(heading());
    expect(urgently()).toContain(words);
    await press('Ask for the key again');
    await press('Use another method');
    await press('Cancel');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('retry'), acted('back'), acted('leave')]);
  });

  it('has an end of its own for each of them', () => {
    expect(new Set(outcomes.map(([, title]) => title)).size).toBe(outcomes.length);
  });

  it('makes no fuss about what the person wished', async () => {
    await open({ stage: 'stopped', problem: { code: 'cancelled' } }, { allowed: ['retry'] });
    expect(heading().textContent).toBe('You stopped it');
    expect(urgently()).toBe('');
    expect(politely()).toContain('Ask for the key again whenever you like');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it('takes the focus when it stops, and again when it goes on', async () => {
    const fake = await open();
    fake.showPairing(
      view(
        { stage: 'stopped', problem: { code: 'keyTimedOut' } },
        { allowed: ['back', 'retry', 'leave'] },
      ),
    );
    await settled();
    expect(heading().textContent).toBe('The time is up');
    expect(document.activeElement).toBe(heading());
    fake.showPairing(view());
    await settled();
    expect(heading().textContent).toBe('Use your security key');
    expect(document.activeElement).toBe(heading());
  });

  it('leaves a device that is paired as it is', async () => {
    const fake = await open(
      { purpose: 'prove', stage: 'stopped', problem: { code: 'keyNotAnswered' } },
      { allowed: ['retry', 'leave'] },
    );
    expect(screen.queryByRole('button', { name: 'Use another method' })).toBeNull();
    await press('Prove it later');
    expect(fake.inputsOf('pairing.act')).toEqual([acted('leave')]);
  });
});
