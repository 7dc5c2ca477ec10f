import type { FileTrouble, KeptFile } from '../../shared/ipc/file-view';
import { m } from '../messages/compiled/messages';

/** What it means for the person that a file is in this state. */
export const fileWords = {
  journal: {
    damaged: m.files_journal_damaged,
    unreadable: m.files_journal_unreadable,
    newer: m.files_journal_newer,
    notWritten: m.files_journal_not_written,
  },
  devices: {
    damaged: m.files_devices_damaged,
    unreadable: m.files_devices_unreadable,
    newer: m.files_devices_unreadable,
    notWritten: m.files_devices_not_written,
  },
  signOuts: {
    damaged: m.files_sign_outs_damaged,
    unreadable: m.files_sign_outs_unreadable,
    newer: m.files_sign_outs_unreadable,
    notWritten: m.files_sign_outs_not_written,
  },
} satisfies Record<KeptFile, Record<FileTrouble, () => string>>;
