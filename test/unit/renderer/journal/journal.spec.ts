import { describe, expect, it } from 'vitest';
import type { JournalView } from '../../../../shared/ipc/journal-view';
import {
  aDevice,
  aDeviceList,
  aJournal,
  aPairing,
  aShift,
  chooseScreen,
  readyKiosk,
} from '../../../fakes/views';
import { returnToWindow } from '../devices/device-list';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  fireEvent,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  urgently,
} from '../open-window';

const mail = aDevice({ nickname: 'Office mail' });
const devices = aDeviceList({ devices: [mail] });
const rename: JournalView['open'][number] = {
  id: 'rename',
  change: 'rename',
  device: { id: mail.id, type: 'EMAIL', target: 'u****@example.org' },
  at: Date.now(),
  outcome: 'unknown',
};
const removal: JournalView['open'][number] = {
  id: 'removal',
  change: 'remove',
  device: { id: 'gone', type: 'SMS', target: '****0123' },
  at: Date.now(),
  outcome: 'sent',
};
const done: JournalView['notices'][number] = {
  id: 'rename',
  notice: { kind: 'change', change: 'rename', result: 'done', device: rename.device },
};
const back = () => press('Back to your devices');
const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent);

describe('what is still open at PingOne', () => {
  closeWindowAfterEach();

  it('is said above the devices, and can be seen by device, time and state', async () => {
    await openWindow({ devices, journal: aJournal({ open: [rename, removal] }) });
    expect(screen.getByText('It is not known what became of a change.')).toBeTruthy();
    await press('See what is open');
    expect(heading().textContent).toBe('What is still open');
    expect(document.activeElement).toBe(heading());
    expect(politely()).toContain('Nothing is sent a second time');
    expect(rows()[0]).toContain('Renaming “Office mail”');
    expect(rows()[0]).toContain('PingOne’s answer was lost.');
    expect(rows()[1]).toContain('Removing “Text message · ****0123”');
    expect(rows()[1]).toContain('It is not known whether PingOne got it.');
    await back();
    expect(heading().textContent).toBe('Your devices');
  });

  it('is in the menu while there is something, and only then', async () => {
    const fake = await openWindow({ devices, journal: aJournal({ open: [rename] }) });
    await chooseFromMenu('Menu', 'What is still open');
    expect(heading().textContent).toBe('What is still open');
    fake.showJournal(aJournal());
    await settled();
    expect(politely()).toContain('Nothing is open.');
    await back();
    const menu = screen.getByRole('button', { name: 'Menu' });
    menu.focus();
    await fireEvent.keyDown(menu, { key: 'Enter' });
    await screen.findByRole('menuitem', { name: 'Sign out' });
    expect(screen.queryByRole('menuitem', { name: 'What is still open' })).toBeNull();
  });

  it('is looked up again at a press, and told', async () => {
    const fake = await openWindow({ devices, journal: aJournal({ open: [rename] }) });
    await press('See what is open');
    await press('Look again now');
    expect(fake.inputsOf('journal.look')).toHaveLength(1);
    fake.showJournal(aJournal({ open: [rename], looking: true }));
    await settled();
    expect(politely()).toContain('PingOne is asked');
    fake.showJournal(aJournal({ notices: [done] }));
    await settled();
    expect(politely()).toContain('Nothing is open.');
    expect(screen.getByText(/^Renaming “Office mail” was interrupted. It was done/)).toBeTruthy();
  });

  it('says why PingOne could not be asked, and stays open', async () => {
    const fake = await openWindow({
      devices,
      journal: aJournal({ open: [rename], problem: { code: 'offline' } }),
    });
    await press('See what is open');
    expect(screen.getByText('PingOne could not be asked about all of it')).toBeTruthy();
    expect(rows()).toHaveLength(1);
    fake.refuse('journal.look', { code: 'signInRequired' });
    await press('Look again now');
    expect(urgently()).toContain('Your sign-in is no longer valid');
  });

  it('is waited for where it is not known yet', async () => {
    const fake = await openWindow({ devices, journal: aJournal({ open: [rename] }) });
    await press('See what is open');
    fake.showJournal(null);
    await settled();
    expect(politely()).toContain('PingOne is asked');
  });

  it('gives way to a pairing', async () => {
    const fake = await openWindow({ devices, journal: aJournal({ open: [rename] }) });
    await press('See what is open');
    fake.showPairing(aPairing(chooseScreen()));
    await settled();
    expect(heading().textContent).toBe('What would you like to pair?');
  });

  it('is an operator’s to see at a kiosk, without anybody’s name', async () => {
    await openWindow({
      configuration: readyKiosk,
      kiosk: aShift({ name: 'finding', cleaned: null }),
      journal: aJournal({ open: [removal] }),
    });
    await press('See what is open');
    expect(rows()[0]).toContain('Removing “Text message · ****0123”');
  });
});

