import type { JsonFile } from '../../electron/files/json-file';
import type { JournalEntry } from '../../electron/journal/entry';
import {
  createJournalOver,
  type Journal,
  type JournalDocument,
} from '../../electron/journal/journal';

/** The real journal over a document in memory, with a disk that can be full. */
export interface MemoryJournal extends Journal {
  /** what would be on disk */
  readonly entries: readonly unknown[];
  readonly size: number;
  diskFull: boolean;
  /** a newer program's */
  newer: boolean;
}

export const createMemoryJournal = (entries: readonly JournalEntry[] = []): MemoryJournal => {
  let current: JournalDocument = { version: 2, entries: [...entries] };
  const document: JsonFile<JournalDocument> = {
    read: () => Promise.resolve(current),
    update(change) {
      if (memory.diskFull || memory.newer) return Promise.reject(new Error('ENOSPC'));
      current = change(current);
      return Promise.resolve();
    },
    trouble: () => Promise.resolve(memory.newer ? 'newer' : null),
  };
  const memory: MemoryJournal = {
    ...createJournalOver(document),
    diskFull: false,
    newer: false,
    get entries() {
      return current.entries;
    },
    get size() {
      return current.entries.length;
    },
  };
  return memory;
};
