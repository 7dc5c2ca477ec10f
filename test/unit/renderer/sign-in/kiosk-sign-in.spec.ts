import { describe, expect, it } from 'vitest';
import type { SessionView, SignInProgress, SignInWay } from '../../../../shared/ipc/views';
import { aPhoneCode } from '../../../fakes/phone-code';
import { readyKiosk } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';

const both: SignInWay[] = ['browser', 'phone'];
const signedOut = (ways: SignInWay[] = both): SessionView => ({
  state: 'signedOut',
  reason: null,
  ways,
});
const progress = (change: Partial<SignInProgress> = {}): SignInProgress => ({
  phase: 'waiting',
  deadline: Date.now() + 600_000,
  phone: aPhoneCode,
  ...change,
});
const signingIn = (change: Partial<SignInProgress> = {}): SessionView => ({
  state: 'signingIn',
  ...progress(change),
});
const openKiosk = (session: SessionView) => openWindow({ configuration: readyKiosk, session });
const buttons = () => screen.getAllByRole('button').map((button) => button.textContent.trim());

describe('signing in at a kiosk', () => {
  closeWindowAfterEach();

  it('speaks to an operator, and offers the phone first', async () => {
    const fake = await openKiosk(signedOut());
    expect(heading().textContent).toBe('Sign in to start your shift');
    expect(document.activeElement).toBe(heading());
    const ways = buttons().filter((name) => name.startsWith('Sign in with'));
    expect(ways).toEqual(['Sign in with your phone', 'Sign in with the browser of this computer']);
    expect(screen.getByText(/nothing of your sign-in stays/)).toBeTruthy();
    await press('Sign in with your phone');
    await press('Sign in with the browser of this computer');
    expect(fake.inputsOf('session.signIn')).toEqual([{ way: 'phone' }, { way: 'browser' }]);
  });

  it('offers the browser alone until the phone is known to work', async () => {
    const fake = await openKiosk(signedOut(['browser']));
    expect(screen.queryByRole('button', { name: 'Sign in with your phone' })).toBeNull();
    expect(screen.queryByText(/nothing of your sign-in stays/)).toBeNull();
    fake.showSession(signedOut());
    await settled();
    expect(screen.getByRole('button', { name: 'Sign in with your phone' })).toBeTruthy();
  });

  it('does not lead to the settings', async () => {
    await openKiosk({ state: 'signedOut', reason: { code: 'clientRefused' }, ways: both });
    expect(urgently()).toContain('client ID');
    expect(screen.queryByRole('button', { name: 'Connection settings' })).toBeNull();
  });

  it('says why the phone did not work', async () => {
    await openKiosk({ state: 'signedOut', reason: { code: 'phoneSignInOff' }, ways: both });
    expect(urgently()).toContain('signing in with a phone');
    expect(urgently()).toContain('Sign in with the browser of this computer.');
  });
});

describe('signing in with a phone', () => {
  closeWindowAfterEach();

  it('shows the code as a picture, as text and for the ear', async () => {
    await openKiosk(signingIn());
    const picture = screen.getByRole('img', { name: /QR code to scan/ });
    expect(picture.querySelector('path')?.getAttribute('d')).toBe(aPhoneCode.qr.path);
    expect(screen.getByText('WDJB MJHT').getAttribute('aria-hidden')).toBe('true');
    expect(screen.getByText('W D J B M J H T')).toBeTruthy();
    expect(screen.getByText(aPhoneCode.address)).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText(/9 min \d+ s left|10 min 0 s left/)).toBeTruthy();
    expect(politely()).toContain(aPhoneCode.address);
    expect(politely()).toContain('W D J B M J H T');
  });

  it('leaves a code that PingOne has grouped as it is', async () => {
    await openKiosk(signingIn({ phone: { ...aPhoneCode, userCode: 'WDJ-BMJ-HT' } }));
    expect(screen.getByText('WDJ-BMJ-HT')).toBeTruthy();
    expect(politely()).toContain('W D J - B M J - H T');
  });

  it('says what goes on, from the first moment to the last', async () => {
    const fake = await openKiosk(signedOut());
    await press('Sign in with your phone');
    fake.showSession(signingIn({ phase: 'opening', phone: null }));
    await settled();
    expect(heading().textContent).toBe('Sign in with your phone');
    expect(politely()).toBe('PingOne is asked for a code.');
    expect(buttons()).toContain('Cancel');
    expect(buttons()).not.toContain('Get a new code');
    expect(screen.queryByText(/left$/)).toBeNull();
    fake.showSession(signingIn());
    await settled();
    expect(politely()).toContain('W D J B M J H T');
    fake.showSession(signingIn({ phase: 'finishing' }));
    await settled();
    expect(politely()).toBe('Your phone has done its part. Your sign-in is being completed.');
    expect(screen.queryByRole('img', { name: /QR code/ })).toBeNull();
    expect(screen.queryByText('WDJB MJHT')).toBeNull();
    expect(buttons()).not.toContain('Get a new code');
  });

  it('gets another code, or gives up', async () => {
    const fake = await openKiosk(signingIn());
    await press('Get a new code');
    expect(fake.calls.slice(-2).map(({ name }) => name)).toEqual([
      'session.cancelSignIn',
      'session.signIn',
    ]);
    expect(fake.inputsOf('session.signIn')).toEqual([{ way: 'phone' }]);
    await press('Cancel');
    expect(fake.inputsOf('session.cancelSignIn')).toHaveLength(2);
    expect(politely()).toBe('The sign-in was stopped.');
  });

  it('shows the new code in the place of the old one, and says it', async () => {
    const fake = await openKiosk(signingIn());
    fake.showSession(signingIn({ phone: { ...aPhoneCode, userCode: 'QRSTVWXZ' } }));
    await settled();
    expect(screen.getByText('QRST VWXZ')).toBeTruthy();
    expect(screen.queryByText('WDJB MJHT')).toBeNull();
    expect(politely()).toContain('Q R S T V W X Z');
  });

  it('asks the browser of this computer where that was chosen', async () => {
    const fake = await openKiosk(signedOut());
    await press('Sign in with the browser of this computer');
    fake.showSession(signingIn({ phase: 'opening', phone: null }));
    await settled();
    expect(heading().textContent).toBe('Finish signing in in your browser');
    await press('Open the browser again');
    expect(fake.inputsOf('session.signIn').slice(-1)).toEqual([{ way: 'browser' }]);
  });
});
