import { describe, expect, it } from 'vitest';
import type { DeskError } from '../../../../shared/errors';
import type { TokenView } from '../../../../shared/ipc/views';
import type { KioskView } from '../../../../shared/kiosk/view';
import type { FakeBridge, InitialViews } from '../../../fakes/fake-bridge';
import { aPairing, aShift, chooseScreen } from '../../../fakes/views';
import { kioskBridge, openKiosk, serving } from '../kiosk/open-kiosk';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';

const clock: TokenView = {
  id: 'e0000000-0000-4000-8000-000000000001',
  serialNumber: '23AB009',
  tokenType: 'TOTP',
  length: 6,
  period: 30,
  drift: 12,
  boundTo: { userId: 'kim', name: 'Kim Novak' },
};
const button: TokenView = {
  id: 'e0000000-0000-4000-8000-000000000002',
  serialNumber: '23AB010',
  tokenType: 'HOTP',
  length: 8,
  period: null,
  drift: null,
  boundTo: null,
};
const finding = { name: 'finding', cleaned: null } as const;
const two = () => ({ tokens: [clock, button], more: false });

const serial = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Serial number' });
const submit = async () => {
  await fireEvent.submit(document.querySelector('form')!);
  await settled();
};
/** What a scanner does: it types, and ends with Enter. */
const scan = async (text: string) => {
  await type(serial(), text);
  await submit();
};
const open = async (
  views: InitialViews = { tokens: two },
  change: Partial<KioskView> = {},
): Promise<FakeBridge> => {
  const fake = await openKiosk(finding, change, views);
  await press('Hardware tokens');
  return fake;
};
const text = () => screen.getByRole('main').textContent;
const rows = (): string[] =>
  screen.getAllByRole('listitem').map(({ textContent }) => textContent.replaceAll(/\s+/g, ' '));

describe('the way to the hardware tokens', () => {
  closeWindowAfterEach();

  it('leads there and back while nobody is served', async () => {
    await openKiosk(finding);
    await press('Look a hardware token up');
    expect(heading().textContent).toBe('Hardware tokens');
    expect(document.activeElement).toBe(serial());
    expect(screen.queryByRole('button', { name: 'Hardware tokens' })).toBeNull();
    await press('Back to the search for people');
    expect(heading().textContent).toBe('Who is next?');
  });

  it('leads there and back while somebody is served', async () => {
    await openKiosk(serving());
    await press('Hardware tokens');
    await press('Back to the person');
    expect(heading().textContent).toBe('Kim Novak');
  });

  it('is closed while a pairing is under way, in other hands, and without the right', async () => {
    const choosing = aPairing(chooseScreen(), { type: null, position: 0 });
    const fake = await openKiosk(serving(), {}, { pairing: choosing });
    const ways = () => screen.queryAllByRole('button', { name: /hardware token/i });
    expect(ways().filter((way) => way.closest('header') !== null)).toEqual([]);
    fake.showPairing(null);
    fake.showKiosk(aShift(serving(), { missingRights: ['findTokens'] }));
    await settled();
    expect(ways()).toEqual([]);
    fake.showKiosk(aShift(serving()));
    await settled();
    await press('Hardware tokens');
    fake.showKiosk(aShift(serving(), { hands: 'nobody' }));
    await settled();
    expect(screen.queryByRole('textbox', { name: 'Serial number' })).toBeNull();
  });

  it('is left behind with the person', async () => {
    const fake = await openKiosk(serving());
    await press('Hardware tokens');
    fake.showKiosk(aShift(finding));
    await settled();
    expect(heading().textContent).toBe('Who is next?');
  });
});

