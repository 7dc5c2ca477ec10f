import { describe, expect, it } from 'vitest';
import type { DeskError } from '../../../../../shared/errors';
import type { ScreenOf } from '../../../../../shared/pairing/screen';
import { aPairing, describeScreen, pairingId } from '../../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../../open-window';

const serial = () => screen.getByLabelText<HTMLInputElement>('Serial number');
const name = () => screen.getByLabelText<HTMLInputElement>(/^Name/);
const open = (change: Partial<ScreenOf<'describe'>> = {}) =>
  openWindow({
    pairing: aPairing(describeScreen({ type: 'OATH_TOKEN', ...change }), {
      type: 'OATH_TOKEN',
      target: null,
      position: 1,
      allowed: ['describe', 'back', 'leave'],
    }),
  });
const described = (serialNumber: string, nickname: string) => ({
  pairingId,
  action: {
    kind: 'describe',
    details: { type: 'OATH_TOKEN', serialNumber },
    nickname,
    ownerConfirmed: false,
  },
});

describe('giving a serial number', () => {
  closeWindowAfterEach();

  it('waits in the field for a scanner, whose Enter sends it', async () => {
    const fake = await open();
    expect(document.activeElement).toBe(serial());
    expect(serial().autocomplete).toBe('off');
    expect(serial().getAttribute('autocapitalize')).toBe('characters');
    await type(serial(), ' 23AB-009 ');
    await fireEvent.submit(serial().form!);
    await settled();
    expect(fake.inputsOf('pairing.act')).toEqual([described('23AB009', 'Token 23AB009')]);
  });

  it('names the token by its serial number, unless it got another name', async () => {
    const fake = await open();
    expect(name().value).toBe('');
    await type(serial(), '23 AB 009');
    expect(name().value).toBe('Token 23AB009');
    await type(name(), 'Green token');
    await type(serial(), '23AB010');
    expect(name().value).toBe('Green token');
    await press('Pair this token');
    expect(fake.inputsOf('pairing.act')).toEqual([described('23AB010', 'Green token')]);
  });

  it.each([
    ['', 'Type the serial number'],
    ['23AB_009', 'letters and digits only'],
  ])('says at the field what is wrong with %j', async (text, words) => {
    const fake = await open();
    await type(serial(), text);
    await press('Pair this token');
    expect(fake.inputsOf('pairing.act')).toEqual([]);
    expect(document.activeElement).toBe(serial());
    expect(urgently()).toContain(words);
  });

  it.each([
    [{ code: 'tokenUnknown' }, 'your administrator has to add the token first'],
    [{ code: 'tokenTaken' }, 'ask your administrator to free this one'],
    [{ code: 'refused', status: 400, target: 'serialNumber' }, 'does not accept this serial'],
  ] as [DeskError, string][])('says at the field what %j means', async (problem, words) => {
    await open({
      draft: { details: { type: 'OATH_TOKEN', serialNumber: '23AB009' }, nickname: '' },
      problem,
    });
    expect(serial().value).toBe('23AB009');
    expect(document.activeElement).toBe(serial());
    expect(urgently()).toContain(words);
    await type(serial(), '23AB010');
    expect(serial().getAttribute('aria-invalid')).toBeNull();
  });

  it('asks nothing but a name of an authenticator app', async () => {
    const fake = await openWindow({
      pairing: aPairing(describeScreen({ type: 'TOTP' }), {
        type: 'TOTP',
        target: null,
        position: 1,
      }),
    });
    expect(document.activeElement).toBe(heading());
    expect(screen.getAllByRole('textbox')).toEqual([name()]);
    await press('Show the QR code');
    expect(fake.inputsOf('pairing.act')).toEqual([
      {
        pairingId,
        action: {
          kind: 'describe',
          details: { type: 'TOTP' },
          nickname: 'Authenticator app',
          ownerConfirmed: false,
        },
      },
    ]);
  });
});
