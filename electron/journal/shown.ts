import type { JournalledDevice, OpenChange } from '../../shared/ipc/journal-view';
import type { JournalEntry } from './entry';

/** The device of an entry, as a window may know it. */
export const shownDevice = (entry: JournalEntry): JournalledDevice | null => {
  if (entry.change === 'pair')
    return { id: entry.deviceId, type: entry.type, target: entry.maskedTarget };
  if (!('device' in entry)) return null;
  const { id, type, maskedTarget } = entry.device;
  return { id, type, target: maskedTarget };
};

export const shownEntry = (entry: JournalEntry): OpenChange => ({
  id: entry.id,
  change: entry.change,
  device: shownDevice(entry),
  at: entry.at,
  outcome: entry.outcome,
});