describe('finding hardware tokens', () => {
  closeWindowAfterEach();

  it('tells whose they are, how they make codes, and how far they have drifted', async () => {
    const fake = await open();
    await scan(' 23AB ');
    expect(fake.inputsOf('tokens.find')).toEqual([{ text: '23AB' }]);
    const [first, second] = rows();
    expect(first).toMatch(
      /23AB009.*Codes by its clock \(TOTP\), 6 digits, a new one every 30 s.*Belongs to Kim Novak.*12 steps ahead/,
    );
    expect(second).toMatch(
      /23AB010.*Codes by pressing its button \(HOTP\), 8 digits.*Nobody’s yet/,
    );
    expect(second).not.toContain('Drift');
    expect(politely()).toBe('2 tokens found.');
    // the next scan takes the place of this one
    expect(serial().selectionEnd).toBe(serial().value.length);
    expect(serial().selectionStart).toBe(0);
  });

  it.each<[Partial<TokenView>, string]>([
    [{ drift: 0 }, 'In step'],
    [{ drift: 1 }, '1 step ahead'],
    [{ drift: -3 }, '3 steps behind'],
    [{ drift: null }, 'Drift not known'],
    [{ tokenType: null, drift: null }, 'Kind not known'],
    [{ boundTo: { userId: 'x', name: null } }, 'somebody whose name cannot be read'],
  ])('says of %o: %s', async (change, words) => {
    await open({ tokens: () => ({ tokens: [{ ...clock, ...change }], more: false }) });
    await scan('23AB009');
    expect(rows()[0]).toContain(words);
  });

  it('searches for nothing only when nothing was typed', async () => {
    const fake = await open();
    await scan('   ');
    expect(fake.inputsOf('tokens.find')).toEqual([]);
    expect(urgently()).toContain('Type or scan a serial number first.');
    expect(document.activeElement).toBe(serial());
    await scan('2');
    expect(fake.inputsOf('tokens.find')).toEqual([{ text: '2' }]);
  });

  it('says that it searches, that there is none, and that there are more', async () => {
    const fake = await open({
      tokens: (text) => (text === '9' ? { tokens: [], more: false } : { ...two(), more: true }),
    });
    const release = fake.hold('tokens.find');
    await scan('9');
    expect(text()).toContain('Searching …');
    release();
    await settled();
    expect(text()).toContain('begins with “9”');
    expect(politely()).toContain('begins with “9”');
    await scan('23');
    expect(text()).toContain('More tokens match');
    expect(politely()).toContain('More tokens match');
  });

  it.each<[DeskError, string]>([
    [{ code: 'offline' }, 'This computer is offline.'],
    [{ code: 'rightMissing', permission: 'OATH tokens: read' }, 'OATH tokens: read'],
    [{ code: 'serverError', status: 503, reference: 'c7a9' }, 'c7a9'],
  ])('says why it found nothing, and tries again: %o', async (error, words) => {
    const fake = await open();
    fake.refuse('tokens.find', error);
    await scan('23AB');
    expect(text()).toContain(words);
    fake.refuse('tokens.find', null);
    await press('Try again');
    expect(rows()).toHaveLength(2);
  });

  it('shows only what the newest search found', async () => {
    const fake = await open({
      tokens: (text) => ({ tokens: text === 'old' ? [clock] : [button], more: false }),
    });
    const answerLate = fake.hold('tokens.find');
    await scan('old');
    fake.hold('tokens.find')();
    await scan('new');
    expect(rows()[0]).toContain('23AB010');
    answerLate();
    await settled();
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('23AB010');
  });

  it('resynchronises none without the right', async () => {
    await open({ tokens: two }, { missingRights: ['resyncTokens'] });
    await scan('23AB');
    expect(screen.queryByRole('button', { name: /^Resynchronise/ })).toBeNull();
    expect(screen.getByText(/“OATH tokens: update”/)).toBeTruthy();
  });
});

