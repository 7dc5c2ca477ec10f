import { describe, expect, it } from 'vitest';
import { wipeParts, type KioskPerson, type WipeReport } from '../../../../shared/kiosk/view';
import { aKioskPerson, aShift } from '../../../fakes/views';
import {
  closeWindowAfterEach,
  fireEvent,
  heading,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';
import { openKiosk, session } from './open-kiosk';

const finding = (cleaned: WipeReport | null = null) => ({ name: 'finding', cleaned }) as const;
const cleaned = (change: Partial<WipeReport> = {}): WipeReport => ({
  at: Date.now(),
  why: 'next',
  took: 412,
  parts: wipeParts.map((part) => ({ part, state: 'clean' })),
  ...change,
});
const one = aKioskPerson({ name: 'Kim Novak', population: 'Staff' });
const namesake = aKioskPerson({ name: 'Kim Novak', population: 'Visitors', mfaEnabled: false });
const other = aKioskPerson({ name: 'Kim Noether', enabled: false, locked: true });
const all = { found: (text: string) => ({ text, people: [one, namesake, other], more: true }) };
const finds = (...people: KioskPerson[]) => ({
  found: (text: string) => ({ text, people, more: false }),
});

const field = () => screen.getByRole('combobox', { name: 'Person' });
const key = async (name: string) => {
  await fireEvent.keyDown(field(), { key: name });
  await settled();
};
const search = async (text: string) => {
  await type(field(), text);
  await key('Enter');
};

describe('finding a person', () => {
  closeWindowAfterEach();

  it('has the focus, says how many letters it needs, and searches at once on Enter', async () => {
    const fake = await openKiosk(finding(), {}, finds(one));
    expect(document.activeElement).toBe(field());
    expect(screen.getByText('Type at least 3 letters.')).toBeTruthy();
    await search('ki');
    expect(fake.inputsOf('kiosk.search')).toEqual([]);
    await search('kim');
    expect(fake.inputsOf('kiosk.search')).toEqual([{ text: 'kim' }]);
    expect(politely()).toBe('1 person found. Press Enter to open.');
    await key('Enter');
    expect(fake.inputsOf('kiosk.open')).toEqual([{ userId: one.id }]);
  });

  it('marks namesakes, what tells them apart, and what is in the way of a person', async () => {
    await openKiosk(finding(), {}, all);
    await search('kim');
    const [first, second, third] = screen.getAllByRole('option');
    expect(first?.textContent).toContain('Same name as others');
    expect(second?.textContent).toMatch(/Same name as others\s*MFA off.*Visitors/s);
    expect(first?.querySelector('.telling bdi')?.textContent).toBe(one.username);
    expect(third?.textContent).not.toContain('Same name');
    expect(third?.textContent).toMatch(/Disabled\s*Locked/);
    expect(politely()).toMatch(/3 people found.*same name.*More people match/s);
  });

  it('is worked with the arrow keys, and opens nobody who was not chosen', async () => {
    const fake = await openKiosk(finding(), {}, all);
    await search('kim');
    await key('Enter');
    expect(fake.inputsOf('kiosk.open')).toEqual([]);
    expect(politely()).toBe('Choose a person with the arrow keys first.');
    await key('ArrowDown');
    await key('ArrowDown');
    const chosen = screen.getByRole('option', { selected: true });
    expect(field().getAttribute('aria-activedescendant')).toBe(chosen.id);
    expect(chosen.textContent).toContain('Visitors');
    await key('Enter');
    expect(fake.inputsOf('kiosk.open')).toEqual([{ userId: namesake.id }]);
  });

  it('opens whom a pointer chose; Escape clears', async () => {
    const fake = await openKiosk(finding(), {}, all);
    await search('kim');
    await fireEvent.click(screen.getAllByRole('option')[2]!);
    expect(fake.inputsOf('kiosk.open')).toEqual([{ userId: other.id }]);
    await key('Escape');
    expect((field() as HTMLInputElement).value).toBe('');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('says that nobody was found, that it failed, and why nobody could be opened', async () => {
    const fake = await openKiosk(finding());
    await search('nobody');
    expect(politely()).toContain('Nobody was found for “nobody”.');
    fake.refuse('kiosk.search', { code: 'timedOut' });
    await search('kim');
    expect(screen.getByText('The search did not work')).toBeTruthy();
    fake.refuse('kiosk.search', null);
    await press('Try again');
    expect(screen.queryByText('The search did not work')).toBeNull();
    fake.refuse('kiosk.search', null);
  });

  it('shows why a person could not be opened', async () => {
    const fake = await openKiosk(finding(), {}, finds(one));
    fake.refuse('kiosk.open', { code: 'personGone' });
    await search('kim');
    await key('Enter');
    expect(urgently()).toContain('PingOne does not know this person any more.');
  });

  it('reports what was cleaned, part by part', async () => {
    const fake = await openKiosk(finding(cleaned()));
    const report = screen.getByRole('region', { name: 'After the person before' });
    expect(report.textContent).toMatch(/All clean.*Clipboard\s*clean.*Took 412 ms/s);
    expect(politely()).toContain('All of the person before is cleared.');
    const parts = wipeParts.map((part) => ({
      part,
      state: part === 'clipboard' ? ('failed' as const) : ('clean' as const),
    }));
    fake.showKiosk(aShift(finding(cleaned({ parts }))));
    await settled();
    expect(report.textContent).toMatch(/Not all is clean.*Clipboard\s*not clean.*restart/s);
  });

  it('tells what was left at PingOne', async () => {
    await openKiosk(finding(), { problem: { code: 'leftAtPingOne' } });
    expect(urgently()).toContain('An unfinished device of the last person is still listed');
  });

  it('undoes a pairing of a person who has gone, with a reason', async () => {
    const until = Date.now() + 60_000;
    const gone = {
      id: 'gone',
      deviceId: 'd',
      type: 'TOTP',
      target: null,
      at: 0,
      until: 1,
    } as const;
    const binding = {
      id: 'b7',
      deviceId: 'd7',
      type: 'SMS',
      target: '•••• 0123',
      at: 1,
      until,
    } as const;
    const fake = await openKiosk(finding(), { bindings: [binding, gone] });
    expect(screen.queryByRole('button', { name: 'Undo Authenticator app' })).toBeNull();
    await press('Undo Text message · •••• 0123');
    expect(screen.getByRole('alertdialog').textContent).toContain('had before stays');
    await press('Undo the pairing');
    expect(urgently()).toContain('Choose why it is undone.');
    await fireEvent.click(screen.getByRole('radio', { name: 'It was the wrong person' }));
    fake.refuse('kiosk.undo', { code: 'undoNotSeen' });
    await press('Undo the pairing');
    expect(screen.getByRole('alertdialog').textContent).toContain('could not be confirmed');
    fake.refuse('kiosk.undo', null);
    await press('Undo the pairing');
    expect(fake.inputsOf('kiosk.undo').at(-1)).toEqual({ bindingId: 'b7', reason: 'wrongPerson' });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText('The pairing was undone')).toBeTruthy();
  });

  it('lets nobody be searched before the operator has signed in again', async () => {
    const fake = await openKiosk(finding(), { reauthenticateAt: Date.now() });
    expect(heading().textContent).toBe('Sign in again');
    expect(screen.queryByRole('combobox')).toBeNull();
    await press('Sign in with your phone');
    expect(fake.inputsOf('session.signInAgain')).toEqual([{ way: 'phone' }]);
    const deadline = Date.now() + 60_000;
    const again = { state: 'running', phase: 'waiting', deadline, phone: null } as const;
    fake.showSession({ ...session, again });
    await settled();
    await press('Cancel');
    expect(fake.inputsOf('session.cancelSignIn')).toHaveLength(1);
    fake.showSession({ ...session, again: { state: 'failed', error: { code: 'someoneElse' } } });
    await settled();
    expect(urgently()).toContain('Somebody else signed in');
    fake.showKiosk(aShift(finding(), { reauthenticateAt: Date.now() + 60_000 }));
    await settled();
    expect(document.activeElement).toBe(field());
  });
});
