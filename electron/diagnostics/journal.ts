import { linesOf, type Fact, type Part } from './part';

/** What is told of a change that is still open at PingOne's end: neither whose it is, nor which device. */
export interface OpenChange {
  readonly type: string;
  readonly change: string;
  readonly outcome: string;
  /** milliseconds since the epoch, UTC */
  readonly at: number;
}

/** @param open what the journal holds of whoever is signed in; null: nobody is, and it belongs to somebody */
export const journalPart = (open: () => Promise<readonly OpenChange[] | null>): Part => ({
  name: 'journal',
  async collect() {
    const entries = await open();
    if (entries === null) return 'Nobody is signed in: the journal is not looked at.';
    const counts = new Map<string, number>();
    for (const { change, type, outcome } of entries) {
      const kind = `${change} ${type}, ${outcome}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const times = entries.map(({ at }) => at);
    const oldest: readonly Fact[] =
      times.length === 0 ? [] : [['Oldest', new Date(Math.min(...times)).toISOString()]];
    return linesOf([['Open changes', entries.length], ...oldest, ...counts]);
  },
});