describe('resynchronising a hardware token', () => {
  closeWindowAfterEach();

  const first = () =>
    screen.getByRole<HTMLInputElement>('textbox', { name: 'Code that the token shows' });
  const second = () => screen.getByRole<HTMLInputElement>('textbox', { name: /^Code after it/ });
  const next = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Next code' });
  const ask = async (views: InitialViews = {}): Promise<FakeBridge> => {
    const fake = kioskBridge(finding, {}, { tokens: two, ...views });
    await openWindow(fake);
    await press('Hardware tokens');
    await scan('23AB');
    await press('Resynchronise 23AB009');
    return fake;
  };
  const send = async () => {
    await fireEvent.submit(screen.getByRole('dialog').querySelector('form')!);
    await settled();
  };
  const dialog = () => screen.queryByRole('dialog');

  it('sends two codes at once, reads the drift back, and keeps nothing of them', async () => {
    const fake = await ask({
      resync: () => ({ state: 'resynced', token: { ...clock, drift: 0 } }),
    });
    await type(first(), '012 345');
    await type(second(), '678901');
    await send();
    expect(fake.inputsOf('tokens.resync')).toEqual([
      { tokenId: clock.id, codes: ['012345', '678901'], second: false },
    ]);
    expect(dialog()).toBeNull();
    const words = '23AB009 is resynchronised. PingOne has noted: In step.';
    expect(text()).toContain(words);
    expect(politely()).toBe(words);
    expect(rows()[0]).toContain('In step');
    expect(document.body.innerHTML).not.toMatch(/012345|678901/);
  });

  it('no longer trusts the drift that was known when it cannot be read back', async () => {
    await ask({ resync: () => ({ state: 'resynced', token: null }) });
    await type(first(), '012345');
    await type(second(), '678901');
    await send();
    expect(text()).toContain('23AB009 is resynchronised.');
    expect(rows()[0]).toContain('Drift not known');
  });

  it('asks for the second code when PingOne wants it, and refuses the same again', async () => {
    let calls = 0;
    const fake = await ask({
      resync: () =>
        (calls += 1) === 1 ? { state: 'oneMore' } : { state: 'resynced', token: clock },
    });
    await type(first(), '012345');
    await send();
    expect(fake.inputsOf('tokens.resync')).toEqual([
      { tokenId: clock.id, codes: ['012345'], second: false },
    ]);
    expect(next().value).toBe('');
    expect(document.activeElement).toBe(next());
    expect(politely()).toContain('needs the one after it');
    await type(next(), '012345');
    await send();
    expect(urgently()).toContain('This is the same code again.');
    expect(fake.inputsOf('tokens.resync')).toHaveLength(1);
    await type(next(), '678901');
    await send();
    expect(fake.inputsOf('tokens.resync').at(-1)).toEqual({
      tokenId: clock.id,
      codes: ['678901'],
      second: true,
    });
    expect(dialog()).toBeNull();
  });

  it.each([
    ['', '', 'Type the code.'],
    ['12345', '', 'The code has 6 digits.'],
    ['0123456', '', 'The code has 6 digits.'],
    ['012345', '67890', 'The code has 6 digits.'],
    ['012345', '012345', 'This is the same code again.'],
  ])('refuses “%s” and “%s” before anything is sent', async (one, other, words) => {
    const fake = await ask();
    await type(first(), one);
    await type(second(), other);
    await send();
    expect(fake.inputsOf('tokens.resync')).toEqual([]);
    expect(urgently()).toContain(words);
    const field = other === '' ? first() : second();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(first().value).toBe(one);
  });

  it.each<DeskError>([
    { code: 'codesNotConsecutive', reference: 'R-1' },
    { code: 'offline' },
    { code: 'tokenNotFound' },
  ])('says why it did not work, and empties the fields: %o', async (error) => {
    const fake = await ask();
    fake.refuse('tokens.resync', error);
    await type(first(), '012345');
    await type(second(), '678901');
    await send();
    expect(urgently()).not.toBe('');
    expect(first().value).toBe('');
    expect(second().value).toBe('');
    expect(document.activeElement).toBe(first());
    fake.refuse('tokens.resync', null);
    await type(first(), '111111');
    await type(second(), '222222');
    await send();
    expect(dialog()).toBeNull();
  });

  it('starts over when the second code was not the next one', async () => {
    const fake = await ask({ resync: () => ({ state: 'oneMore' }) });
    await type(first(), '012345');
    await send();
    fake.refuse('tokens.resync', { code: 'codesNotConsecutive' });
    await type(next(), '678901');
    await send();
    expect(first().value).toBe('');
    expect(urgently()).toContain('These codes do not follow each other');
  });

  it('is sent once, however often it is pressed', async () => {
    const fake = await ask();
    const release = fake.hold('tokens.resync');
    await type(first(), '012345');
    await send();
    await send();
    release();
    await settled();
    expect(fake.inputsOf('tokens.resync')).toHaveLength(1);
  });

  it('keeps nothing when it is cancelled', async () => {
    await ask();
    await type(first(), '012345');
    await press('Cancel');
    await press('Resynchronise 23AB009');
    expect(first().value).toBe('');
  });
});
