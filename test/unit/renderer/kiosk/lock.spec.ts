import { within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { wipeParts } from '../../../../shared/kiosk/view';
import { aShift, codeScreen } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { handedOver, openKiosk, serving, session, smsPairing } from './open-kiosk';

const pairing = smsPairing(codeScreen({ type: 'SMS' }));
const pin = () => screen.getByLabelText<HTMLInputElement>('PIN');
const nobody = { hands: 'nobody' } as const;

describe('taking the screen back', () => {
  closeWindowAfterEach();

  it('takes the PIN of the shift, and the person can go back', async () => {
    const fake = await openKiosk(handedOver('confirmed'), { hands: 'subject' }, { pairing });
    await press('Give the screen back');
    expect(document.activeElement).toBe(pin());
    expect(pin().type).toBe('password');
    await press('Back');
    expect(heading().textContent).toBe('Enter the code');
    await press('Give the screen back');
    await press('Take the screen back');
    expect(urgently()).toContain('Type the PIN of this shift.');
    fake.refuse('kiosk.takeBack', { code: 'pinWrong', attemptsRemaining: 4 });
    await type(pin(), '1111');
    await press('Take the screen back');
    expect(fake.inputsOf('kiosk.takeBack')).toEqual([{ pin: '1111' }]);
    expect(urgently()).toMatch(/That PIN is not right.*4/);
    expect(pin().value).toBe('');
    expect(document.activeElement).toBe(pin());
    fake.showKiosk(aShift(handedOver('confirmed')));
    await settled();
    expect(heading().textContent).toBe('It is the turn of Kim Novak');
    fake.showKiosk(aShift(handedOver('confirmed'), { hands: 'subject' }));
    await settled();
    expect(screen.queryByLabelText('PIN')).toBeNull();
  });

  it('leaves only signing in where the PIN is spent, or there is none', async () => {
    const fake = await openKiosk(handedOver('confirmed'), { hands: 'subject' }, { pairing });
    await press('Give the screen back');
    fake.refuse('kiosk.takeBack', { code: 'pinSpent' });
    await type(pin(), '1111');
    await press('Take the screen back');
    expect(screen.queryByLabelText('PIN')).toBeNull();
    await press('Sign in with the browser');
    expect(fake.inputsOf('session.signInAgain')).toEqual([{ way: 'browser' }]);
    const deadline = Date.now() + 60_000;
    const again = { state: 'running', phase: 'waiting', deadline, phone: null } as const;
    fake.showSession({ ...session, again });
    fake.showKiosk(aShift(handedOver('confirmed'), { hands: 'subject', pinTries: null }));
    await settled();
    expect(screen.queryByLabelText('PIN')).toBeNull();
    // nobody else's sign-in goes on behind the screen of the person
    await press('Back');
    expect(fake.inputsOf('session.cancelSignIn')).toHaveLength(1);
  });
});

describe('a locked desk', () => {
  closeWindowAfterEach();

  it('shows nothing of anybody', async () => {
    await openKiosk(serving(), nobody, { pairing });
    expect(heading().textContent).toBe('This desk is locked');
    expect(document.title).toBe('This desk is locked – Enrollment Desk');
    expect(document.documentElement.textContent).not.toMatch(/Kim|Novak|0123|Operator Four/);
    expect(screen.queryByRole('button', { name: 'Leave the kiosk' })).toBeNull();
  });

  it('is unlocked by PIN or by signing in, or ends', async () => {
    const parts = wipeParts.map((part) => ({ part, state: 'clean' as const }));
    const cleaned = { at: Date.now(), why: 'idle' as const, took: 12, parts };
    const fake = await openKiosk({ name: 'finding', cleaned }, nobody);
    expect(screen.getByText('All clean')).toBeTruthy();
    expect(document.activeElement).toBe(pin());
    await type(pin(), '123456');
    await press('Unlock');
    expect(fake.inputsOf('kiosk.takeBack')).toEqual([{ pin: '123456' }]);
    expect(screen.getByRole('button', { name: 'Sign in with your phone' })).toBeTruthy();
    await press('End the shift');
    expect(fake.inputsOf('kiosk.endShift')).toEqual([]);
    const dialog = within(screen.getByRole('alertdialog'));
    await fireEvent.click(dialog.getByRole('button', { name: 'End the shift' }));
    await settled();
    expect(fake.inputsOf('kiosk.endShift')).toHaveLength(1);
  });
});