describe('what became of something interrupted', () => {
  closeWindowAfterEach();

  it.each<[JournalView['notices'][number]['notice'], RegExp]>([
    [{ kind: 'removedLeftover', type: 'TOTP' }, /\(Authenticator app\).*has been removed/],
    [{ kind: 'canBeFinished', deviceId: mail.id }, /You can finish “Office mail”/],
    [{ kind: 'wasCompleted', deviceId: mail.id, type: 'EMAIL' }, /“Office mail” is paired/],
    [{ kind: 'wasCompleted', deviceId: 'unknown', type: 'SMS' }, /“Text message” is paired/],
    [{ kind: 'expired', type: 'TOTP' }, /has expired.*Start again/],
    [{ kind: 'nothingLeft', type: 'TOTP' }, /Nothing of it is left/],
    [{ kind: 'undecided', type: 'TOTP' }, /not clear what is left/],
    [
      { kind: 'change', change: 'remove', result: 'notDone', device: removal.device },
      /Removing “Text message · \*\*\*\*0123” was interrupted, and PingOne shows nothing of it/,
    ],
    [
      { kind: 'change', change: 'block', result: 'gone', device: rename.device },
      /not in PingOne any/,
    ],
    [
      { kind: 'change', change: 'enableMfa', result: 'unknown', device: null },
      /Switching on MFA at sign-on was interrupted. PingOne does not show/,
    ],
  ])('is said in words: %j', async (notice, words) => {
    await openWindow({ devices, journal: aJournal({ notices: [{ id: 'x', notice }] }) });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('is told until it is dismissed, each for itself', async () => {
    const notice = { kind: 'removedLeftover', type: 'TOTP' } as const;
    const twice = [
      { id: 'one', notice },
      { id: 'two', notice },
    ];
    await openWindow({ devices, journal: aJournal({ notices: twice }) });
    expect(screen.getAllByText(/has been removed from PingOne/)).toHaveLength(2);
    await fireEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0]!);
    await settled();
    expect(screen.getAllByText(/has been removed from PingOne/)).toHaveLength(1);
    await returnToWindow();
    expect(screen.getAllByText(/has been removed from PingOne/)).toHaveLength(1);
  });

  it('brings the list up to date', async () => {
    const fake = await openWindow({ devices, journal: aJournal({ open: [rename] }) });
    const before = fake.inputsOf('devices.list').length;
    await press('See what is open');
    fake.showJournal(aJournal({ notices: [done] }));
    await back();
    expect(fake.inputsOf('devices.list').length).toBeGreaterThan(before);
  });

  it('can be finished from there', async () => {
    const fake = await openWindow({
      devices,
      journal: aJournal({
        notices: [{ id: 'x', notice: { kind: 'canBeFinished', deviceId: mail.id } }],
      }),
    });
    await press('Finish');
    expect(fake.inputsOf('pairing.resume')).toEqual([{ deviceId: mail.id }]);
  });

  it('is not clear where it makes no sense to this program', async () => {
    await openWindow({ devices, journal: aJournal({ unreadable: 2 }) });
    expect(screen.getByText(/makes no sense to this program/)).toBeTruthy();
  });
});
