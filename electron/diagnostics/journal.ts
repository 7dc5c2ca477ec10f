import type { JournalEntry } from '../journal/entry';
import { linesOf, type Fact, type Part } from './part';

/** What is told of a change that is still open at PingOne's end: neither whose it is, nor which device. */
const kindOf = (entry: JournalEntry): string => {
  if (entry.change === 'pair') return `${entry.step} ${entry.type}`;
  return 'device' in entry ? `${entry.change} ${entry.device.type}` : entry.change;
};

/** @param open what the journal holds of whoever is signed in; null: nobody is, and it belongs to somebody */
export const journalPart = (open: () => Promise<readonly JournalEntry[] | null>): Part => ({
  name: 'journal',
  async collect() {
    const entries = await open();
    if (entries === null) return 'Nobody is signed in: the journal is not looked at.';
    const counts = new Map<string, number>();
    for (const entry of entries) {
      const kind = `${kindOf(entry)}, ${entry.outcome}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const times = entries.map(({ at }) => at);
    const oldest: readonly Fact[] =
      times.length === 0 ? [] : [['Oldest', new Date(Math.min(...times)).toISOString()]];
    return linesOf([['Open changes', entries.length], ...oldest, ...counts]);
  },
});
