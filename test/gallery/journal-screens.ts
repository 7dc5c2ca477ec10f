import type { JournalView } from '../../shared/ipc/journal-view';
import { createFakeBridge, type FakeBridge } from '../fakes/fake-bridge';
import { aDevice, aDeviceList, aJournal, aShift, readyKiosk, signedIn } from '../fakes/views';

const minute = 60_000;
const mail = aDevice({ nickname: 'Office mail', isDefault: true });
const masked = { type: 'SMS', id: null, target: '****0123' };

const open = (now: number): JournalView['open'] => [
  {
    id: '1',
    change: 'pair',
    device: { id: null, type: 'TOTP', target: null },
    at: now - 3 * minute,
    outcome: 'confirmed',
  },
  {
    id: '2',
    change: 'rename',
    device: { id: mail.id, type: 'EMAIL', target: 'u****@example.org' },
    at: now - 40 * minute,
    outcome: 'unknown',
  },
  { id: '3', change: 'remove', device: masked, at: now - 26 * 60 * minute, outcome: 'sent' },
  { id: '4', change: 'reorder', device: null, at: now - 50 * minute, outcome: 'sent' },
];

const show = (journal: JournalView): FakeBridge =>
  createFakeBridge({ devices: aDeviceList({ devices: [mail] }), journal });

/** What was sent to PingOne without an answer, what became of it, and files that cannot be used. */
export const journalScreens: Record<string, (now: number) => FakeBridge> = {
  'journal-open': (now) => show(aJournal({ open: open(now) })),
  'journal-looking': (now) => show(aJournal({ looking: true, open: open(now).slice(0, 2) })),
  'journal-offline': (now) =>
    show(aJournal({ open: open(now).slice(1, 3), problem: { code: 'offline' } })),
  'journal-settled': () =>
    show(
      aJournal({
        unreadable: 1,
        notices: [
          { id: '1', notice: { kind: 'expired', type: 'TOTP' } },
          { id: '2', notice: { kind: 'change', change: 'rename', result: 'done', device: masked } },
          {
            id: '3',
            notice: { kind: 'change', change: 'requestLogs', result: 'unknown', device: masked },
          },
          {
            id: '4',
            notice: { kind: 'change', change: 'remove', result: 'notDone', device: masked },
          },
          { id: '5', notice: { kind: 'nothingLeft', type: 'FIDO2' } },
        ],
      }),
    ),
  'files-damaged': () =>
    createFakeBridge({
      files: {
        troubles: [
          { file: 'journal', trouble: 'damaged' },
          { file: 'devices', trouble: 'notWritten' },
        ],
      },
    }),
  'files-newer': () =>
    createFakeBridge({
      session: { state: 'signedOut', reason: null, ways: ['browser'] },
      files: { troubles: [{ file: 'signOuts', trouble: 'newer' }] },
    }),
  'kiosk-journal': (now) =>
    createFakeBridge({
      configuration: readyKiosk,
      session: signedIn,
      kiosk: aShift({ name: 'finding', cleaned: null }),
      journal: aJournal({
        open: open(now).slice(2),
        notices: [
          {
            id: '5',
            notice: { kind: 'change', change: 'enableMfa', result: 'done', device: null },
          },
        ],
      }),
    }),
};
